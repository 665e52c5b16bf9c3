import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const programsPart: CollectorPart = {
  fact: 'windows.programs',
  source: String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`,
  about: say('Installierte Programme', 'Installed programs'),
  entry: 'Read-Programs',
  script: String.raw`
function Get-Program([string]$Key) {
  if (-not (Test-There $Key)) { return }
  foreach ($entry in @(Get-ChildItem -LiteralPath $Key -ErrorAction Stop)) {
    Assert-Time
    $name = Get-Text ($entry.GetValue('DisplayName'))
    if (-not $name) { continue }
    $version = Get-Text ($entry.GetValue('DisplayVersion')) 290
    [ordered]@{ name = $name; version = $version; publisher = (Get-Text ($entry.GetValue('Publisher'))) }
  }
}

function Read-Programs {
  [ordered]@{
    programs = @(
      Get-Program 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
      Get-Program 'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall'
    )
  }
}
`.trim(),
}
