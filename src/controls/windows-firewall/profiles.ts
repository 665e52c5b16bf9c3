import type { FirewallProfile, FirewallProfilesFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement } from '../control.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { upkeepSources } from '../upkeep-sources.ts'

type Piece = Seen<FirewallProfilesFact>

/** All profiles are on and refuse what no rule admits, by what is really in force (assessment.md §5.2). */
export const windowsFirewallProfiles: Control = {
  id: 'windows-firewall.profiles',
  version: 1,
  measure: 'windows-firewall',
  title: say(
    'Alle drei Profile der Windows-Firewall sind eingeschaltet',
    'All three profiles of the Windows firewall are on',
  ),
  reason: say(
    'Fällt die Firewall davor aus oder steht der Angreifer im selben Netz, ist sie die letzte Schranke.',
    'If the firewall in front fails or the attacker stands in the same network, it is the last barrier.',
  ),
  looksAt: say(
    'Get-NetFirewallProfile -PolicyStore ActiveStore, ersatzweise die Registry samt Gruppenrichtlinie; den Dienst MpsSvc und die Profile der verbundenen Netze.',
    'Get-NetFirewallProfile -PolicyStore ActiveStore, else the registry including the group policy; the service MpsSvc and the profiles of the connected networks.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie die Windows-Firewall in allen Profilen ein und lassen Sie eingehend nur zu, was eine Regel nennt.',
      'Switch the Windows firewall on in all profiles and admit inbound only what a rule names.',
    ),
    steps: [
      say(
        'Legen Sie zuerst Regeln für das Nötige an, sonst sperren Sie sich aus: New-NetFirewallRule -DisplayName "HTTPS" -Direction Inbound -Action Allow -Protocol TCP -LocalPort 443; ebenso UDP 75 (Automate), das Relay (ScreenConnect) und Ihr eigener Fernzugang mit -RemoteAddress.',
        'First create rules for what is needed, or you lock yourself out: New-NetFirewallRule -DisplayName "HTTPS" -Direction Inbound -Action Allow -Protocol TCP -LocalPort 443; likewise UDP 75 (Automate), the relay (ScreenConnect) and your own remote access with -RemoteAddress.',
      ),
      say(
        'Sichern Sie den Stand: netsh advfirewall export C:\\firewall.wfw',
        'Save the present state: netsh advfirewall export C:\\firewall.wfw',
      ),
      say(
        'Schalten Sie ein: Set-NetFirewallProfile -All -Enabled True -DefaultInboundAction Block. Über die Oberfläche: wf.msc > Eigenschaften. Setzt eine Gruppenrichtlinie den Stand, ändern Sie ihn dort.',
        'Switch on: Set-NetFirewallProfile -All -Enabled True -DefaultInboundAction Block. In the interface: wf.msc > Properties. Where a group policy sets the state, change it there.',
      ),
      say(
        'Läuft der Dienst nicht: Windows lässt ihn nicht über Set-Service ändern. Set-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\MpsSvc -Name Start -Value 2, dann ein Neustart.',
        'If the service does not run: Windows does not let Set-Service change it. Set-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\MpsSvc -Name Start -Value 2, then a restart.',
      ),
    ],
    automatic: true,
    rollback: say(
      'Spielen Sie den gesicherten Stand an der Konsole des Hypervisors zurück: netsh advfirewall import C:\\firewall.wfw.',
      'Put the saved state back at the console of the hypervisor: netsh advfirewall import C:\\firewall.wfw.',
    ),
    downtime: say(
      'Keine, wenn die Regeln vorher stehen. Bestehende Verbindungen, die keine Regel nennt, brechen ab.',
      'None if the rules are there first. Existing connections that no rule names break.',
    ),
  },
  references: [upkeepSources.firewallProfiles],
  mappings: mappingsOf('windows-firewall'),
  judge: (question) => onEveryMachineWith(question, 'windows.firewall-profiles', judged),
}

const names = ['domain', 'private', 'public'] as const

const profileWords: Readonly<Record<FirewallProfile['name'], Text>> = {
  domain: say('Domäne', 'domain'),
  private: say('Privat', 'private'),
  public: say('Öffentlich', 'public'),
}

