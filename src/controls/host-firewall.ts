import type { FirewallProfile, FirewallProfilesFact, FirewallRulesFact, Listener } from '../evidence/windows/facts.ts'
import { type FirewallRule, isForEveryone, ruleHoldsPort } from '../evidence/windows/firewall-rule.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import type { Policy } from '../policy/policy.ts'
import { excerpt } from './excerpt.ts'
import type { Machine } from './inside-look.ts'
import { isOfTechnicians, networkOf } from './network-text.ts'
import { readRule } from './read-rules.ts'
import { RulesByPort } from './rules-by-port.ts'

type Written = FirewallRulesFact['rules'][number]

/** A rule as it is written and where, and what that says. */
export interface StoredRule extends Written {
  readonly rule: FirewallRule
}

/** What the Windows firewall of one machine lets in, as far as it can be told. */
export interface HostFirewall {
  /** The profiles of the networks that the machine is connected to; all of them if that could not be told. */
  readonly inForce: readonly FirewallProfile[]
  /** The firewall does nothing in at least one of the profiles in force. */
  readonly off: boolean
  /** The enabled inbound rules. */
  readonly rules: readonly StoredRule[]
  /** Those of them that count in a profile in force. */
  readonly counting: readonly StoredRule[]
  /** The same, asked by port; without those for one app from the store or one user. */
  readonly byPort: RulesByPort<StoredRule>
  /** Those of them that shut something for every address and every program. */
  readonly shutting: readonly StoredRule[]
  /** The rules that could not be understood. */
  readonly unreadable: readonly Written[]
  /** What all of this was read from. */
  readonly from: {
    readonly profiles: Seen<FirewallProfilesFact>
    readonly rules: Seen<FirewallRulesFact>
  }
}

/** The evidence for a judgement that rests on the profiles and on some of the rules; of the hundreds only these. */
export function firewallEvidence({ from }: HostFirewall, rules: readonly Written[]): readonly Evidence[] {
  const cited = new Map(rules.map(({ id, text, from: place }) => [`${place} ${id} ${text}`, { id, text, from: place }]))
  return [from.profiles, excerpt(from.rules, 'rules', [...cited.values()])]
}

/** Absent where the profiles or the rules are not known. */
export function hostFirewall(machine: Machine): HostFirewall | undefined {
  const profiles = machine.seen('windows.firewall-profiles')
  const rules = machine.seen('windows.firewall-rules')
  if (!profiles || !rules) return
  const known = firewalls.get(rules)
  if (known?.from.profiles === profiles) return known
  const firewall = firewallOf(profiles, rules)
  firewalls.set(rules, firewall)
  return firewall
}

/** Several controls ask for the same firewall, and it has hundreds of rules. */
const firewalls = new WeakMap<Evidence, HostFirewall>()

function firewallOf(profiles: Seen<FirewallProfilesFact>, rules: Seen<FirewallRulesFact>): HostFirewall {
  const { inUse, serviceRuns } = profiles.value
  const inForce = profiles.value.profiles.filter(({ name }) => inUse.length === 0 || inUse.includes(name))
  const inbound: StoredRule[] = []
  const unreadable: Written[] = []
  for (const written of rules.value.rules) {
    const { id, text, from } = written
    const rule = readRule(text)
    if (!rule) unreadable.push(written)
    else if (rule.active && rule.direction === 'in') inbound.push({ id, text, from, rule })
  }
  const counting = inForceOf(inbound, inForce)
  return {
    inForce,
    off: !serviceRuns || inForce.some((profile) => !profile.enabled || profile.inbound === 'allow'),
    rules: inbound,
    counting,
    byPort: new RulesByPort(counting.filter(({ rule }) => !isForOwner(rule))),
    shutting: counting.filter(({ rule }) => rule.action === 'block' && isForEveryone(rule) && isForEveryProgram(rule)),
    unreadable,
    from: { profiles, rules },
  }
}

/** The rules that count in at least one of the profiles in force. */
function inForceOf(rules: readonly StoredRule[], inForce: readonly FirewallProfile[]): readonly StoredRule[] {
  const names = {
    policy: inForce.map(({ name }) => name),
    local: inForce.filter(({ localRules }) => localRules !== false).map(({ name }) => name),
  }
  return rules.filter(({ rule: { profiles }, from }) => {
    const taking = names[from]
    return taking.length > 0 && (profiles.length === 0 || taking.some((name) => profiles.includes(name)))
  })
}

