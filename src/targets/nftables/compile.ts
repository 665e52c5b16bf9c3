import type { Address } from '../../model/address.ts'
import { addressOf } from '../../traffic/peer.ts'
import { type AddressRules, attributionsOf, type KnownNetworks, knownNetworks } from '../address-rules.ts'
import { families } from '../address-set.ts'
import { setsOfBans } from './bans.ts'
import { type Door, doorsOf, type Looked, openedName, planFor } from './doors.ts'
import { heartbeatChain } from './heartbeat.ts'
import { crowdChain, crowdCounter, crowdSets, paceSets } from './limits.ts'
import { intervalSets, nameFor, rulesForMembers, typeOf } from './match.ts'
import { leaveOthersAlone } from './own-traffic.ts'
import { countersOf, type PortPlan, portChains, portName } from './port-chains.ts'
import type { Chain, NamedSet, Table } from './table.ts'
import { catalogueWays, listName } from './ways.ts'

/** What the table is compiled from. */
export interface KernelRules extends AddressRules {
  /** Where the kernel leads heartbeats on to; absent: the gateway's own door takes them. */
  readonly heartbeatOrigin?: Address
}

/**
 * The table that decides what an address and a port decide, as the evaluator does at accept, and leaves the rest to the
 * gateway. It names the ports of the policy and no others, so that nothing else of the machine is touched.
 */
export function compileTable(source: KernelRules): Table {
  const { policy, at } = source
  const doors = doorsOf(source)
  const admissions = doors.map(({ admission }) => admission)
  const looked = { known: knownNetworks(source), catalogue: catalogueWays(admissions, source) }
  const plans = doors.map((door) => planFor(door, source, looked))
  return {
    site: policy.site,
    at,
    attributions: attributionsOf(source),
    counters: [...doors.flatMap(({ entrance }) => countersOf(entrance)), crowdCounter],
    sets: [...lookedUp(source, looked), ...doors.flatMap((door) => openedSets(door, source.now)), ...counting(plans)],
    chains: chainsOf(source, looked.known, plans),
  }
}

/** What the rules look up and the policy, the geo data or the gateway fill. */
function lookedUp({ policy, bans, now }: KernelRules, { known, catalogue }: Looked): readonly NamedSet[] {
  const isFixed = policy.fixedNetworksOnly
  return [
    ...intervalSets('technicians', known.technicians),
    ...intervalSets('monitors', known.monitors),
    ...intervalSets('proxies', known.proxies),
    ...(isFixed ? intervalSets('fixed_networks', known.fixedNetworks) : []),
    ...catalogue.countries.flatMap(({ name, set }) => intervalSets(name, set)),
    ...known.lists.flatMap(({ name, set }) => intervalSets(listName(name), set, name)),
    ...catalogue.bans.flatMap((sets) => setsOfBans(sets, bans, now)),
    ...(policy.gateway.tls.acme === undefined ? [] : [awaited]),
  ]
}

/** Ports at which an authority that issues certificates may come by at present; the gateway says so for minutes. */
const awaited: NamedSet = { name: 'awaited', type: 'inet_service', flags: ['timeout'], fedBy: 'gateway' }

function openedSets({ entrance, admission }: Door, now: number): readonly NamedSet[] {
  const opened = admission.openings.map(({ peer, until }) => ({ ...addressOf(peer), until }))
  return families.flatMap((family): NamedSet[] => {
    const own = opened.filter((opening) => opening.family === family)
    // One address may have several areas opened: the last to close counts.
    const ends = new Map<bigint, number>()
    for (const { number, until } of own) ends.set(number, Math.max(ends.get(number) ?? 0, until))
    const elements = [...ends].map(([value, until]) => ({
      value,
      seconds: Math.max(1, Math.ceil((until - now) / 1000)),
    }))
    if (elements.length === 0) return []
    return [{ name: nameFor(openedName(entrance), family), type: typeOf[family], flags: ['timeout'], elements }]
  })
}

function counting(plans: readonly PortPlan[]): readonly NamedSet[] {
  return [...plans.flatMap(({ entrance, pace }) => paceSets(entrance, pace)), ...crowdSets()]
}

function chainsOf(source: KernelRules, known: KnownNetworks, plans: readonly PortPlan[]): readonly Chain[] {
  const { policy, heartbeatOrigin } = source
  const { listen, connections } = policy.gateway
  const alone = leaveOthersAlone(listen.addresses)
  const technicians = rulesForMembers('technicians', known.technicians, 'accept')
  const spared = ['proxies', 'monitors'] as const
  const ports = plans.filter(({ entrance }) => entrance.protocol === 'tcp').map(({ entrance }) => entrance.port)
  const before = [...alone, ...technicians, ...spared.flatMap((name) => rulesForMembers(name, known[name], 'accept'))]
  const heartbeat = heartbeatOrigin && heartbeatChain(listen.heartbeat, heartbeatOrigin, listen.addresses)
  return [
    { name: 'familiar', rules: technicians },
    ...plans.flatMap(portChains),
    entranceChain(plans, alone),
    ...(ports.length === 0 ? [] : [crowdChain(ports, connections.perSource, before)]),
    ...(heartbeat === undefined ? [] : [heartbeat]),
  ]
}

/**
 * Where packets come in, before connections are tracked, so that a flood of refused ones costs the kernel little. Only
 * what begins a connection is judged: no change of the table ends a session, and no packet but a SYN begins one.
 */
function entranceChain(plans: readonly PortPlan[], alone: readonly string[]): Chain {
  const leading = (protocol: 'tcp' | 'udp'): string[] => {
    const own = plans.filter(({ entrance }) => entrance.protocol === protocol).map(({ entrance }) => entrance)
    const texts = own.sort((a, b) => a.port - b.port).map((one) => `${one.port} : goto ${portName(one)}`)
    return texts.length === 0 ? [] : [`${protocol} dport vmap { ${texts.join(', ')} }`]
  }
  return {
    name: 'entrance',
    hook: { type: 'filter', hook: 'prerouting', priority: 'raw' },
    rules: [...alone, 'tcp flags & (fin | syn | rst | ack) != syn accept', ...leading('tcp'), ...leading('udp')],
  }
}
