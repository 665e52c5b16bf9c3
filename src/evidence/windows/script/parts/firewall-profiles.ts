import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const firewallProfilesPart: CollectorPart = {
  fact: 'windows.firewall-profiles',
  source: 'Get-NetFirewallProfile -PolicyStore ActiveStore',
  about: say(
    'Profile der Windows-Firewall, wie sie wirklich gelten: mit den Vorgaben der Gruppenrichtlinie',
    'Profiles of the Windows firewall as they really hold: with what group policy says',
  ),
  entry: 'Read-FirewallProfiles',
  script: String.raw`
function Get-FirewallAction($Number) {
  if ([int]$Number -eq 2) { 'allow' } elseif ([int]$Number -eq 4) { 'block' } else { 'not-configured' }
}

#de Ja, nein oder nicht festgelegt (2): das ist weder ja noch nein.
#en Yes, no or not configured (2): that is neither yes nor no.
function Get-PolicyFlag($Number) {
  if ([int]$Number -le 1) { [int]$Number -eq 1 } else { $null }
}

function Get-ActiveProfile {
  Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop | ForEach-Object {
    if ([int]$_.Enabled -gt 1) { throw 'bollwerk:unreadable:enabled-not-configured' }
    [ordered]@{
      name = ([string]$_.Name).ToLowerInvariant()
      enabled = ([int]$_.Enabled -eq 1)
      inbound = (Get-FirewallAction $_.DefaultInboundAction)
      outbound = (Get-FirewallAction $_.DefaultOutboundAction)
      localRules = (Get-PolicyFlag $_.AllowLocalFirewallRules)
      logsDropped = (Get-PolicyFlag $_.LogBlocked)
    }
  }
}

#de In der Registrierung heißt 0 erlauben und 1 abweisen.
#en In the registry 0 means allow and 1 means block.
function Get-RegistryAction($Number) {
  if ($null -eq $Number) { return 'not-configured' }
  if ((Get-Whole $Number) -eq 0) { 'allow' } else { 'block' }
}

#de Ersatzweise aus der Registrierung: zuerst die Richtlinie, dann die eigenen Einstellungen des Rechners.
#en Instead from the registry: first the policy, then the machine's own settings.
function Get-RegistryProfile([string]$Name, [string]$PolicyName, [string]$OwnName) {
  $policyKey = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall\' + $PolicyName
  $ownKey = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\' + $OwnName
  $policy = Get-KeyValue $policyKey
  $own = Get-KeyValue $ownKey
  $policyLog = Get-KeyValue ($policyKey + '\Logging')
  $ownLog = Get-KeyValue ($ownKey + '\Logging')
  $enabled = Get-Flag (Get-PolicyValue $policy $own 'EnableFirewall')
  if ($null -eq $enabled) { throw 'bollwerk:absent:EnableFirewall' }
  [ordered]@{
    name = $Name
    enabled = $enabled
    inbound = (Get-RegistryAction (Get-PolicyValue $policy $own 'DefaultInboundAction'))
    outbound = (Get-RegistryAction (Get-PolicyValue $policy $own 'DefaultOutboundAction'))
    localRules = (Get-Flag $policy.AllowLocalPolicyMerge)
    logsDropped = (Get-Flag (Get-PolicyValue $policyLog $ownLog 'LogDroppedPackets'))
  }
}

#de Das Profil eines verbundenen Netzes: 0 öffentlich, 1 privat, 2 Domäne.
#en The profile of a connected network: 0 public, 1 private, 2 domain.
function Get-ProfileName($Category) { @('public', 'private', 'domain')[[int]$Category] }
function Get-ConnectedNetwork { Get-Cim 'MSFT_NetConnectionProfile' 'root/StandardCimv2' }

function Read-FirewallProfiles {
  $by = 'active-store'
  try { $profiles = @(Get-ActiveProfile) }
  catch {
    $by = 'registry'
    $profiles = @(
      Get-RegistryProfile 'domain' 'DomainProfile' 'DomainProfile'
      Get-RegistryProfile 'private' 'PrivateProfile' 'StandardProfile'
      Get-RegistryProfile 'public' 'PublicProfile' 'PublicProfile'
    )
  }
  #de Welche Netze verbunden sind, ist eine Zugabe: Ohne sie zählen alle Profile.
  #en Which networks are connected is an extra: without it all profiles count.
  $inUse = @()
  try { $inUse = @(Get-ConnectedNetwork | ForEach-Object { Get-ProfileName $_.NetworkCategory } | Where-Object { $_ } | Select-Object -Unique) }
  catch { $inUse = @() }
  [ordered]@{
    by = $by
    profiles = @($profiles)
    inUse = @($inUse)
    serviceRuns = ([int](Get-Service -Name MpsSvc -ErrorAction Stop).Status -eq 4)
  }
}
`.trim(),
}
