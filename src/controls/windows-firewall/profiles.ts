import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The Windows firewall is on in every profile and refuses by default (assessment.md §5.2). */
export const windowsFirewallProfiles: Control = awaited({
  id: 'windows-firewall.profiles',
  measure: 'windows-firewall',
  title: say(
    'Alle drei Profile der Windows-Firewall sind eingeschaltet',
    'All three profiles of the Windows firewall are on',
  ),
  reason: say(
    'Fällt die Firewall davor aus oder steht der Angreifer im selben Netz, ist sie die letzte Schranke.',
    'If the firewall in front fails or the attacker stands in the same network, it is the last barrier.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  references: [upkeepSources.firewallProfiles],
  mappings: mappingsOf('windows-firewall'),
  byHand: [
    say(
      'Öffnen Sie auf dem Server PowerShell als Administrator und führen Sie aus: Get-NetFirewallProfile -PolicyStore ActiveStore | Format-Table Name, Enabled, DefaultInboundAction',
      'On the server open PowerShell as administrator and run: Get-NetFirewallProfile -PolicyStore ActiveStore | Format-Table Name, Enabled, DefaultInboundAction',
    ),
    say(
      'In allen drei Zeilen müssen Enabled auf True und DefaultInboundAction auf Block stehen. ActiveStore zeigt den wirksamen Stand samt Gruppenrichtlinien.',
      'In all three lines Enabled must be True and DefaultInboundAction must be Block. ActiveStore shows the effective state including group policies.',
    ),
    say(
      'Prüfen Sie mit Get-Service MpsSvc, BFE, dass beide Dienste laufen.',
      'Check with Get-Service MpsSvc, BFE that both services run.',
    ),
    say(
      'Bevor Sie ein Profil einschalten: Legen Sie Regeln für 443 TCP, 75 UDP und Ihren eigenen Fernzugang an, sonst sperren Sie sich aus. Zurück geht es mit Set-NetFirewallProfile an der Konsole des Hypervisors.',
      'Before you switch a profile on: create rules for 443 TCP, 75 UDP and your own remote access, or you lock yourself out. Set-NetFirewallProfile at the console of the hypervisor takes it back.',
    ),
  ],
})
