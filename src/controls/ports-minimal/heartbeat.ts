import type { HeartbeatFact } from '../../evidence/outside/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { admission, published } from '../../policy/intent.ts'
import { admitsCountry } from '../admitted-country.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, notSettledFrom, unknownBecause } from '../open-question.ts'
import { fromPlace, newest, seenOnly, vantageOf, whence } from '../vantage-evidence.ts'

/** UDP 75 is optional: without it Automate works, but learns late that a machine is offline. */
export const heartbeatPort: Control = {
  id: 'ports-minimal.heartbeat',
  version: 1,
  measure: 'ports-minimal',
  title: say('Der Heartbeat (UDP 75) kommt durch', 'The heartbeat (UDP 75) gets through'),
  reason: say(
    'Ohne Heartbeat erkennt Automate ausgefallene Rechner spät oder falsch, und Eingriffe der Techniker wirken verzögert.',
    "Without the heartbeat Automate notices failed machines late or wrongly, and technicians' actions take effect with delay.",
  ),
  looksAt: say(
    'Die Antwort auf ein Datagramm an UDP 75 der öffentlichen Adresse; Schweigen beweist nichts.',
    'The answer to a datagram to UDP 75 of the public address; silence proves nothing.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside', 'paper'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Leiten Sie UDP 75 an den Automate-Server weiter und lassen Sie die Antworten zurück.',
      'Forward UDP 75 to the Automate server and let the answers back.',
    ),
    steps: [
      say(
        'Richten Sie an der Firewall eine Weiterleitung für UDP 75 auf den Automate-Server ein, beschränkt auf Ihre Länder. Die Quelladresse muss erhalten bleiben.',
        'At the firewall set up a forward of UDP 75 to the Automate server, limited to your countries. The source address must be kept.',
      ),
      say(
        'Erlauben Sie eingehend UDP 75 in der Windows-Firewall des Servers: New-NetFirewallRule -DisplayName "Automate Heartbeat" -Direction Inbound -Action Allow -Protocol UDP -LocalPort 75.',
        'Allow incoming UDP 75 in the Windows firewall of the server: New-NetFirewallRule -DisplayName "Automate heartbeat" -Direction Inbound -Action Allow -Protocol UDP -LocalPort 75.',
      ),
      say(
        'Zählen Sie in der Datenbank, wer sich in den letzten fünf Minuten gemeldet hat: SELECT COUNT(*) FROM heartbeatcomputers WHERE LastHeartbeatTime > DATE_ADD(NOW(), INTERVAL -5 MINUTE);',
        'Count in the database who reported within the last five minutes: SELECT COUNT(*) FROM heartbeatcomputers WHERE LastHeartbeatTime > DATE_ADD(NOW(), INTERVAL -5 MINUTE);',
      ),
      say(
        'Brauchen Sie den Heartbeat nicht, nehmen Sie ihn aus der Richtlinie; er ist freiwillig.',
        'If you do not need the heartbeat, take it out of the policy; it is optional.',
      ),
    ],
    automatic: false,
    rollback: say('Entfernen Sie die Weiterleitung wieder.', 'Remove the forward again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [sources.heartbeat, sources.automatePorts],
  mappings: mappingsOf('ports-minimal'),
  judge,
}

function judge({ intents, evidence, server }: Question): readonly Judgement[] {
  const offered = published(intents, server.kind, 'udp').length > 0
  const admit = admission(intents, 'automate.heartbeat')
  if (!offered || !admit || admit.countries === 'fixed-networks' || admit.audience !== 'everyone')
    return [notApplicable(notOffered)]
  const known = newest(evidence.about(server.kind, 'outside.heartbeat'), ({ address }) => address)
  const seen = fromPlace(seenOnly(known), 'internet')
  if (seen.length === 0) return [notSettledFrom('internet', known)]
  const answered = seen.filter(({ value }) => value.answer === 'answered')
  const closed = seen.filter(
    (piece) => piece.value.answer === 'closed' && admitsCountry(admit.countries, vantageOf(piece)) === 'yes',
  )
  if (closed.length > 0) return [lost(closed, answered)]
  if (answered.length > 0) return [arrived(answered)]
  return [unknownBecause(seen.some(({ value }) => value.answer === 'closed') ? maybeGeoblocked : silence, seen)]
}

function lost(closed: readonly Seen<HeartbeatFact>[], answered: readonly Seen<HeartbeatFact>[]): Judgement {
  const from = whence(closed)
  const port = portOf(closed)
  const there = whence(answered)
  const split = say(`Ein anderer Blick ${there.de} bekam Antwort.`, `Another look ${there.en} got an answer.`)
  return {
    outcome: 'fail',
    detail: joined([
      say(
        `UDP ${port} wird ${from.de} als geschlossen gemeldet; der Heartbeat kommt nicht an.`,
        `UDP ${port} is reported closed ${from.en}; the heartbeat does not arrive.`,
      ),
      ...(answered.length > 0 ? [split] : []),
    ]),
    evidence: [...closed, ...answered],
  }
}

function arrived(answered: readonly Seen<HeartbeatFact>[]): Judgement {
  const from = whence(answered)
  return {
    outcome: 'pass',
    detail: say(`UDP ${portOf(answered)} antwortet ${from.de}.`, `UDP ${portOf(answered)} answers ${from.en}.`),
    evidence: answered,
  }
}

function portOf(seen: readonly Seen<HeartbeatFact>[]): string {
  return [...new Set(seen.map(({ value }) => value.port))].join(', ')
}

const notOffered: Text = say(
  'Die Richtlinie bietet den Heartbeat nicht jedem im Internet an; Automate arbeitet auch ohne ihn.',
  'The policy does not offer the heartbeat to everyone on the internet; Automate works without it too.',
)

const silence: Text = say(
  'Auf dem Port des Heartbeats (UDP) kam nichts zurück. Bei UDP ist das weder offen noch geschlossen; der Aufbau eines echten Heartbeats ist nicht öffentlich bekannt. Ein Blick in den Server (heartbeatcomputers) entscheidet es.',
  'Nothing came back on the port of the heartbeat (UDP). With UDP that is neither open nor closed; the layout of a real heartbeat is not publicly known. A look inside the server (heartbeatcomputers) decides.',
)

const maybeGeoblocked: Text = say(
  'Der Heartbeat (UDP) wurde abgelehnt, aber nicht nachweislich aus einem erlaubten Land; das kann am Geoblocking liegen. Sehen Sie aus einem erlaubten Land nach und nennen Sie es mit --country.',
  'The heartbeat (UDP) was refused, but not demonstrably in an admitted country; that may be geoblocking. Look from an admitted country and name it with --country.',
)
