import type { OriginFact } from '../../evidence/outside/facts.ts'
import { formatAddress } from '../../model/address.ts'
import { type Endpoint, formatEndpoint } from '../../model/endpoint.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Place } from '../../model/vantage.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { isPrivateText } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, notSettledFrom, unknownBecause } from '../open-question.ts'
import { productSidePorts } from '../product-side-port.ts'
import { fromPlace, newest, seenOnly, whence } from '../vantage-evidence.ts'

/**
 * Whether the product can be reached without its proxy: at its origin, or at its own port on the public address. Not
 * applicable where the policy names the public side itself as origin: then there is nothing to go round, and
 * `reverse-proxy.in-front` asks for the proxy.
 */
export const originDirect: Control = {
  id: 'reverse-proxy.origin-direct',
  version: 1,
  measure: 'reverse-proxy',
  title: say('Der Server ist am Proxy vorbei nicht erreichbar', 'The server cannot be reached around the proxy'),
  reason: say(
    'Ein Proxy schützt nur, wenn niemand ihn umgehen kann. Aus dem Hauptnetz gilt das ebenso wie aus dem Internet.',
    'A proxy protects only if nobody can go round it. That holds for the main network as much as for the internet.',
  ),
  looksAt: say(
    'Ob die innere Adresse (origin in der Richtlinie) und die eigenen Ports des Produkts am Proxy vorbei antworten.',
    "Whether the inner address (origin in the policy) and the product's own ports answer past the proxy.",
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'paper', 'inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie am Server nur noch den Proxy als Quelle zu.',
      'Admit the proxy as the only source at the server.',
    ),
    steps: [
      say(
        'Entfernen Sie an der Firewall jede Weiterleitung, die unmittelbar auf den Server führt statt auf den Proxy.',
        'At the firewall remove every forward that leads to the server directly instead of to the proxy.',
      ),
      say(
        'Beschränken Sie in der Windows-Firewall des Servers die eingehenden Regeln für die Web-Ports (443, bei ScreenConnect auch 8040) auf die Adresse des Proxys: Set-NetFirewallRule -Name "<Kennung>" -RemoteAddress <Proxy>. Über die Oberfläche: wf.msc > Eingehende Regeln > Bereich.',
        'In the Windows firewall of the server limit the incoming rules for the web ports (443, for ScreenConnect also 8040) to the address of the proxy: Set-NetFirewallRule -Name "<id>" -RemoteAddress <proxy>. In the interface: wf.msc > Inbound Rules > Scope.',
      ),
      say(
        'Lassen Sie Techniker im Hauptnetz den öffentlichen Namen benutzen, damit auch sie über den Proxy gehen.',
        'Let technicians in the main network use the public name, so that they go through the proxy too.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Setzen Sie die Quelle der Regeln wieder auf „Beliebig“.',
      'Set the source of the rules back to "Any".',
    ),
    downtime: say(
      'Keine, wenn Agenten und Techniker den öffentlichen Namen benutzen; wer die innere Adresse eingetragen hat, verliert die Verbindung.',
      'None if agents and technicians use the public name; whoever entered the inner address loses the connection.',
    ),
  },
  references: [sources.automateProxy, sources.automateAccessLimits],
  mappings: mappingsOf('reverse-proxy'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const sidePorts = productSidePorts(question)
  const known = newest(evidence.about(server.kind, 'outside.origin'), ({ origin }) => origin)
  const seen = seenOnly(known)
  if (isPublicSide(question)) return sidePorts.length > 0 ? sidePorts : [notApplicable(noProxy)]
  const places = (['internet', 'main-network'] as const).flatMap((place) => {
    const here = fromPlace(seen, place)
    return here.length > 0 ? [aboutPlace(place, here, server.origin)] : []
  })
  const found = [...sidePorts, ...places]
  return found.length > 0 ? found : [notSettledFrom('internet', known)]
}

/** The policy names the public side as origin: the product itself stands there, or nobody entered the inner address. */
function isPublicSide({ server, evidence, policy }: Question): boolean {
  const { origin, host, addresses } = server
  const named = seenOnly(evidence.about(server.kind, 'outside.name')).filter(({ value }) => value.host === host)
  const publicNames = [host, ...addresses.map(formatAddress), ...named.flatMap(({ value }) => value.addresses)]
  return origin.port === policy.gateway.listen.https && publicNames.includes(origin.host)
}

const noProxy: Text = say(
  'In der Richtlinie ist der öffentliche Zugang selbst als Ursprung (origin) eingetragen; es gibt nichts, was man umgehen könnte. Ob ein Proxy davor steht, beantwortet reverse-proxy.in-front.',
  'The policy names the public side itself as the origin; there is nothing to go round. Whether a proxy stands in front is answered by reverse-proxy.in-front.',
)

function aboutPlace(place: Place, looks: readonly Seen<OriginFact>[], origin: Endpoint): Judgement {
  const from = whence(looks)
  const shown = formatEndpoint(origin)
  const open = looks.filter(({ value }) => value.answer === 'open')
  if (open.length === 0)
    return {
      item: place,
      outcome: 'pass',
      detail: say(
        `${shown} ist ${from.de} nicht zu erreichen. Das gilt nur für diesen Ort.`,
        `${shown} cannot be reached ${from.en}. That holds for this place only.`,
      ),
      evidence: looks,
    }
  if (!open.some((look) => isOurs(look, place, origin)))
    return { item: place, ...unknownBecause(someoneElse(shown, whence(open)), looks) }
  const shut = looks.filter(({ value }) => value.answer !== 'open')
  const [there, elsewhere] = [whence(open), whence(shut)]
  const fact = say(
    `${shown} ist ${there.de} offen; wer von dort kommt, umgeht den Proxy.`,
    `${shown} is open ${there.en}; whoever comes from there goes round the proxy.`,
  )
  const split = say(
    `Ein anderer Blick (${elsewhere.de}) kam nicht durch.`,
    `Another look (${elsewhere.en}) did not get through.`,
  )
  return { item: place, outcome: 'fail', detail: joined(shut.length > 0 ? [fact, split] : [fact]), evidence: looks }
}

/**
 * A private address means another machine in every network: from the internet only the product itself proves that the
 * origin was met. From the main network the address is the operator's own.
 */
function isOurs({ value }: Seen<OriginFact>, place: Place, origin: Endpoint): boolean {
  if (value.product !== undefined) return value.product
  return place === 'main-network' || !isPrivateText(origin.host)
}

function someoneElse(origin: string, from: Text): Text {
  return say(
    `Unter ${origin} antwortet ${from.de} etwas, das nicht als das Produkt zu erkennen ist; bei einer privaten Adresse kann es ein fremdes Gerät sein. Prüfen Sie den Eintrag origin in der Richtlinie.`,
    `At ${origin} something answers ${from.en} that cannot be recognised as the product; with a private address it may be a foreign device. Check the entry origin in the policy.`,
  )
}
