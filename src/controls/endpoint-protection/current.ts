import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The protection product is up to date, protected from being switched off, and not excluded away (assessment.md §5.4). */
export const endpointProtectionCurrent: Control = awaited({
  id: 'endpoint-protection.current',
  measure: 'endpoint-protection',
  title: say(
    'Der Endpoint-Schutz ist aktuell und nicht ausgehöhlt',
    'The endpoint protection is current and not hollowed out',
  ),
  reason: say(
    'Veraltete Signaturen und großzügige Ausnahmen lassen gerade das durch, was Angreifer über Fernwartung einschleusen.',
    'Outdated signatures and generous exclusions let through exactly what attackers bring in through remote support.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  references: [upkeepSources.defenderStatus],
  mappings: mappingsOf('endpoint-protection'),
  byHand: [
    say(
      'Defender: Führen Sie Get-MpComputerStatus aus. RealTimeProtectionEnabled, BehaviorMonitorEnabled und IsTamperProtected müssen True sein, AntivirusSignatureAge höchstens 2 Tage.',
      'Defender: run Get-MpComputerStatus. RealTimeProtectionEnabled, BehaviorMonitorEnabled and IsTamperProtected must be True, AntivirusSignatureAge at most 2 days.',
    ),
    say(
      'Andere Produkte: Lesen Sie in der Verwaltungskonsole Stand der Signaturen, Manipulationsschutz und letzte Meldung dieses Servers ab.',
      'Other products: in the console read the state of the signatures, the tamper protection and the last report of this server.',
    ),
    say(
      'Sehen Sie die Ausnahmen durch (Defender: Get-MpPreference, ExclusionPath und ExclusionProcess). Ganze Laufwerke, C:\\Users oder die Ordner von ScreenConnect und LabTech sollten nicht darin stehen, ohne dass Sie wissen, warum.',
      'Go through the exclusions (Defender: Get-MpPreference, ExclusionPath and ExclusionProcess). Whole drives, C:\\Users or the folders of ScreenConnect and LabTech should not be among them without your knowing why.',
    ),
  ],
})
