import { type AddressSet, type Family, families } from '../address-set.ts'
import type { Entrance } from '../entrances.ts'
import { type BanSets, notBanned } from './bans.ts'
import { extentIn, nameFor, rulesForMembers, sourceOf, wholeSource } from './match.ts'
import { numberText } from './quote.ts'
import type { Chain } from './table.ts'

/** What a way in looks up. */
export interface WaySets {
  /** From where strangers may come; absent: from anywhere. */
  readonly whence?: { readonly name: string; readonly set: AddressSet }
  /** Lists whose addresses are kept out. */
  readonly lists: readonly { readonly name: string; readonly set: AddressSet }[]
  /** Absent: no ban closes this way. */
  readonly bans?: BanSets
}

/** How often one source may begin anew, and where the kernel counts it. */
export interface Pace {
  readonly perMinute: number
  readonly burst: number
  /** Nobody is turned away, it is only counted. */
  readonly isObserved: boolean
}

/** Everything that the chains of one port are made of. */
export interface PortPlan {
  readonly entrance: Entrance
  /** Names of sets whose addresses come in at once, with their members. */
  readonly known: readonly { readonly name: string; readonly set: AddressSet }[]
  /** Rules before everything else. */
  readonly before: readonly string[]
  readonly free: readonly WaySets[]
  readonly observed: readonly WaySets[]
  /** Monitors come in, but a rule that only observes would keep them out. */
  readonly observedMonitors?: { readonly name: string; readonly set: AddressSet }
  readonly pace: Pace
}

/** The name of a port in names of the table, such as `tcp_443`. */
export function portName({ protocol, port }: Entrance): string {
  return `${protocol}_${numberText(port)}`
}

/** What is counted at a port: who was refused, who would have been, and who began too often. */
export function countersOf(entrance: Entrance): readonly string[] {
  return ['refused', 'observed', 'hasty'].map((what) => `${what}_${portName(entrance)}`)
}

/** The chains of one port; the last one is where its packets are led to. */
export function portChains(plan: PortPlan): readonly Chain[] {
  const name = portName(plan.entrance)
  const isObserving = plan.observed.length > 0 || plan.observedMonitors !== undefined
  return [
    paceChain(plan),
    { name: `refuse_${name}`, rules: [`counter name "refused_${name}"`, logRule('refused', plan.entrance), 'drop'] },
    ...(isObserving ? [observingChain(plan)] : []),
    { name, rules: doorRules(plan) },
  ]
}

function doorRules({ entrance, before, known, free, observed, observedMonitors }: PortPlan): readonly string[] {
  const name = portName(entrance)
  return [
    ...before,
    'jump familiar',
    ...known.flatMap(({ name: set, set: members }) => rulesForMembers(set, members, 'accept')),
    ...free.flatMap((way) => wayRules(way, `goto pace_${name}`)),
    ...(observedMonitors === undefined
      ? []
      : rulesForMembers(observedMonitors.name, observedMonitors.set, `goto observe_${name}`)),
    ...observed.flatMap((way) => wayRules(way, `goto observe_${name}`)),
    `goto refuse_${name}`,
  ]
}

/** One rule for each family whose addresses may come this way. */
function wayRules({ whence, lists, bans }: WaySets, verdict: string): readonly string[] {
  return families.flatMap((family) => {
    const extent = whence === undefined ? 'all' : extentIn(whence.set, family)
    if (extent === 'none') return []
    const matches = [
      ...(whence !== undefined && extent === 'some' ? [`${sourceOf[family]} @${nameFor(whence.name, family)}`] : []),
      ...lists.flatMap(({ name, set }) => notOn(name, set, family)),
      ...(bans === undefined ? [] : notBanned(bans)[family]),
    ]
    return [[...(matches.length === 0 ? [`meta nfproto ipv${family}`] : matches), verdict].join(' ')]
  })
}

function notOn(name: string, set: AddressSet, family: Family): readonly string[] {
  return set[family].length === 0 ? [] : [`${sourceOf[family]} != @${nameFor(name, family)}`]
}

/** Counts and tells what a rule that only observes would have refused, and lets it in. */
function observingChain({ entrance }: PortPlan): Chain {
  const name = portName(entrance)
  const rules = [`counter name "observed_${name}"`, logRule('would refuse', entrance), `goto pace_${name}`]
  return { name: `observe_${name}`, rules }
}

/** Turns away who begins more often than all areas of the port together would let through. */
function paceChain({ entrance, pace }: PortPlan): Chain {
  const name = portName(entrance)
  const limit = `limit rate over ${numberText(pace.perMinute)}/minute burst ${numberText(pace.burst)} packets`
  const end = `counter name "hasty_${name}" ${pace.isObserved ? 'accept' : 'drop'}`
  return {
    name: `pace_${name}`,
    rules: families.map(
      (family) => `update @${nameFor(`pace_${name}`, family)} { ${wholeSource[family]} ${limit} } ${end}`,
    ),
  }
}

/** So few lines that nobody fills a disk by being refused; everything is counted. */
function logRule(what: string, { protocol, port }: Entrance): string {
  return `limit rate 5/second burst 20 packets log prefix "bollwerk ${what} ${protocol} ${numberText(port)} " level info`
}
