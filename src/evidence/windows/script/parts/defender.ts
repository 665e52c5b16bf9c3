import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const defenderPart: CollectorPart = {
  fact: 'windows.defender',
  source: 'MSFT_MpComputerStatus, MSFT_MpPreference',
  about: say(
    'Der Virenschutz, der zu Windows gehört: Zustand und Ausnahmen',
    'The virus protection that belongs to Windows: its state and exclusions',
  ),
  entry: 'Read-Defender',
  script: String.raw`
#de Wo Windows die Ausnahmen nicht zeigt, steht an ihrer Stelle ein Satz, der mit N/A beginnt.
#en Where Windows hides the exclusions, a sentence that begins with N/A stands in their place.
function Test-ExclusionShown($Preference, [string]$Name) {
  if ($null -eq $Preference) { return $false }
  -not ([string]@($Preference.$Name)[0] -like 'N/A*')
}

function Get-Exclusion($Preference, [string]$Name) {
  $Preference.$Name | Where-Object { $_ } | ForEach-Object { Get-Text $_ }
}

function Read-Defender {
  $status = Get-Cim 'MSFT_MpComputerStatus' 'root/Microsoft/Windows/Defender'
  if ($null -eq $status) { return $null }
  $preference = $null
  try { $preference = Get-Cim 'MSFT_MpPreference' 'root/Microsoft/Windows/Defender' } catch { $preference = $null }
  $onboarding = Get-KeyValue 'HKLM:\SOFTWARE\Microsoft\Windows Advanced Threat Protection\Status'
  $paths = $null
  if (Test-ExclusionShown $preference 'ExclusionPath') { $paths = @(Get-Exclusion $preference 'ExclusionPath') }
  $programs = $null
  if (Test-ExclusionShown $preference 'ExclusionProcess') { $programs = @(Get-Exclusion $preference 'ExclusionProcess') }
  [ordered]@{
    serviceEnabled = [bool]$status.AMServiceEnabled
    antivirusEnabled = [bool]$status.AntivirusEnabled
    realTime = [bool]$status.RealTimeProtectionEnabled
    behaviour = (Get-Flag $status.BehaviorMonitorEnabled)
    tamperProtected = (Get-Flag $status.IsTamperProtected)
    mode = (Get-Text $status.AMRunningMode 290)
    signaturesAt = (Get-Moment $status.AntivirusSignatureLastUpdated)
    excludedPaths = $paths; excludedProcesses = $programs
    onboarded = (Get-Flag $onboarding.OnboardingState)
  }
}
`.trim(),
}
