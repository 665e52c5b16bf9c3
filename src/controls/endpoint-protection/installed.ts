import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** A protection product runs on the server itself (assessment.md §5.4). */
export const endpointProtectionInstalled: Control = awaited({
  id: 'endpoint-protection.installed',
  measure: 'endpoint-protection',
  title: say('Ein Endpoint-Schutz ist installiert und läuft', 'An endpoint protection is installed and runs'),
  reason: say(
    'Er bemerkt, was nach einem Einbruch geschieht, wenn alles andere versagt hat.',
    'It notices what happens after a break-in when everything else has failed.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  references: [upkeepSources.defenderStatus, upkeepSources.serverHardening],
  mappings: mappingsOf('endpoint-protection'),
  byHand: [
    say(
      'Sehen Sie in services.msc nach dem Dienst Ihres Produkts, zum Beispiel ekrn (ESET), SentinelAgent, CSFalconService, Sense (Defender for Endpoint) oder WinDefend: Er muss laufen und automatisch starten.',
      'In services.msc look for the service of your product, for example ekrn (ESET), SentinelAgent, CSFalconService, Sense (Defender for Endpoint) or WinDefend: it must run and start automatically.',
    ),
    say(
      'Ein Verwaltungsagent allein (EraAgentSvc, klnagent) ist kein Schutz.',
      'A management agent alone (EraAgentSvc, klnagent) is no protection.',
    ),
    say(
      'Das Windows-Sicherheitscenter gibt es auf Servern nicht; fragen Sie deshalb das Produkt selbst und seine Verwaltungskonsole, ob dieser Server dort gemeldet ist.',
      'Servers have no Windows Security Center; so ask the product itself and its console whether this server reports there.',
    ),
    say(
      'Prüfen Sie, ob es ein EDR-Produkt ist, das Verhalten überwacht, oder nur ein Virenscanner.',
      'Check whether it is an EDR product that watches behaviour, or a virus scanner only.',
    ),
  ],
})
