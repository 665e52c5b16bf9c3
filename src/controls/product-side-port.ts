import type { PortSpeaksFact } from '../evidence/outside/facts.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import { joined, say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { speechAt, speechTexts } from './port-speech.ts'
import { publishedAt } from './published-ports.ts'
import { openPorts, type Sighting } from './scanned-ports.ts'
import { fromPlace, seenOnly, whence } from './vantage-evidence.ts'

/** Where ScreenConnect's web application listens unless told otherwise (reference screenconnect.md, section 1.2). */
const screenconnectWeb = 8040

/** The product's own web port open at the public address, beside what the policy publishes there. */
export function productSidePorts(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const scans = fromPlace(seenOnly(evidence.about(server.kind, 'outside.tcp-ports')), 'internet')
  const ownPorts = server.kind === 'screenconnect' ? [server.origin.port, screenconnectWeb] : [server.origin.port]
  const speech = evidence.about(server.kind, 'outside.port-speaks')
  return [...openPorts(scans)].flatMap(([port, sightings]) => {
    const open = sightings.filter(({ scan }) => !publishedAt(question, scan.value.address).has(port))
    const spoken = speechAt(open, speech).filter(({ value }) => value.speaks === 'http' || value.speaks === 'tls')
    return ownPorts.includes(port) && spoken.length > 0 ? [sidePort(port, open, spoken)] : []
  })
}

function sidePort(port: number, open: readonly Sighting[], speech: readonly Seen<PortSpeaksFact>[]): Judgement {
  const scans: readonly Evidence[] = open.map(({ scan }) => scan)
  const from = whence(scans)
  return {
    item: `${port}`,
    outcome: 'fail',
    detail: joined([
      say(
        `Der eigene Web-Port des Produkts (TCP ${port}) ist ${from.de} offen, an jedem Proxy vorbei.`,
        `The product's own web port (TCP ${port}) is open ${from.en}, past any proxy.`,
      ),
      ...speechTexts(speech),
    ]),
    evidence: [...scans, ...speech],
  }
}
