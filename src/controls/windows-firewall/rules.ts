import type { PortEntry } from '../../catalog/index.ts'
import { isEveryPort, isForEveryone, ruleHoldsPort } from '../../evidence/windows/firewall-rule.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { someOf } from '../excerpt.ts'
import {
  asksWho,
  fileName,
  firewallEvidence,
  type HostFirewall,
  hostFirewall,
  isClosedFor,
  isForEveryProgram,
  type StoredRule,
} from '../host-firewall.ts'
import { lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { firstDynamicPort, meantForEveryone, oneLess } from '../opened-port.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'
import { windowsSources } from '../windows-sources.ts'

/** No enabled inbound rule opens a dangerous port to every address (assessment.md §5.2). */
export const windowsFirewallRules: Control = {
  id: 'windows-firewall.rules',
  version: 1,
  measure: 'windows-firewall',
  title: say(
    'Keine Regel der Windows-Firewall öffnet gefährliche Ports für alle',
    'No rule of the Windows firewall opens dangerous ports to all',
  ),
  reason: say(
    'Eine eingeschaltete Firewall mit einer Regel „alles von überall“ schützt nicht.',
    'A firewall that is on but holds a rule "anything from anywhere" protects nothing.',
  ),
  looksAt: say(
    'Die eingehenden Regeln aus der Registry, eigene und solche der Gruppenrichtlinie, in den Profilen der verbundenen Netze; gefährlich ist, was der Port-Katalog so nennt.',
    'The inbound rules from the registry, local ones and those of the group policy, in the profiles of the connected networks; dangerous is what the catalogue of ports calls so.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Beschränken Sie die genannten Regeln auf die Netze, die den Port brauchen, oder schalten Sie sie ab.',
      'Limit the named rules to the networks that need the port, or switch them off.',
    ),
    steps: [
      say(
        'Sichern Sie den Stand: netsh advfirewall export C:\\firewall.wfw',
        'Save the present state: netsh advfirewall export C:\\firewall.wfw',
      ),
      say(
        'Öffnen Sie wf.msc > Eingehende Regeln (Inbound Rules), suchen Sie die genannte Regel und tragen Sie unter Bereich (Scope) > Remote-IP-Adresse die Netze ein, die den Port brauchen.',
        'Open wf.msc > Inbound Rules, find the named rule and under Scope > Remote IP address enter the networks that need the port.',
      ),
      say(
        'Oder in PowerShell: Set-NetFirewallRule -Name "<Kennung>" -RemoteAddress 10.20.0.0/24, oder zum Abschalten Disable-NetFirewallRule -Name "<Kennung>".',
        'Or in PowerShell: Set-NetFirewallRule -Name "<id>" -RemoteAddress 10.20.0.0/24, or to switch it off Disable-NetFirewallRule -Name "<id>".',
      ),
      say(
        'Regeln der Gruppenrichtlinie ändern Sie in der Gruppenrichtlinie.',
        'Rules of the group policy are changed in the group policy.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Spielen Sie den gesicherten Stand zurück: netsh advfirewall import C:\\firewall.wfw.',
      'Put the saved state back: netsh advfirewall import C:\\firewall.wfw.',
    ),
    downtime: say(
      'Keine für Agenten und Gäste. Wer den Port bisher aus einem anderen Netz benutzt hat, verliert den Zugang.',
      'None for agents and guests. Whoever used the port from another network so far loses access.',
    ),
  },
  references: [upkeepSources.firewallProfiles, windowsSources.firewallGrammar, upkeepSources.networkHardening],
  mappings: mappingsOf('windows-firewall'),
  judge: (question) => onEveryMachine(question, (machine) => judged(machine, question)),
}

/** One dangerous thing that rules open, and the rules that do. */
interface Opening {
  readonly item: string
  readonly what: Text
  readonly severity: Severity
  readonly rules: readonly StoredRule[]
}

function judged(machine: Machine, question: Question): readonly Judgement[] {
  const firewall = hostFirewall(machine)
  if (!firewall) {
    const facts = ['windows.firewall-rules', 'windows.firewall-profiles'] as const
    return [lacking(machine, facts.find((fact) => !machine.seen(fact)) ?? 'windows.firewall-rules')]
  }
  const open = firewall.counting.filter(opensForEveryone)
  const named = open.flatMap((stored) => stored.rule.localPorts.ranges.map((range) => ({ ...range, stored })))
  const openings = [
    ...everything(open),
    ...programs(open),
    ...question.catalog.ports.flatMap((entry) => aboutPort(entry, named, { firewall, question })),
  ]
  const judgements = [...byItem(openings).map((opening) => failing(opening, firewall)), ...notRead(firewall)]
  return judgements.length > 0 ? judgements : [nothingDangerous(firewall, open)]
}

function opensForEveryone({ rule }: StoredRule): boolean {
  return rule.action === 'allow' && isForEveryone(rule) && !asksWho(rule)
}

const [tcp, udp] = [6, 17]

/** Rules that let every program be reached on every port, for all protocols or one of those that programs speak. */
function everything(open: readonly StoredRule[]): readonly Opening[] {
  const rules = open.filter(({ rule }) => isEveryProtocolOfPrograms(rule.protocol) && isWide(rule))
  const what = say('jeden Port für jedes Programm', 'every port for every program')
  return rules.length > 0 ? [{ item: 'everything', what, severity: 'high', rules }] : []
}

function isEveryProtocolOfPrograms(protocol: number | undefined): boolean {
  return protocol === undefined || protocol === tcp || protocol === udp
}

function isWide(rule: StoredRule['rule']): boolean {
  return isEveryPort(rule.localPorts) && isForEveryProgram(rule)
}

/** Programs that are no part of Windows and may be reached on whatever port they open. */
function programs(open: readonly StoredRule[]): readonly Opening[] {
  const wide = open.filter(({ rule }) => isEveryProtocolOfPrograms(rule.protocol) && isEveryPort(rule.localPorts))
  return wide.flatMap((stored): Opening[] => {
    const { program } = stored.rule
    if (program === undefined || /^(system$|%systemroot%\\|%windir%\\|[a-z]:\\windows\\)/i.test(program)) return []
    const name = quotation(fileName(program))
    const what = say(`jeden Port, den ${name} öffnet,`, `every port that ${name} opens`)
    return [{ item: `program:${name.toLowerCase()}`, what, severity: 'low', rules: [stored] }]
  })
}

/** Ports that a rule names. There are hundreds, and the catalogue asks for each of its own. */
interface NamedPorts {
  readonly first: number
  readonly last: number
  readonly stored: StoredRule
}

interface Surroundings {
  readonly firewall: HostFirewall
  readonly question: Question
}

/** Rules that name a port which not everyone needs; ports that Windows hands out itself are left out. */
function aboutPort(entry: PortEntry, named: readonly NamedPorts[], around: Surroundings): readonly Opening[] {
  const { question, firewall } = around
  const ofOther = entry.server !== undefined && entry.server !== question.server.kind
  if (ofOther || entry.first >= firstDynamicPort) return []
  const naming = namingAny(entry, named)
  if (naming.length === 0) return []
  const meant = meantForEveryone(question, entry.protocol)
  const ports = portsOf(entry).filter((port) => !meant.has(port))
  const opened = ports.flatMap((port) => {
    const wanted = { protocol: entry.protocol, port }
    const rules = naming.filter(
      (stored) => ruleHoldsPort(stored.rule, wanted) && !isClosedFor(wanted, stored, firewall),
    )
    return rules.length > 0 ? [{ port, rules }] : []
  })
  if (opened.length === 0) return []
  const [first, last] = [opened[0]?.port, opened.at(-1)?.port]
  const span = first === last ? `${first}` : `${first}-${last}`
  const item = `${entry.protocol}/${span}`
  const port = `${entry.protocol.toUpperCase()} ${span}`
  const what = say(`${port} (${entry.title.de})`, `${port} (${entry.title.en})`)
  const rules = [...new Set(opened.flatMap((each) => each.rules))]
  return [{ item, what, severity: oneLess(entry.severity), rules }]
}

/** The rules that name a port of the entry, so that the thousand ports of some entries need not be tried. */
function namingAny(entry: PortEntry, named: readonly NamedPorts[]): readonly StoredRule[] {
  const fitting = named.filter(({ first, last }) => first <= entry.last && entry.first <= last)
  return fitting.length === 0 ? [] : [...new Set(fitting.map(({ stored }) => stored))]
}

function portsOf({ first, last }: PortEntry): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function byItem(openings: readonly Opening[]): readonly Opening[] {
  const merged = new Map<string, Opening>()
  for (const opening of openings) {
    const known = merged.get(opening.item)
    merged.set(opening.item, known ? { ...known, rules: [...known.rules, ...opening.rules] } : opening)
  }
  return [...merged.values()]
}

function failing({ item, what, severity, rules }: Opening, firewall: HostFirewall): Judgement {
  const names = rules.map(ruleName)
  const shown = [...new Set(names)].slice(0, 5).join(', ')
  const more = rules.length > 5 ? say(` und ${rules.length - 5} weitere`, ` and ${rules.length - 5} more`) : say('', '')
  const tunnel = rules.some(({ rule }) => rule.edge)
    ? [say('Sie gilt auch für Tunnel am Router vorbei.', 'It also holds for tunnels past the router.')]
    : []
  return {
    item,
    outcome: 'fail',
    severity,
    title: say(`Die Windows-Firewall öffnet ${what.de} für alle`, `The Windows firewall opens ${what.en} to all`),
    detail: joined([
      say(
        `Eine eingehende Regel öffnet ${what.de} für jede Adresse: ${shown}${more.de}.`,
        `An inbound rule opens ${what.en} to every address: ${shown}${more.en}.`,
      ),
      ...tunnel,
    ]),
    evidence: firewallEvidence(firewall, rules),
  }
}

/** What people can look for: a name such as `@FirewallAPI.dll,-28752` is none. */
function ruleName({ id, rule, from }: StoredRule): string {
  const name = rule.name === undefined || rule.name.startsWith('@') ? id : `${rule.name} (${id})`
  return from === 'policy' ? `${quotation(name)}, GPO` : quotation(name)
}

function notRead(firewall: HostFirewall): readonly Judgement[] {
  const { unreadable } = firewall
  const count = unreadable.length
  if (count === 0) return []
  const detail = say(
    `${count} Regeln sind anders geschrieben als bekannt; was sie öffnen, ist offen.`,
    `${count} rules are written in an unknown way; what they open is open.`,
  )
  return [{ item: 'unreadable', ...unknownBecause(detail, firewallEvidence(firewall, unreadable)) }]
}

/** Cites what is open to all and harmless: that is what a reader may want to judge otherwise. */
function nothingDangerous(firewall: HostFirewall, open: readonly StoredRule[]): Judgement {
  const { rules } = firewall
  return {
    outcome: 'pass',
    detail: say(
      `Von ${rules.length} eingehenden Regeln öffnet keine einen gefährlichen Port für jede Adresse.`,
      `Of ${rules.length} inbound rules none opens a dangerous port to every address.`,
    ),
    evidence: firewallEvidence(firewall, someOf(open)),
  }
}
