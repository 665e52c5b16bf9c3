import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { doubtAbout, isProtection, productNames, protectionOf } from '../endpoint-state.ts'
import { type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** What protects the server watches behaviour and is no virus scanner only, as the guidance recommends. */
export const endpointDetection: Control = {
  id: 'endpoint-protection.detection',
  version: 1,
  measure: 'endpoint-protection',
  title: say(
    'Der Endpoint-Schutz überwacht auch Verhalten (EDR)',
    'The endpoint protection also watches behaviour (EDR)',
  ),
  reason: say(
    'Angreifer nutzen die Fernwartung selbst; darin findet ein Virenscanner nichts. Erst ein EDR-Produkt bemerkt, was sie damit tun.',
    'Attackers use the remote support itself, in which a virus scanner finds nothing. Only an EDR product notices what they do with it.',
  ),
  looksAt: say(
    'Die Dienste und Treiber des Servers und die Klasse, die der Produkt-Katalog ihnen gibt.',
    'The services and drivers of the server and the class that the catalogue of products gives them.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Ergänzen Sie den Virenscanner durch ein EDR-Produkt, zuerst auf diesen beiden Servern.',
      'Add an EDR product to the virus scanner, on these two servers first.',
    ),
    steps: [
      say(
        'Sehen Sie nach, was schon läuft: Get-Service Sense, ekrn, SentinelAgent, CSFalconService -ErrorAction SilentlyContinue | Format-Table Name, Status, StartType',
        'See what runs already: Get-Service Sense, ekrn, SentinelAgent, CSFalconService -ErrorAction SilentlyContinue | Format-Table Name, Status, StartType',
      ),
      say(
        'Fragen Sie den Hersteller Ihres Virenscanners nach der EDR-Stufe: Bei vielen ist es dieselbe Software mit anderer Lizenz (ESET Inspect, Defender for Endpoint, Bitdefender EDR).',
        'Ask the vendor of your virus scanner for the EDR level: with many it is the same software with another licence (ESET Inspect, Defender for Endpoint, Bitdefender EDR).',
      ),
      say(
        'Klären Sie, wer die Meldungen liest, auch nachts und am Wochenende; ohne das nützt ein EDR wenig.',
        'Settle who reads the alerts, at night and at the weekend as well; without that an EDR is of little use.',
      ),
    ],
    automatic: false,
    rollback: say('Deinstallieren Sie das Produkt wieder.', 'Uninstall the product again.'),
    downtime: say(
      'Meist keine; einige Produkte verlangen einen Neustart.',
      'Mostly none; some products want a restart.',
    ),
  },
  references: [upkeepSources.serverHardening],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachine(question, (machine) => [judged(machine, question)]),
}

function judged(machine: Machine, question: Question): Judgement {
  const protection = protectionOf(machine, question)
  if (!isProtection(protection)) return protection
  const { running, evidence } = protection
  if (running.length === 0) return notApplicable(nothingRuns, evidence)
  const watching = running.filter(({ product }) => product.class === 'edr')
  const names = productNames(watching.length > 0 ? watching : running)
  if (watching.length === 0)
    return {
      outcome: 'fail',
      detail: say(`Es läuft nur ein Virenscanner: ${names}.`, `Only a virus scanner runs: ${names}.`),
      evidence,
    }
  const [doubt] = watching.some(({ sure }) => sure) ? [] : doubtAbout(watching)
  if (doubt) return unknownBecause(doubt, evidence)
  return {
    outcome: 'pass',
    detail: say(`Es läuft ein EDR-Produkt: ${names}.`, `An EDR product runs: ${names}.`),
    evidence,
  }
}

const nothingRuns = say(
  'Es läuft kein Endpoint-Schutz; danach fragt endpoint-protection.installed.',
  'No endpoint protection runs; endpoint-protection.installed asks for that.',
)