/** Who reaches a listener through the firewall of its machine. */
export interface Admission {
  /** `neighbours`: the machines of the same network, perhaps among others that are named. */
  readonly who: 'anyone' | 'neighbours' | 'named' | 'technicians' | 'nobody'
  /** What the rules name, as they write it. */
  readonly from: readonly string[]
  /** The rules that decide it; none if no rule speaks of the program, or the firewall is off. */
  readonly by: readonly StoredRule[]
}

type Wanted = Pick<Listener, 'protocol' | 'port' | 'process' | 'services'>

/** Who reaches a program that listens. What blocks wins over what allows, as in Windows. */
export function admittedTo(wanted: Wanted, firewall: HostFirewall, policy: Policy): Admission {
  if (firewall.off) return { who: 'anyone', from: [], by: [] }
  const speaking = firewall.byPort
    .about(wanted)
    .filter(({ rule }) => fitsProgram(rule, wanted) && fitsService(rule, wanted))
  const blocking = speaking.filter(({ rule }) => rule.action === 'block' && isForEveryone(rule))
  if (blocking.length > 0) return { who: 'nobody', from: [], by: blocking }
  const allowing = speaking.filter(({ rule }) => rule.action === 'allow')
  if (allowing.length === 0) return { who: 'nobody', from: [], by: [] }
  const toAll = allowing.filter(({ rule }) => isForEveryone(rule) && !asksWho(rule))
  if (toAll.length > 0) return { who: 'anyone', from: [], by: toAll }
  const from = [...new Set(allowing.flatMap(({ rule }) => rule.remoteAddresses))]
  const named = { from, by: allowing }
  if (allowing.every(({ rule }) => isForTechnicians(rule, policy))) return { who: 'technicians', ...named }
  return { who: from.some((address) => /^localsubnet/i.test(address)) ? 'neighbours' : 'named', ...named }
}

/** Whether a rule with a block action for everyone closes a port for every program. */
export function isClosedFor(
  wanted: Pick<Listener, 'protocol' | 'port'>,
  allowing: StoredRule,
  firewall: HostFirewall,
): boolean {
  return firewall.shutting.some(({ rule }) => {
    const covers = allowing.rule.profiles.every((name) => rule.profiles.includes(name))
    const everywhere = rule.profiles.length === 0 || (allowing.rule.profiles.length > 0 && covers)
    return everywhere && ruleHoldsPort(rule, wanted)
  })
}

export function isForEveryProgram({ program, service, further }: FirewallRule): boolean {
  return program === undefined && service === undefined && !isForOwner({ further })
}

/** Whether a rule asks for signed-in users or machines (IPsec), so that an address alone is not enough. */
export function asksWho({ further }: FirewallRule): boolean {
  return further.length > 0 && further.some((key) => askingKeys.has(key.toLowerCase()))
}

const askingKeys: ReadonlySet<string> = new Set(['rmauth', 'ruauth', 'security', 'security2', 'security2_9'])

/** Keys of rules for one app from the store or one user: they never let in a service. */
const ownerKeys: ReadonlySet<string> = new Set(['apppkgid', 'luown', 'luauth', 'pfn'])

function isForOwner({ further }: Pick<FirewallRule, 'further'>): boolean {
  return further.length > 0 && further.some((key) => ownerKeys.has(key.toLowerCase()))
}

/** Without the program's name nobody can say that the rule is not for it. */
function fitsProgram({ program }: FirewallRule, { process: running }: Wanted): boolean {
  if (program === undefined || running === null) return true
  return fileName(program).toLowerCase() === running.toLowerCase()
}

function fitsService({ service }: FirewallRule, { services }: Wanted): boolean {
  if (service === undefined || services.length === 0) return true
  return services.some((name) => name.toLowerCase() === service.toLowerCase())
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1)
}

function isForTechnicians(rule: FirewallRule, policy: Policy): boolean {
  return (
    rule.remoteAddresses.length > 0 &&
    rule.remoteAddresses.every((address) => {
      const network = networkOf(address)
      return network !== undefined && isOfTechnicians(network, policy)
    })
  )
}
