import type { DefenderFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import {
  defenderIn,
  type FoundProduct,
  isProtection,
  isRunning,
  otherScanners,
  type Protection,
  productNames,
  protectionOf,
} from '../endpoint-state.ts'
import { isAbsent, lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable } from '../open-question.ts'
import { upkeepSources } from '../upkeep-sources.ts'
import { windowsSources } from '../windows-sources.ts'

/** What is installed really protects: it runs, comes back after a restart, and looks at what happens (assessment.md §5.4). */
export const endpointHealth: Control = {
  id: 'endpoint-protection.health',
  version: 1,
  measure: 'endpoint-protection',
  title: say('Der Endpoint-Schutz ist in Betrieb und gesund', 'The endpoint protection is running and healthy'),
  reason: say(
    'Angreifer schalten den Schutz als Erstes ab. Ein installiertes Produkt, das steht oder nur zusieht, ist keines.',
    'Attackers switch the protection off first. An installed product that stands still or only looks on is none.',
  ),
  looksAt: say(
    'Zustand und Startart der Dienste; bei Microsoft Defender außerdem Get-MpComputerStatus (Echtzeitschutz, Modus, Manipulationsschutz).',
    'State and start mode of the services; for Microsoft Defender also Get-MpComputerStatus (real-time protection, mode, tamper protection).',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: {
    summary: say(
      'Bringen Sie den Endpoint-Schutz wieder in Betrieb.',
      'Bring the endpoint protection back into service.',
    ),
    steps: [
      say(
        'Fragen Sie zuerst, wer ihn abgeschaltet hat. Wenn es niemand von Ihnen war, behandeln Sie es als Einbruch.',
        'First ask who switched it off. If it was none of you, treat it as a break-in.',
      ),
      say(
        'Dienst: Set-Service -Name <Dienst> -StartupType Automatic; Start-Service <Dienst>. Weigert er sich, hilft die Konsole des Herstellers.',
        "Service: Set-Service -Name <service> -StartupType Automatic; Start-Service <service>. If it refuses, the vendor's console helps.",
      ),
      say(
        'Defender: Set-MpPreference -DisableRealtimeMonitoring $false -DisableBehaviorMonitoring $false. Steht er im passiven Modus, ohne dass ein anderer Scanner läuft, entfernen Sie ForceDefenderPassiveMode unter HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection.',
        'Defender: Set-MpPreference -DisableRealtimeMonitoring $false -DisableBehaviorMonitoring $false. If it is in passive mode without another scanner running, remove ForceDefenderPassiveMode under HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection.',
      ),
      say(
        'Manipulationsschutz: Windows-Sicherheit > Viren- & Bedrohungsschutz > Einstellungen, oder das Defender-Portal.',
        'Tamper protection: Windows Security > Virus & threat protection > Settings, or the Defender portal.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Setzen Sie Startart und Einstellung auf den notierten Stand zurück.',
      'Set start mode and setting back to the noted state.',
    ),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.defenderStatus, windowsSources.tamper],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachine(question, (machine) => judged(machine, question)),
}

function judged(machine: Machine, question: Question): readonly Judgement[] {
  const protection = protectionOf(machine, question)
  if (!isProtection(protection)) return [protection]
  const { found, running, evidence } = protection
  if (!found.some(({ product }) => product.class !== 'agent')) return [notApplicable(nothingThere, evidence)]
  const judgements = [
    ...found.flatMap((one) => aboutServices(one, protection)),
    ...(otherScanners(protection).length > 0 ? [] : aboutDefender(machine, protection)),
  ]
  return judgements.length > 0 ? judgements : [healthy(running, protection)]
}

/** Defender stops by itself where another scanner runs; that is no fault. */
function aboutServices(one: FoundProduct, protection: Protection): readonly Judgement[] {
  const { product, protecting, runs } = one
  if (product.class === 'agent' || product.protects.length === 0) return []
  if (one === defenderIn(protection) && !runs && otherScanners(protection).length > 0) return []
  if (!runs) return [stopped(one, protection)]
  const late = protecting.filter((service) => isRunning(service) && !startsByItself(service.startMode))
  return late.map(({ name, startMode }) =>
    failing(protection, {
      item: `${product.id}.start`,
      severity: 'medium',
      text: say(
        `Der Dienst ${name} (${product.name}) läuft, startet nach einem Neustart aber nicht von selbst (${startMode}).`,
        `The service ${name} (${product.name}) runs but does not start by itself after a restart (${startMode}).`,
      ),
    }),
  )
}

function stopped({ product }: FoundProduct, protection: Protection): Judgement {
  const severity: Severity = protection.running.length > 0 ? 'medium' : 'high'
  const text = say(
    `${product.name} ist installiert, aber der schützende Dienst läuft nicht.`,
    `${product.name} is installed, but the service that protects does not run.`,
  )
  return failing(protection, { item: product.id, severity, text })
}

function startsByItself(mode: string): boolean {
  return mode === 'Auto' || mode === 'Boot' || mode === 'System'
}

/** What is wrong with Defender where it alone has to look for malware. */
function aboutDefender(machine: Machine, protection: Protection): readonly Judgement[] {
  if (!defenderIn(protection)) return []
  const piece = machine.seen('windows.defender')
  if (!piece)
    return isAbsent(machine, 'windows.defender') ? [] : [{ item: 'defender', ...lacking(machine, 'windows.defender') }]
  const cited = { ...protection, evidence: [...protection.evidence, piece] }
  return defects.flatMap(({ item, severity, is, text }) =>
    is(piece.value) ? [failing(cited, { item, severity, text })] : [],
  )
}

interface Defect {
  readonly item: string
  readonly severity: Severity
  readonly is: (defender: Seen<DefenderFact>['value']) => boolean
  readonly text: Text
}

const defects: readonly Defect[] = [
  {
    item: 'defender.passive',
    severity: 'high',
    is: ({ mode }) => mode !== null && /passive/i.test(mode),
    text: say(
      'Microsoft Defender steht im passiven Modus und sieht nur zu, aber kein anderer Scanner läuft.',
      'Microsoft Defender is in passive mode and only looks on, but no other scanner runs.',
    ),
  },
  {
    item: 'defender.real-time',
    severity: 'high',
    is: ({ realTime, antivirusEnabled, serviceEnabled }) => !(realTime && antivirusEnabled && serviceEnabled),
    text: say(
      'Der Echtzeitschutz von Microsoft Defender ist aus.',
      'The real-time protection of Microsoft Defender is off.',
    ),
  },
  {
    item: 'defender.behaviour',
    severity: 'medium',
    is: ({ behaviour }) => behaviour === false,
    text: say(
      'Die Verhaltensüberwachung von Microsoft Defender ist aus.',
      'The behaviour monitoring of Microsoft Defender is off.',
    ),
  },
  {
    item: 'defender.tamper',
    severity: 'medium',
    is: ({ tamperProtected }) => tamperProtected === false,
    text: say(
      'Der Manipulationsschutz von Microsoft Defender ist aus; ein Angreifer mit Administratorrechten kann ihn abschalten.',
      'The tamper protection of Microsoft Defender is off; an attacker with administrator rights can switch it off.',
    ),
  },
]

interface Fault {
  readonly item: string
  readonly severity: Severity
  readonly text: Text
}

function failing({ evidence }: Pick<Protection, 'evidence'>, { item, severity, text }: Fault): Judgement {
  return { item, outcome: 'fail', severity, detail: text, evidence }
}

function healthy(running: readonly FoundProduct[], { evidence }: Protection): Judgement {
  const names = productNames(running)
  // The real-time protection beside Defender for Endpoint is that of Defender itself, which was looked at.
  const others = running.filter(({ product }) => !product.id.startsWith('defender'))
  const runs = say(`In Betrieb und beim Start dabei: ${names}.`, `Running and started with Windows: ${names}.`)
  const limit = say(
    `Ob der Echtzeitschutz von ${productNames(others)} eingeschaltet ist, zeigt nur die Konsole des Herstellers.`,
    `Whether the real-time protection of ${productNames(others)} is on only the vendor's console shows.`,
  )
  return { outcome: 'pass', detail: joined(others.length > 0 ? [runs, limit] : [runs]), evidence }
}

const nothingThere = say(
  'Es ist kein Endpoint-Schutz installiert; danach fragt endpoint-protection.installed.',
  'No endpoint protection is installed; endpoint-protection.installed asks for that.',
)
