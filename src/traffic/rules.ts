import type { AreaId, Audience } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import type { AddressTable } from './address-table.ts'
import type { AreaMap } from './area-map.ts'
import type { GeoData } from './geo.ts'
import type { Opening } from './openings.ts'
import type { Rate } from './rate-limits.ts'
import type { Verdict } from './verdict.ts'
import type { PatchMap } from './virtual-patches/patch-map.ts'

/** One area as the decision needs it: every answer that does not depend on the visit is already made. */
export interface AreaRules {
  readonly id: AreaId
  /** Its number in the shared memory of bans and rates. */
  readonly scope: number
  readonly audience: Audience
  /** Known agents are slowed here, not banned. */
  readonly isForAgents: boolean
  /** 1 for each opinion of the geo data that may enter; absent if countries do not matter. */
  readonly admitted: Uint8Array | undefined
  readonly fixedNetworksOnly: boolean
  readonly methods: ReadonlySet<string>
  /** Largest body of a request in bytes. */
  readonly largestBody: number
  /** Whom it is open for although it is closed; empty for an area that is not. */
  readonly openings: readonly Opening[]
  readonly forward: Verdict
  /** For whom it was opened: let through, and written down. */
  readonly opened: Verdict
  readonly closed: Verdict
  readonly banned: Verdict
  readonly foreign: Verdict
  readonly reserved: Verdict
  readonly wrongMethod: Verdict
  readonly tooLarge: Verdict
  readonly tooMany: Verdict
  readonly tooManySignIns: Verdict
  /** One for each block list, by its number. */
  readonly listed: readonly Verdict[]
}

/** One server as the decision needs it. */
export interface ServerRules {
  readonly kind: ServerKind
  readonly host: string
  /** Names and addresses of the relay as clients may be told them, in lower case; absent if it is not offered here. */
  readonly relayHosts: readonly string[] | undefined
  readonly areas: AreaMap
  readonly patches: PatchMap
  /** The verdict of each virtual patch, by its id. */
  readonly patched: ReadonlyMap<string, Verdict>
  readonly malformed: Verdict
  /** A path that belongs to no area: nobody needs it. */
  readonly unmapped: Verdict
}

/** Everything that the operator wants, compiled so that a decision is a handful of look-ups. Never changed, only replaced. */
export interface Rules {
  /** Counts up with every change of policy, lists, names or geo data. */
  readonly generation: number
  readonly servers: ReadonlyMap<ServerKind, ServerRules>
  /** By the name that clients ask for, in lower case. */
  readonly hosts: ReadonlyMap<string, ServerKind>
  readonly areas: ReadonlyMap<AreaId, AreaRules>
  readonly technicians: AddressTable
  readonly monitors: AddressTable
  readonly fixedNetworks: AddressTable
  /** One for each block list; the first that holds an address counts. */
  readonly blockLists: readonly AddressTable[]
  readonly geo: GeoData
  /** By the scope of the area; the last one is for signing in. */
  readonly rates: readonly Rate[]
}
