import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The registry values of User Account Control (assessment.md §5.3). */
export const uacValues: Control = awaited({
  id: 'uac.values',
  measure: 'uac',
  title: say('Die Benutzerkontensteuerung ist eingeschaltet und fragt nach', 'User Account Control is on and asks'),
  reason: say(
    'Ohne UAC läuft alles, was ein angemeldeter Administrator öffnet, sofort mit vollen Rechten.',
    'Without UAC everything that a signed-in administrator opens runs with full rights at once.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  references: [upkeepSources.uacSettings, upkeepSources.serverHardening],
  mappings: mappingsOf('uac'),
  byHand: [
    say(
      'Öffnen Sie regedit und darin HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System.',
      'Open regedit and in it HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System.',
    ),
    say(
      'EnableLUA muss 1 sein; 0 heißt: UAC ist aus. Eine Änderung wirkt erst nach einem Neustart.',
      'EnableLUA must be 1; 0 means that UAC is off. A change takes effect after a restart only.',
    ),
    say(
      'Gewünscht sind außerdem ConsentPromptBehaviorAdmin = 2 (0 erhöht ohne Nachfrage), ConsentPromptBehaviorUser = 0, PromptOnSecureDesktop = 1, FilterAdministratorToken = 1, EnableInstallerDetection = 1 und EnableSecureUIAPaths = 1.',
      'Wanted are also ConsentPromptBehaviorAdmin = 2 (0 elevates without asking), ConsentPromptBehaviorUser = 0, PromptOnSecureDesktop = 1, FilterAdministratorToken = 1, EnableInstallerDetection = 1 and EnableSecureUIAPaths = 1.',
    ),
    say(
      'LocalAccountTokenFilterPolicy muss 0 sein oder fehlen. Fehlt ein Wert, gilt die Vorgabe von Windows; notieren Sie vor jeder Änderung, was dort stand.',
      'LocalAccountTokenFilterPolicy must be 0 or absent. If a value is absent the default of Windows holds; before each change note what stood there.',
    ),
  ],
})
