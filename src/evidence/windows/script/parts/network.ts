import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const interfacesPart: CollectorPart = {
  fact: 'windows.interfaces',
  source: 'MSFT_NetIPAddress, MSFT_NetRoute, MSFT_NetConnectionProfile',
  about: say('Netzwerkanschlüsse mit Adressen und Gateways', 'Network interfaces with addresses and gateways'),
  entry: 'Read-Interfaces',
  script: `
function Get-Gateway($Routes, [int]$Index) {
  $Routes | Where-Object { ([int]$_.InterfaceIndex -eq $Index) -and (@('0.0.0.0', '::') -notcontains [string]$_.NextHop) } |
    ForEach-Object { Get-SureText $_.NextHop } | Select-Object -Unique
}

function Read-Interfaces {
  $addresses = @(Get-Cim 'MSFT_NetIPAddress' 'root/StandardCimv2' |
    Where-Object { ([string]$_.IPAddress -notlike '127.*') -and ([string]$_.IPAddress -ne '::1') })
  $routes = @(Get-Cim 'MSFT_NetRoute' 'root/StandardCimv2' |
    Where-Object { @('0.0.0.0/0', '::/0') -contains [string]$_.DestinationPrefix })
  $networks = @{}
  try { Get-ConnectedNetwork | ForEach-Object { $networks[[string]$_.InterfaceIndex] = Get-ProfileName $_.NetworkCategory } }
  catch { $networks = @{} }
  [ordered]@{
    interfaces = @($addresses | Group-Object -Property InterfaceIndex | ForEach-Object {
      $first = $_.Group[0]
      [ordered]@{
        index = [long]$first.InterfaceIndex
        name = (Get-SureText $first.InterfaceAlias)
        addresses = @($_.Group | ForEach-Object { '{0}/{1}' -f $_.IPAddress, $_.PrefixLength } | Select-Object -Unique)
        gateways = @(Get-Gateway $routes $first.InterfaceIndex)
        profile = $networks[[string]$first.InterfaceIndex]
      }
    })
  }
}
`.trim(),
}

export const membershipPart: CollectorPart = {
  fact: 'windows.membership',
  source: 'Win32_ComputerSystem',
  about: say('Ob die Maschine zu einer Domäne gehört', 'Whether the machine belongs to a domain'),
  entry: 'Read-Membership',
  script: String.raw`
function Read-Membership {
  $computer = Get-Cim 'Win32_ComputerSystem'
  $joined = [bool]$computer.PartOfDomain
  $domain = $null
  if ($joined) { $domain = Get-Text $computer.Domain 290 }
  #de Je Beitritt zu Entra ID steht hier ein Schlüssel.
  #en There is one key here for each time the machine joined Entra ID.
  $cloud = 'HKLM:\SYSTEM\CurrentControlSet\Control\CloudDomainJoin\JoinInfo'
  $azure = $false
  if (Test-There $cloud) { $azure = (@(Get-ChildItem -LiteralPath $cloud).Count -gt 0) }
  [ordered]@{ domainJoined = $joined; domain = $domain; role = [int]$computer.DomainRole; azureJoined = $azure }
}
`.trim(),
}
