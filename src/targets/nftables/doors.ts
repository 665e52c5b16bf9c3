import { areaIds } from '../../model/area.ts'
import type { Policy } from '../../policy/policy.ts'
import { addressOf } from '../../traffic/peer.ts'
import type { Rate } from '../../traffic/rate-limits.ts'
import type { AddressRules, KnownNetworks } from '../address-rules.ts'
import { type AddressSet, type Family, joinedSpans } from '../address-set.ts'
import { type Admission, admissionAt } from '../admission.ts'
import { type Entrance, entrancesOf } from '../entrances.ts'
import { heartbeatPace, largestDatagram } from './heartbeat.ts'
import { type Pace, type PortPlan, portName } from './port-chains.ts'
import { setsOfWay, type WayCatalogue } from './ways.ts'

/** A port that the table decides on. */
export interface Door {
  readonly entrance: Entrance
  readonly admission: Admission
}

/** What the rules of a port look up. */
export interface Looked {
  readonly known: KnownNetworks
  readonly catalogue: WayCatalogue
}

/**
 * The ports on which an address decides anything. Plain HTTP is left to the gateway while certificates are fetched
 * through it: nobody knows the addresses of the authority (the gateway's doorkeeper does the same).
 */
export function doorsOf({ policy, areas, rules }: AddressRules): readonly Door[] {
  return entrancesOf(policy, areas)
    .filter((entrance) => !isForAuthority(entrance, policy))
    .map((entrance) => ({ entrance, admission: admissionAt(entrance.areas, rules) }))
    .filter(({ admission }) => !admission.isUndecided)
}

function isForAuthority({ protocol, port }: Entrance, { gateway: { listen, tls } }: Policy): boolean {
  return protocol === 'tcp' && port === listen.http && tls.acme?.challenges.includes('http-01') === true
}

/** Whether an authority may come by at a port, at moments that only the gateway knows. */
function mayBringAuthority({ protocol, port }: Entrance, { gateway: { listen, tls } }: Policy): boolean {
  return protocol === 'tcp' && (port === listen.https || port === listen.http) && tls.acme !== undefined
}

/** The set of those for whom something behind a port is open. */
export function openedName(entrance: Entrance): string {
  return `opened_${portName(entrance)}`
}

/** Which rules a port has, in which order. */
export function planFor({ entrance, admission }: Door, source: AddressRules, { known, catalogue }: Looked): PortPlan {
  const monitors = { name: 'monitors', set: known.monitors }
  const isUdp = entrance.protocol === 'udp'
  const authority = mayBringAuthority(entrance, source.policy) ? ['tcp dport @awaited accept'] : []
  return {
    entrance,
    before: isUdp ? [`udp length > ${largestDatagram} goto refuse_${portName(entrance)}`] : authority,
    known: [
      ...(isUdp ? [] : [{ name: 'proxies', set: known.proxies }]),
      ...(admission.monitors === 'admitted' ? [monitors] : []),
      { name: openedName(entrance), set: openedAddresses(admission) },
    ],
    free: admission.free.map((way) => setsOfWay(way, catalogue, known)),
    observed: admission.observed.map((way) => setsOfWay(way, catalogue, known)),
    ...(admission.monitors === 'observed' && { observedMonitors: monitors }),
    pace: paceAt(entrance, source),
  }
}

function openedAddresses({ openings }: Admission): AddressSet {
  const addresses = openings.map(({ peer }) => addressOf(peer))
  const ofFamily = (family: Family) =>
    joinedSpans(addresses.filter((one) => one.family === family).map(({ number }) => ({ first: number, last: number })))
  return { 4: ofFamily(4), 6: ofFamily(6) }
}

/** A source that began more often would be turned away by each of the areas. */
function paceAt({ protocol, areas }: Entrance, { rules }: AddressRules): Pace {
  const open = areas.filter((id) => rules.areas.get(id)?.audience !== 'nobody')
  const rates = open.flatMap((id) => rules.rates[areaIds.indexOf(id)] ?? [])
  const sum = (of: (rate: Rate) => number): number => rates.reduce((total, rate) => total + of(rate), 0)
  const all = { perMinute: sum(({ perMinute }) => perMinute), burst: sum(({ burst }) => burst) }
  const isObserved = open.some((id) => rules.areas.get(id)?.tooMany.mode === 'observe')
  if (protocol === 'tcp') return { ...all, isObserved }
  const perMinute = Math.min(all.perMinute, heartbeatPace.perMinute)
  return { perMinute, burst: Math.min(all.burst, heartbeatPace.burst), isObserved }
}
