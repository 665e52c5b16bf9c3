import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const systemPart: CollectorPart = {
  fact: 'windows.system',
  source: String.raw`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
  about: say('Windows, sein Stand, und ob ein Neustart aussteht', 'Windows, its level, and whether a restart waits'),
  entry: 'Read-System',
  script: String.raw`
function Test-RestartPending {
  if (Test-There 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending') { return $true }
  if (Test-There 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired') { return $true }
  @(Get-ValueName 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager') -contains 'PendingFileRenameOperations'
}

function Read-System {
  $windows = Get-KeyValue 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
  if ($null -eq $windows.CurrentBuild) { return $null }
  $boot = $null
  try { $boot = Get-Moment (Get-Cim 'Win32_OperatingSystem').LastBootUpTime } catch { $boot = $null }
  [ordered]@{
    productName = (Get-SureText $windows.ProductName)
    build = [int]$windows.CurrentBuild; revision = [int]$windows.UBR
    displayVersion = (Get-Text $windows.DisplayVersion 290)
    edition = (Get-SureText $windows.EditionID)
    installationType = (Get-SureText $windows.InstallationType)
    lastBoot = $boot; restartPending = (Test-RestartPending)
  }
}
`.trim(),
}
