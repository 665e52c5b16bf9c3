import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No enabled inbound rule opens a dangerous port to every address (assessment.md §5.2). */
export const windowsFirewallRules: Control = awaited({
  id: 'windows-firewall.rules',
  measure: 'windows-firewall',
  title: say(
    'Keine Regel der Windows-Firewall öffnet gefährliche Ports für alle',
    'No rule of the Windows firewall opens dangerous ports to all',
  ),
  reason: say(
    'Eine eingeschaltete Firewall mit einer Regel „alles von überall“ schützt nicht.',
    'A firewall that is on but holds a rule "anything from anywhere" protects nothing.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  references: [upkeepSources.firewallProfiles, upkeepSources.networkHardening],
  mappings: mappingsOf('windows-firewall'),
  byHand: [
    say(
      'Öffnen Sie wf.msc > Eingehende Regeln (Inbound Rules) und filtern Sie nach aktivierten Zulassungsregeln.',
      'Open wf.msc > Inbound Rules and filter for enabled allow rules.',
    ),
    say(
      'Suchen Sie Regeln mit Remoteadresse „Beliebig“ für 3306 und 33060 (MySQL), 3389 (RDP), 5985 und 5986 (WinRM), 445 (SMB) und Regeln ohne Port und Programm.',
      'Look for rules with remote address "Any" for 3306 and 33060 (MySQL), 3389 (RDP), 5985 and 5986 (WinRM), 445 (SMB), and rules without port and program.',
    ),
    say(
      'Beschränken Sie deren Remoteadressen auf die Netze, die sie brauchen, und notieren Sie den alten Stand: netsh advfirewall export legt eine Sicherung an.',
      'Limit their remote addresses to the networks that need them, and keep the old state: netsh advfirewall export makes a backup.',
    ),
  ],
})
