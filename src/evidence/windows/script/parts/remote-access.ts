import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const remoteDesktopPart: CollectorPart = {
  fact: 'windows.remote-desktop',
  source: String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server`,
  about: say('Remotedesktop, die Richtlinie zuerst', 'Remote Desktop, the policy first'),
  entry: 'Read-RemoteDesktop',
  script: String.raw`
function Read-RemoteDesktop {
  $policy = Get-KeyValue 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services'
  $server = Get-KeyValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server'
  $door = Get-KeyValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp'
  $denied = Get-PolicyValue $policy $server 'fDenyTSConnections'
  if ($null -eq $denied) { throw 'bollwerk:absent:fDenyTSConnections' }
  [ordered]@{
    denied = (Get-Flag $denied)
    networkAuthentication = (Get-Flag (Get-PolicyValue $policy $door 'UserAuthentication'))
    securityLayer = (Get-Whole (Get-PolicyValue $policy $door 'SecurityLayer'))
    port = (Get-Whole $door.PortNumber)
  }
}
`.trim(),
}

export const smbPart: CollectorPart = {
  fact: 'windows.smb',
  source: 'Get-SmbServerConfiguration',
  about: say('Dateifreigabe: SMB 1 und Signaturen', 'File sharing: SMB 1 and signing'),
  entry: 'Read-Smb',
  script: String.raw`
function Read-Smb {
  try {
    $server = Get-SmbServerConfiguration -ErrorAction Stop
    $version1 = Get-Flag $server.EnableSMB1Protocol
    $signing = Get-Flag $server.RequireSecuritySignature
  } catch {
    #de Fehlt der Befehl, so sagt die Registrierung, was dort ausdrücklich gesetzt ist.
    #en Without the command the registry says what is set there explicitly.
    $values = Get-KeyValue 'HKLM:\SYSTEM\CurrentControlSet\Services\LanmanServer\Parameters'
    $version1 = Get-Flag $values.SMB1
    $signing = Get-Flag $values.RequireSecuritySignature
  }
  [ordered]@{ version1 = $version1; signingRequired = $signing }
}
`.trim(),
}
