import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const tlsPart: CollectorPart = {
  fact: 'windows.tls',
  source: String.raw`HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL`,
  about: say(
    'Verschlüsselung: Protokolle und Verfahren, soweit von der Vorgabe abgewichen wird',
    'Encryption: protocols and ciphers, as far as they differ from the default',
  ),
  entry: 'Read-Tls',
  script: String.raw`
function Get-Protocol([string]$Name) {
  $values = Get-KeyValue ('HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\{0}\Server' -f $Name)
  $off = Get-Whole $values.DisabledByDefault
  [ordered]@{ protocol = $Name; enabled = (Get-Whole $values.Enabled); disabledByDefault = $off }
}

#de Namen wie "AES 128/128" hält PowerShell für Pfade; darum unmittelbar über .NET, nur lesend.
#en PowerShell takes names such as "AES 128/128" for paths; therefore directly through .NET, reading only.
function Get-Cipher {
  $ciphers = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Ciphers')
  if ($null -eq $ciphers) { return }
  foreach ($name in $ciphers.GetSubKeyNames()) {
    $key = $ciphers.OpenSubKey($name)
    $enabled = $key.GetValue('Enabled')
    $key.Close()
    if ($null -ne $enabled) { [ordered]@{ name = (Get-SureText $name); enabled = (Get-Whole $enabled) } }
  }
  $ciphers.Close()
}

function Get-StrongCrypto([string]$Key) { Get-Whole (Get-KeyValue $Key).SchUseStrongCrypto }

function Read-Tls {
  [ordered]@{
    protocols = @(@('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3') | ForEach-Object { Get-Protocol $_ })
    ciphers = @(Get-Cipher)
    strongCrypto = [ordered]@{
      native = (Get-StrongCrypto 'HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319')
      wow64 = (Get-StrongCrypto 'HKLM:\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319')
    }
  }
}
`.trim(),
}