function judged(piece: Piece): readonly Judgement[] {
  const judgements = [...service(piece), ...names.flatMap((name) => aboutProfile(name, piece))]
  return judgements.length > 0 ? judgements : [allOn(piece)]
}

function service(piece: Piece): readonly Judgement[] {
  if (piece.value.serviceRuns) return []
  const detail = say(
    'Der Dienst der Windows-Firewall (MpsSvc) läuft nicht; kein Profil wirkt.',
    'The service of the Windows firewall (MpsSvc) does not run; no profile has any effect.',
  )
  return [{ item: 'service', outcome: 'fail', severity: 'high', detail, evidence: [piece] }]
}

function aboutProfile(name: FirewallProfile['name'], piece: Piece): readonly Judgement[] {
  const profile = piece.value.profiles.find((each) => each.name === name)
  const words = profileWords[name]
  if (!profile) {
    const detail = say(`Das Profil „${words.de}“ fehlt in den Belegen.`, `The profile "${words.en}" is missing.`)
    return [{ item: name, ...unknownBecause(detail, [piece]) }]
  }
  if (!profile.enabled) return [failing(name, piece, say('ist ausgeschaltet', 'is off'))]
  if (profile.inbound === 'allow')
    return [
      failing(
        name,
        piece,
        say('lässt alles herein, was keine Regel ausdrücklich sperrt', 'lets in whatever no rule blocks explicitly'),
      ),
    ]
  return profile.inbound === 'not-configured' && piece.value.by === 'active-store' ? [unset(name, piece)] : []
}

function failing(name: FirewallProfile['name'], piece: Piece, what: Text): Judgement {
  const { de, en } = profileWords[name]
  const use = usage(name, piece)
  return {
    item: name,
    outcome: 'fail',
    severity: use.severity,
    title: say(`Das Firewall-Profil „${de}“ ${what.de}`, `The firewall profile "${en}" ${what.en}`),
    detail: joined([
      say(`Das Profil „${de}“ ${what.de}.`, `The profile "${en}" ${what.en}.`),
      use.text,
      ...readFrom(piece),
    ]),
    evidence: [piece],
  }
}

function usage(name: FirewallProfile['name'], { value }: Piece): { severity: Severity; text: Text } {
  if (value.inUse.includes(name))
    return { severity: 'high', text: say('Es gilt für ein verbundenes Netz.', 'It holds for a connected network.') }
  if (value.inUse.length > 0)
    return {
      severity: 'medium',
      text: say(
        'Zurzeit gilt ein anderes Profil; stuft Windows das Netz neu ein, steht der Server offen.',
        'At present another profile holds; once Windows classes the network anew the server stands open.',
      ),
    }
  const text = say('Welches Profil gilt, war nicht zu erkennen.', 'Which profile holds could not be told.')
  return { severity: 'high', text }
}

/** In the active store Windows always says what it does; a blank there means that something was read wrongly. */
function unset(name: FirewallProfile['name'], piece: Piece): Judgement {
  const { de, en } = profileWords[name]
  const detail = say(
    `Was im Profil „${de}“ mit Verbindungen geschieht, die keine Regel nennt, war nicht zu lesen.`,
    `What happens in the profile "${en}" to connections that no rule names could not be read.`,
  )
  return { item: name, ...unknownBecause(detail, [piece]) }
}

function allOn(piece: Piece): Judgement {
  const unset = piece.value.profiles.filter(({ inbound }) => inbound === 'not-configured')
  const on = say(
    'Alle drei Profile sind eingeschaltet und weisen ab, was keine Regel zulässt; der Dienst läuft.',
    'All three profiles are on and refuse what no rule admits; the service runs.',
  )
  const by = say(
    'Die Aktion für Eingehendes ist nicht überall gesetzt; Windows weist dann ab.',
    'The action for inbound traffic is not set everywhere; then Windows refuses.',
  )
  const texts = [on, ...(unset.length > 0 ? [by] : []), ...readFrom(piece)]
  return { outcome: 'pass', detail: joined(texts), evidence: [piece] }
}

function readFrom({ value }: Piece): readonly Text[] {
  if (value.by === 'active-store') return []
  return [
    say(
      'Gelesen wurde die Registry mit der Gruppenrichtlinie darüber, nicht der wirksame Stand selbst.',
      'What was read is the registry with the group policy laid over it, not the effective state itself.',
    ),
  ]
}
