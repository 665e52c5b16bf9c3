import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const uacPart: CollectorPart = {
  fact: 'windows.uac',
  source: String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`,
  about: say('Werte der Benutzerkontensteuerung', 'Values of user account control'),
  entry: 'Read-Uac',
  script: String.raw`
function Read-Uac {
  $values = Get-KeyValue 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
  $names = @(
    'EnableLUA', 'ConsentPromptBehaviorAdmin', 'ConsentPromptBehaviorUser', 'PromptOnSecureDesktop',
    'FilterAdministratorToken', 'EnableInstallerDetection', 'EnableSecureUIAPaths', 'EnableVirtualization',
    'LocalAccountTokenFilterPolicy'
  )
  $fact = [ordered]@{}
  foreach ($name in $names) { $fact[$name] = Get-Whole $values.$name }
  $fact
}
`.trim(),
}
