import type { RemoteDesktopFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { admittedTo, firewallEvidence, hostFirewall } from '../host-firewall.ts'
import { type Machine, onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { windowsSources } from '../windows-sources.ts'

const usualPort = 3389

type Piece = Seen<RemoteDesktopFact>

/** Remote Desktop is off, or asks who is there before it shows anything, and not everybody (assessment.md §5.9). */
export const remoteDesktop: Control = {
  id: 'isolated-network.remote-desktop',
  version: 1,
  measure: 'isolated-network',
  title: say('Der Remotedesktop ist aus oder streng begrenzt', 'Remote Desktop is off or strictly limited'),
  reason: say(
    'Der Remotedesktop ist der häufigste Weg, auf dem Erpresser in einen Windows-Server kommen.',
    'Remote Desktop is the most frequent way by which extortionists get into a Windows server.',
  ),
  looksAt: say(
    'fDenyTSConnections, UserAuthentication, SecurityLayer und PortNumber in der Registry samt Gruppenrichtlinie, und die Firewall-Regeln für den Port.',
    'fDenyTSConnections, UserAuthentication, SecurityLayer and PortNumber in the registry including the group policy, and the firewall rules for the port.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie den Remotedesktop ab, oder lassen Sie ihn nur mit Authentifizierung auf Netzwerkebene (NLA) und nur aus den Netzen der Techniker zu.',
      "Switch Remote Desktop off, or admit it only with Network Level Authentication (NLA) and only from the technicians' networks.",
    ),
    steps: [
      say(
        'Halten Sie die Konsole des Hypervisors bereit, bevor Sie etwas ändern.',
        'Have the console of the hypervisor at hand before you change anything.',
      ),
      say(
        'NLA: Set-ItemProperty "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp" -Name UserAuthentication -Value 1; ebenso SecurityLayer auf 2. Über die Oberfläche: sysdm.cpl > Remote.',
        'NLA: Set-ItemProperty "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\WinStations\\RDP-Tcp" -Name UserAuthentication -Value 1; likewise SecurityLayer to 2. In the interface: sysdm.cpl > Remote.',
      ),
      say(
        'Reichweite: Set-NetFirewallRule -Group "@FirewallAPI.dll,-28752" -RemoteAddress <Netze der Techniker>',
        'Reach: Set-NetFirewallRule -Group "@FirewallAPI.dll,-28752" -RemoteAddress <networks of the technicians>',
      ),
      say(
        'Oder ganz aus: Set-ItemProperty "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server" -Name fDenyTSConnections -Value 1',
        'Or off altogether: Set-ItemProperty "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server" -Name fDenyTSConnections -Value 1',
      ),
    ],
    automatic: false,
    rollback: say(
      'Setzen Sie die Werte an der Konsole des Hypervisors zurück.',
      'Set the values back at the console of the hypervisor.',
    ),
    downtime: say('Keine; offene Sitzungen bleiben bestehen.', 'None; open sessions stay.'),
  },
  references: [windowsSources.remoteDesktop, sources.announcement2020],
  mappings: mappingsOf('isolated-network'),
  judge: (question) =>
    onEveryMachineWith(question, 'windows.remote-desktop', (piece, machine) => judged(piece, machine, question)),
}

function judged(piece: Piece, machine: Machine, question: Question): readonly Judgement[] {
  if (piece.value.denied) {
    const detail = say('Der Remotedesktop ist ausgeschaltet.', 'Remote Desktop is switched off.')
    return [{ outcome: 'pass', detail, evidence: [piece] }]
  }
  const judgements = [...authentication(piece), ...encryption(piece), ...reach(piece, machine, question)]
  if (judgements.length > 0) return judgements
  const detail = say(
    'Der Remotedesktop verlangt die Anmeldung vorab (NLA) und ist durch die Firewall begrenzt.',
    'Remote Desktop asks for the sign-in first (NLA) and is limited by the firewall.',
  )
  return [{ outcome: 'pass', detail, evidence: [piece] }]
}

function authentication(piece: Piece): readonly Judgement[] {
  const { networkAuthentication } = piece.value
  if (networkAuthentication === true) return []
  if (networkAuthentication === null) {
    const detail = say(
      'Ob die Anmeldung vorab (NLA) verlangt wird, steht nicht in der Registry; die Vorgabe hängt von der Ausgabe von Windows ab.',
      'Whether the sign-in comes first (NLA) is not in the registry; the default depends on the edition of Windows.',
    )
    return [{ item: 'nla', ...unknownBecause(detail, [piece]) }]
  }
  const detail = say(
    'Der Remotedesktop zeigt den Anmeldebildschirm jedem, ohne vorher nach der Anmeldung zu fragen (NLA ist aus).',
    'Remote Desktop shows the sign-in screen to everybody without asking for the sign-in first (NLA is off).',
  )
  return [{ item: 'nla', outcome: 'fail', detail, evidence: [piece] }]
}

/** Layer 0 is the old encryption of RDP itself, without a certificate. */
function encryption(piece: Piece): readonly Judgement[] {
  if (piece.value.securityLayer !== 0) return []
  const detail = say(
    'Der Remotedesktop verschlüsselt ohne TLS (SecurityLayer 0); wer dazwischen steht, kann mitlesen.',
    'Remote Desktop encrypts without TLS (SecurityLayer 0); whoever stands in between can read along.',
  )
  return [{ item: 'tls', outcome: 'fail', severity: 'medium', detail, evidence: [piece] }]
}

function reach(piece: Piece, machine: Machine, { policy }: Question): readonly Judgement[] {
  const firewall = hostFirewall(machine)
  const port = piece.value.port ?? usualPort
  if (!firewall) {
    const detail = say(
      `Wen die Windows-Firewall an Port ${port} lässt, war nicht zu lesen.`,
      `Whom the Windows firewall lets reach port ${port} could not be read.`,
    )
    return [{ item: 'reach', ...unknownBecause(detail, [piece]) }]
  }
  const wanted = { protocol: 'tcp', port, process: 'svchost.exe', services: ['TermService'] } as const
  const { who, by } = admittedTo(wanted, firewall, policy)
  if (who !== 'anyone') return []
  const detail = say(
    `Die Windows-Firewall lässt jede Adresse an den Remotedesktop (TCP ${port}).`,
    `The Windows firewall lets every address reach Remote Desktop (TCP ${port}).`,
  )
  return [{ item: 'reach', outcome: 'fail', detail, evidence: [piece, ...firewallEvidence(firewall, by)] }]
}
