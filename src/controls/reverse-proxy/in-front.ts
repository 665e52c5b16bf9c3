import type { TerminatorFact } from '../../evidence/outside/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { serverNames } from '../../model/server.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notSettledFrom, unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { fromPlace, newest, seenOnly, whence } from '../vantage-evidence.ts'
import { webLooks } from '../web-look.ts'

/**
 * Whether something other than Windows itself answers HTTP at the public address. IIS and ScreenConnect both sit on
 * http.sys, which answers a request without `Host` in a way of its own. That sign is general knowledge and not proven
 * on a licensed server.
 */
export const proxyInFront: Control = {
  id: 'reverse-proxy.in-front',
  version: 1,
  measure: 'reverse-proxy',
  title: say('Ein Reverse Proxy steht vor dem Server', 'A reverse proxy stands in front of the server'),
  reason: say(
    'Ein Proxy davor prüft Land, Pfad und Häufigkeit, bevor eine Anfrage das Produkt erreicht. Ohne ihn trifft jeder Massenangriff das Produkt selbst.',
    'A proxy in front checks country, path and rate before a request reaches the product. Without it every mass attack hits the product itself.',
  ),
  looksAt: say(
    'Woran sich bei TLS und HTTP zeigt, ob an der öffentlichen Adresse das Produkt selbst antwortet oder ein Proxy.',
    'The marks in TLS and HTTP that tell whether the product itself answers at the public address or a proxy.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'inside', 'paper'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Stellen Sie ein Gateway vor den Server, das TLS beendet und die Regeln der Richtlinie durchsetzt.',
      'Put a gateway in front of the server that ends TLS and enforces the rules of the policy.',
    ),
    steps: [
      say(
        'Behalten Sie den öffentlichen Namen und leiten Sie seine Adresse auf das Gateway um; dann ändert sich für Agenten nichts. Die Standard-Vorlage der Agenten bleibt unangetastet: Ein Fehler darin kostet alle Verbindungen.',
        'Keep the public name and lead its address to the gateway; then nothing changes for agents. Leave the default template of the agents alone: a mistake in it costs all connections.',
      ),
      say(
        'Leiten Sie UDP 75 (Automate) so weiter, dass die Quelladresse und die Antworten erhalten bleiben, und das Relay (ScreenConnect) als reines TCP; beide gehen nicht durch einen HTTP-Proxy.',
        'Forward UDP 75 (Automate) so that the source address and the answers are kept, and the relay (ScreenConnect) as plain TCP; neither goes through an HTTP proxy.',
      ),
      say(
        'Beginnen Sie im Beobachtungsmodus (bollwerk gateway --observe), prüfen Sie Agenten, Uploads und eine Gastsitzung und setzen Sie die Regeln dann durch.',
        'Begin in observing mode (bollwerk gateway --observe), check agents, uploads and a guest session, and then enforce the rules.',
      ),
      say(
        'IP-Beschränkungen in IIS und ScreenConnect sehen danach nur noch das Gateway; übernehmen Sie sie dorthin.',
        'Address restrictions in IIS and ScreenConnect then see only the gateway; move them there.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Leiten Sie die öffentliche Adresse an der Firewall wieder unmittelbar auf den Server.',
      'At the firewall lead the public address to the server directly again.',
    ),
    downtime: say(
      'Beim Umschalten brechen bestehende Verbindungen einmal ab; Agenten melden sich danach von selbst.',
      'Existing connections break once at the switch; agents report by themselves afterwards.',
    ),
  },
  references: [sources.automateProxy, sources.screenconnectProxy, sources.screenconnectRouter],
  mappings: mappingsOf('reverse-proxy'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server } = question
  const known = newest(evidence.about(server.kind, 'outside.terminator'), ({ address, port }) => `${address} ${port}`)
  const seen = fromPlace(seenOnly(known), 'internet')
  if (seen.length === 0) return [notOnTheInternet(question) ?? notSettledFrom('internet', known)]
  const bare = seen.filter(({ value }) => value.terminator === 'http.sys')
  const others = seen.filter(({ value }) => value.terminator === 'other')
  return [bare.length > 0 ? directly(bare, others) : somethingElse(question, others)]
}

function directly(bare: readonly Seen<TerminatorFact>[], others: readonly Seen<TerminatorFact>[]): Judgement {
  const [from, there] = [whence(bare), whence(others)]
  const addresses = [...new Set(bare.map(({ value }) => value.address))].join(', ')
  const split = say(
    `Ein anderer Blick (${there.de}) traf auf etwas anderes davor.`,
    `Another look (${there.en}) met something else in front.`,
  )
  return {
    outcome: 'fail',
    detail: joined([
      say(
        `An ${addresses} antwortet ${from.de} Windows selbst (http.sys), also IIS oder ScreenConnect ohne Proxy davor. ${unproven.de}`,
        `At ${addresses} Windows itself (http.sys) answers ${from.en}, so IIS or ScreenConnect without a proxy in front. ${unproven.en}`,
      ),
      ...(others.length > 0 ? [split] : []),
    ]),
    evidence: [...bare, ...others],
  }
}

function somethingElse(question: Question, others: readonly Seen<TerminatorFact>[]): Judgement {
  const looks = webLooks(question).filter(({ vantage }) => vantage.place === 'internet')
  const identities = looks.flatMap(({ identity }) => (identity ? [identity] : []))
  const evidence = [...others, ...identities]
  const stranger = looks.find((look) => look.stranger)?.stranger
  if (stranger) return unknownBecause(joined([stranger, strangerProves]), evidence)
  const name = serverNames[question.server.kind]
  if (!looks.some(({ isProduct }) => isProduct))
    return unknownBecause(
      say(
        `${name} war dahinter nicht zu erkennen; dass etwas anderes als http.sys antwortet, beweist deshalb keinen Proxy.`,
        `${name} could not be recognised behind it; so something other than http.sys answering proves no proxy.`,
      ),
      evidence,
    )
  const from = whence(others)
  const called = others.flatMap(({ value }) => (value.calledItself ? [quotation(value.calledItself)] : []))
  const named = called.length > 0 ? ` (${[...new Set(called)].join(', ')})` : ''
  return {
    outcome: 'pass',
    detail: say(
      `Vor ${name} antwortet ${from.de} etwas anderes als Windows selbst${named}. ${unproven.de}`,
      `Something other than Windows itself${named} answers ${from.en} in front of ${name}. ${unproven.en}`,
    ),
    evidence,
  }
}

const unproven: Text = say(
  'Das Zeichen dafür (die Antwort auf eine Anfrage ohne Host) ist Allgemeinwissen und nicht an einem lizenzierten Server geprüft.',
  'The sign for it (the answer to a request without Host) is general knowledge and not proven on a licensed server.',
)

const strangerProves: Text = say('Ein Fremder beweist keinen Proxy.', 'A stranger proves no proxy.')
