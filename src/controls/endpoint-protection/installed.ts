import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { doubtAbout, isProtection, type Protection, productNames, protectionOf } from '../endpoint-state.ts'
import { type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** A protection product runs on the server itself (assessment.md §5.4). */
export const endpointProtectionInstalled: Control = {
  id: 'endpoint-protection.installed',
  version: 1,
  measure: 'endpoint-protection',
  title: say('Ein Endpoint-Schutz ist installiert und läuft', 'An endpoint protection is installed and runs'),
  reason: say(
    'Er bemerkt, was nach einem Einbruch geschieht, wenn alles andere versagt hat.',
    'It notices what happens after a break-in when everything else has failed.',
  ),
  looksAt: say(
    'Alle Dienste und Treiber des Servers, verglichen mit den genauen Namen im Produkt-Katalog; das Windows-Sicherheitscenter gibt es auf Servern nicht.',
    'All services and drivers of the server, compared with the exact names in the catalogue of products; servers have no Windows Security Center.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Installieren Sie auf dem Server einen Endpoint-Schutz, oder bringen Sie den vorhandenen zum Laufen.',
      'Install an endpoint protection on the server, or make the one that is there run.',
    ),
    steps: [
      say(
        'Sehen Sie nach, was da ist: Get-Service ekrn, SentinelAgent, CSFalconService, Sense, WinDefend -ErrorAction SilentlyContinue | Format-Table Name, Status, StartType',
        'See what is there: Get-Service ekrn, SentinelAgent, CSFalconService, Sense, WinDefend -ErrorAction SilentlyContinue | Format-Table Name, Status, StartType',
      ),
      say(
        'Ein Verwaltungsagent allein (EraAgentSvc, klnagent) ist kein Schutz: Verteilen Sie aus seiner Konsole das eigentliche Produkt auf diesen Server.',
        'A management agent alone (EraAgentSvc, klnagent) is no protection: from its console deploy the product itself to this server.',
      ),
      say(
        'Ist gar nichts da, schalten Sie wenigstens Microsoft Defender ein: Install-WindowsFeature Windows-Defender, dann ein Neustart.',
        'If there is nothing at all, switch on at least Microsoft Defender: Install-WindowsFeature Windows-Defender, then a restart.',
      ),
      say(
        'Läuft das Produkt nicht, starten Sie den Dienst und sehen Sie in der Konsole des Herstellers nach, warum er steht. Ein abgeschalteter Schutz kann ein Zeichen für einen Einbruch sein.',
        "If the product does not run, start the service and look in the vendor's console why it stopped. A protection that was switched off may be the sign of a break-in.",
      ),
    ],
    automatic: false,
    rollback: say('Deinstallieren Sie das Produkt wieder.', 'Uninstall the product again.'),
    downtime: say(
      'Meist ein Neustart des Servers nach der Installation.',
      'Mostly one restart of the server after the installation.',
    ),
  },
  references: [upkeepSources.defenderStatus, upkeepSources.serverHardening],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachine(question, (machine) => [judged(machine, question)]),
}

function judged(machine: Machine, question: Question): Judgement {
  const protection = protectionOf(machine, question)
  if (!isProtection(protection)) return protection
  const { running, evidence } = protection
  if (running.length > 0) {
    const names = productNames(running)
    const detail = joined([say(`Es läuft: ${names}.`, `Running: ${names}.`), ...doubtAbout(running)])
    return { outcome: running.some(({ sure }) => sure) ? 'pass' : 'unknown', detail, evidence }
  }
  const collector = machine.seen('windows.collector')
  if (collector && !collector.value.elevated && protection.found.length === 0)
    return unknownBecause(hidden, [...evidence, collector])
  return { outcome: 'fail', detail: unprotected(protection), evidence }
}

function unprotected({ found }: Protection): Text {
  const stopped = found.filter(({ product }) => product.class !== 'agent')
  if (stopped.length > 0) {
    const names = productNames(stopped)
    return say(`Installiert, aber nicht in Betrieb: ${names}.`, `Installed but not running: ${names}.`)
  }
  if (found.length > 0) {
    const names = productNames(found)
    return say(
      `Gefunden wurde nur ein Verwaltungsagent (${names}); er allein schützt nicht.`,
      `Only a management agent was found (${names}); alone it protects nothing.`,
    )
  }
  return say(
    'Kein Dienst und kein Treiber eines bekannten Endpoint-Schutzes wurde gefunden. Nutzen Sie ein anderes Produkt, dann halten Sie das als Ausnahme fest.',
    'No service and no driver of a known endpoint protection was found. If you use another product, record that as an exception.',
  )
}

const hidden: Text = say(
  'Es war kein Endpoint-Schutz zu sehen, aber das Skript lief ohne Administratorrechte, und manche Produkte verbergen sich dann. Führen Sie es als Administrator aus.',
  'No endpoint protection could be seen, but the script ran without administrator rights, and some products hide then. Run it as administrator.',
)
