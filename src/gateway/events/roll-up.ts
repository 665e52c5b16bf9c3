import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import type { Peer } from '../../traffic/peer.ts'
import { placeIndex, places } from '../place.ts'
import { formatNetwork, networkNumber } from './network.ts'
import { type StatusClasses, statusClassIndex, statusClassNames, type TrafficRecord } from './traffic-record.ts'

/** Something that was forwarded. */
export interface AllowedTraffic {
  readonly peer: Peer
  readonly server?: ServerKind | undefined
  readonly area?: AreaId | undefined
  readonly status?: number | undefined
  /** In both directions. */
  readonly bytes: number
}

interface Row {
  count: number
  bytes: number
  readonly statuses: number[]
}

/** How many rows of networks are kept apart at once. A site with 2000 customers fills a few hundred in a minute. */
const rowLimit = 4096

/**
 * Counts what was allowed, by network and place. Memory is bounded: when the table is full, networks that are not in it
 * yet are counted together. Nothing here can name a single address.
 */
export class RollUp {
  readonly #limit: number
  #since: number
  /** One table for each family, so that a key is one number. */
  #tables = newTables()

  /** @param now in milliseconds since 1970 */
  constructor(now: number, limit: number = rowLimit) {
    this.#since = now
    this.#limit = limit
  }

  add({ peer, server, area, status, bytes }: AllowedTraffic): void {
    const row = this.#rowFor(peer, placeIndex(server, area))
    row.count += 1
    row.bytes += bytes
    const index = statusClassIndex(status)
    row.statuses[index] = (row.statuses[index] ?? 0) + 1
  }

  /** What was counted since the last time, to be called every minute; begins anew. */
  take(now: number): TrafficRecord[] {
    const at = new Date(this.#since).toISOString()
    const { four, six, others } = this.#tables
    this.#tables = newTables()
    this.#since = now
    return [
      ...recordsOf(at, four, (number) => formatNetwork(4, number)),
      ...recordsOf(at, six, (number) => formatNetwork(6, number)),
      ...recordsOf(at, others, () => 'other'),
    ]
  }

  #rowFor(peer: Peer, place: number): Row {
    const { four, six, others } = this.#tables
    const table = peer.family === 4 ? four : six
    const key = networkNumber(peer) * placeBase + place
    const found = table.get(key)
    if (found) return found
    return four.size + six.size < this.#limit ? rowIn(table, key) : (others.get(place) ?? rowIn(others, place))
  }
}

/** A network has at most 48 bits and a place 4, so that a key is an exact whole number below 2^53. */
const placeBase = 16

type Table = Map<number, Row>

function newTables(): { readonly four: Table; readonly six: Table; readonly others: Table } {
  return { four: new Map(), six: new Map(), others: new Map() }
}

function rowIn(table: Table, key: number): Row {
  const row = { count: 0, bytes: 0, statuses: statusClassNames.map(() => 0) }
  table.set(key, row)
  return row
}

function recordsOf(at: string, table: Table, network: (number: number) => string): TrafficRecord[] {
  return [...table].map(([key, { count, bytes, statuses }]) => ({
    schema: 'bollwerk.traffic/1',
    at,
    network: network(Math.floor(key / placeBase)),
    ...places[key % placeBase],
    count,
    bytes,
    statuses: statusesOf(statuses),
  }))
}

function statusesOf(counts: readonly number[]): StatusClasses {
  return Object.fromEntries(
    statusClassNames.map((name, index) => [name, counts[index] ?? 0] as const).filter(([, count]) => count > 0),
  )
}
