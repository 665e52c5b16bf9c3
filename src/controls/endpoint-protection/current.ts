import type { DefenderFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import { byNumber } from '../by-number.ts'
import type { Control, Judgement, Question } from '../control.ts'
import {
  defenderIn,
  isProtection,
  otherScanners,
  type Protection,
  productNames,
  protectionOf,
} from '../endpoint-state.ts'
import { lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { upkeepSources } from '../upkeep-sources.ts'

const dayMs = 86_400_000

/** Days after which signatures are old, and after which they are no protection any more. */
const [old, useless] = [3, 14]

/** The signatures of the virus scanner are new (assessment.md §5.4). Only Defender tells Windows how old they are. */
export const endpointProtectionCurrent: Control = {
  id: 'endpoint-protection.current',
  version: 2,
  measure: 'endpoint-protection',
  title: say('Der Virenscanner hat aktuelle Signaturen', 'The virus scanner has current signatures'),
  reason: say(
    'Neue Schadsoftware wird in Stunden verteilt. Ein Scanner mit Signaturen von letzter Woche erkennt sie nicht.',
    "New malware is spread within hours. A scanner with last week's signatures does not recognise it.",
  ),
  looksAt: say(
    'AntivirusSignatureLastUpdated von Microsoft Defender; andere Produkte zeigen den Stand nur in ihrer Konsole.',
    'AntivirusSignatureLastUpdated of Microsoft Defender; other products show their state in their console only.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 7,
  remedy: {
    summary: say('Sorgen Sie dafür, dass neue Signaturen ankommen.', 'Make sure that new signatures arrive.'),
    steps: [
      say(
        'Defender: Führen Sie Update-MpSignature aus und danach Get-MpComputerStatus | Format-List AntivirusSignature*.',
        'Defender: run Update-MpSignature and then Get-MpComputerStatus | Format-List AntivirusSignature*.',
      ),
      say(
        'Schlägt das fehl, prüfen Sie, ob die Firewall den Server zu den Update-Servern von Microsoft oder zu Ihrem WSUS lässt.',
        'If that fails, check whether the firewall lets the server reach the update servers of Microsoft or your WSUS.',
      ),
      say(
        'Andere Produkte: Lesen Sie in der Verwaltungskonsole den Stand der Signaturen, den Manipulationsschutz und die letzte Meldung dieses Servers ab.',
        'Other products: in the console read the state of the signatures, the tamper protection and the last report of this server.',
      ),
    ],
    automatic: false,
    rollback: say('Nicht nötig.', 'Not needed.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.defenderStatus],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachine(question, (machine) => [judged(machine, question)]),
}

function judged(machine: Machine, question: Question): Judgement {
  const protection = protectionOf(machine, question)
  if (!isProtection(protection)) return protection
  const others = otherScanners(protection)
  if (others.length > 0) return byHand(productNames(others), protection)
  if (!defenderIn(protection)) return withoutScanner(protection)
  const piece = machine.seen('windows.defender')
  return piece ? byAge(piece) : lacking(machine, 'windows.defender')
}

/** The age on the day of the look: that the evidence itself grows old is no fault of the scanner. */
function byAge(piece: Seen<DefenderFact>): Judgement {
  const age = (Date.parse(piece.at) - Date.parse(piece.value.signaturesAt ?? '')) / dayMs
  if (Number.isNaN(age)) return unknownBecause(noDate, [piece])
  const days = Math.max(0, Math.floor(age))
  const detail = ageInWords(days)
  if (days < old) return { outcome: 'pass', detail, evidence: [piece] }
  return { outcome: 'fail', severity: days < useless ? 'medium' : 'high', detail, evidence: [piece] }
}

function ageInWords(days: number): Text {
  if (days === 0)
    return say(
      'Die Signaturen von Microsoft Defender waren beim Nachsehen keinen Tag alt.',
      'The signatures of Microsoft Defender were less than a day old at the time of the look.',
    )
  return byNumber(
    days,
    say(
      'Die Signaturen von Microsoft Defender waren beim Nachsehen einen Tag alt.',
      'The signatures of Microsoft Defender were one day old at the time of the look.',
    ),
    say(
      `Die Signaturen von Microsoft Defender waren beim Nachsehen ${days} Tage alt.`,
      `The signatures of Microsoft Defender were ${days} days old at the time of the look.`,
    ),
  )
}

function byHand(names: string, { evidence }: Protection): Judgement {
  return {
    outcome: 'manual',
    detail: say(
      `Wie alt die Signaturen von ${names} sind, zeigt nur die Konsole des Herstellers. Bitte sehen Sie dort nach.`,
      `How old the signatures of ${names} are only the vendor's console shows. Please look there.`,
    ),
    evidence,
  }
}

function withoutScanner({ running, evidence }: Protection): Judgement {
  const names = productNames(running)
  return notApplicable(
    running.length > 0
      ? say(`${names} arbeitet ohne Signaturen dieser Art.`, `${names} works without signatures of this kind.`)
      : say(
          'Es läuft kein Endpoint-Schutz; danach fragt endpoint-protection.installed.',
          'No endpoint protection runs; endpoint-protection.installed asks for that.',
        ),
    evidence,
  )
}

const noDate = say(
  'Microsoft Defender nennt nicht, von wann seine Signaturen sind.',
  'Microsoft Defender does not say from when its signatures are.',
)
