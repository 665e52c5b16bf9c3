import { sightings } from '../../controls/scanned-ports.ts'
import { fromPlace, seenOnly } from '../../controls/vantage-evidence.ts'
import { say } from '../../model/text.ts'
import type { Check, Witnessed } from '../checked.ts'

/** MySQL's own protocol and its X protocol. */
const databasePorts = [3_306, 33_060]

/** Whether the database can be reached from the internet, by the newest scans that asked for its ports. */
export function databasePortCheck(witnessed: Witnessed): Check {
  const id = 'port-closed'
  const title = say('Der Datenbank-Port ist von außen zu', 'The database port is closed from outside')
  const { evidence, server } = witnessed.questionFor('ports-minimal.tcp')
  const scans = fromPlace(seenOnly(evidence.about(server.kind, 'outside.tcp-ports')), 'internet')
  const seen = databasePorts.map((port) => ({ port, states: sightings(scans, port).map(({ state }) => state) }))
  const open = seen.filter(({ states }) => states.includes('open')).map(({ port }) => port)
  if (open.length > 0) return { id, title, answer: 'not-met', reason: isOpen(open.join(', ')) }
  if (!seen.some(({ port, states }) => port === 3_306 && states.length > 0))
    return { id, title, answer: 'unknown', reason: nobodyAsked }
  return { id, title, answer: 'met', reason: isClosed }
}

function isOpen(ports: string): Check['reason'] {
  return say(
    `Aus dem Internet steht Port ${ports} offen. Schließen Sie ihn noch heute.`,
    `Port ${ports} is open from the internet. Close it today.`,
  )
}

const isClosed = say(
  'Aus dem Internet antwortete die Datenbank nicht. Für andere Wege ins Netz gilt das nicht.',
  'The database did not answer from the internet. That does not hold for other ways into the network.',
)

const nobodyAsked = say(
  'Aus dem Internet hat in letzter Zeit niemand nach Port 3306 gesehen: bollwerk assess --from internet --save DATEI.',
  'Nobody has looked at port 3306 from the internet lately: bollwerk assess --from internet --save FILE.',
)
