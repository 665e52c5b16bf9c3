import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const firewallRulesPart: CollectorPart = {
  fact: 'windows.firewall-rules',
  source: String.raw`HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules`,
  about: say(
    'Aktive Regeln für eingehende Verbindungen, alle auf einmal aus der Registrierung',
    'Enabled rules for inbound connections, all at once from the registry',
  ),
  entry: 'Read-FirewallRules',
  script: String.raw`
function Get-FirewallRule([string]$Key, [string]$From) {
  $values = Get-KeyValue $Key
  foreach ($name in @(Get-ValueName $Key)) {
    $text = [string]$values.$name
    if (($text -notlike '*|Active=TRUE|*') -or ($text -notlike '*|Dir=In|*')) { continue }
    Assert-Time
    [ordered]@{ id = (Get-SureText $name 4000); text = (Get-SureText $text 16000); from = $From }
  }
}

function Read-FirewallRules {
  $local = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
  if (-not (Test-There $local)) { return $null }
  [ordered]@{
    rules = @(
      Get-FirewallRule $local 'local'
      Get-FirewallRule 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules' 'policy'
    )
  }
}
`.trim(),
}
