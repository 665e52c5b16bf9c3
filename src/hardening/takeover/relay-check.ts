import { quotation } from '../../controls/quotation.ts'
import { seenOnly } from '../../controls/vantage-evidence.ts'
import { say } from '../../model/text.ts'
import type { Check, Witnessed } from '../checked.ts'

/**
 * Whether ScreenConnect tells its clients the public name and port for the relay (`RelayAddressableUri`,
 * screenconnect.md §1.3). Without the key clients take the name of the web page and the port that the relay listens at;
 * that is unverified, and the answer says so.
 */
export function relayAddressCheck(witnessed: Witnessed): Check {
  const { server } = witnessed
  const id = 'relay-address'
  const title = say(
    'Clients erfahren die öffentliche Adresse des Relays',
    'Clients are told the public address of the relay',
  )
  const { evidence } = witnessed.questionFor('screenconnect-ip-lists.native')
  const [look] = seenOnly(evidence.about(server.kind, 'screenconnect.settings'))
  if (!look) return { id, title, answer: 'unknown', reason: nobodyLooked }
  const told = look.value.settings.find(({ name }) => name === 'RelayAddressableUri')
  const wanted = `relay://${server.host}:${server.relay?.publicPort ?? 8041}/`
  if (told === undefined || told.value === null) {
    const listens = look.value.settings.find(({ name }) => name === 'RelayListenUri')?.value ?? ''
    const answer = portOf(listens) === portOf(wanted) ? 'met' : 'unknown'
    return { id, title, answer, reason: notSet(wanted) }
  }
  const isRight = told.value.toLowerCase().replace(/\/?$/, '/') === wanted.toLowerCase()
  return {
    id,
    title,
    answer: isRight ? 'met' : 'not-met',
    reason: say(
      `RelayAddressableUri ist ${quotation(told.value)}${isRight ? '.' : `; über das Gateway führt ${wanted}.`}`,
      `RelayAddressableUri is ${quotation(told.value)}${isRight ? '.' : `; the way over the gateway is ${wanted}.`}`,
    ),
  }
}

function portOf(uri: string): string | undefined {
  return /:(\d+)\/?$/.exec(uri)?.[1]
}

function notSet(wanted: string): Check['reason'] {
  return say(
    `RelayAddressableUri ist nicht gesetzt. Clients nehmen dann den Namen der Webseite und den Port des Relays (nicht an einem lizenzierten Server geprüft). Prüfen Sie mit einer Testsitzung, dass ${wanted} über das Gateway führt.`,
    `RelayAddressableUri is not set. Clients then take the name of the web page and the port of the relay (not proven on a licensed server). Check with a test session that ${wanted} leads over the gateway.`,
  )
}

const nobodyLooked = say(
  'In den Installationsordner hat in letzter Zeit niemand hineingesehen. Führen Sie bollwerk collect screenconnect aus.',
  'Nobody has looked into the installation folder lately. Run bollwerk collect screenconnect.',
)
