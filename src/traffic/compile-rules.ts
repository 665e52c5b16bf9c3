import { type Address, formatAddress, type Prefix } from '../model/address.ts'
import { type AreaDefinition, serverOf } from '../model/area.ts'
import { type Admit, admission, type Intent } from '../policy/intent.ts'
import { lower } from '../policy/lower.ts'
import type { Policy, Server, TechnicianNetwork } from '../policy/policy.ts'
import { rangeOf } from './address-range.ts'
import type { AddressTable } from './address-table.ts'
import { compileAreas } from './area-map.ts'
import { areaRules } from './area-rules.ts'
import type { GeoData } from './geo.ts'
import type { Opening } from './openings.ts'
import type { Rules, ServerRules } from './rules.ts'
import { buildTable } from './table-build.ts'
import { ratesOf } from './usual-rates.ts'
import type { Verdict } from './verdict.ts'
import { compilePatches } from './virtual-patches/patch-map.ts'
import type { VirtualPatch } from './virtual-patches/virtual-patch.ts'

/** A list of networks that are refused, from the operator or from a feed. */
export interface BlockList {
  /** Letters, digits and hyphens: it becomes part of the rule's name. */
  readonly name: string
  readonly table: AddressTable
}

/** What rules are compiled from. */
export interface RuleSource {
  readonly generation: number
  readonly policy: Policy
  readonly areas: readonly AreaDefinition[]
  readonly patches: readonly VirtualPatch[]
  readonly geo: GeoData
  /** Where the names among the networks lead to at present. */
  readonly names: ReadonlyMap<string, readonly Address[]>
  readonly blockLists: readonly BlockList[]
  /** Closed areas that are open for single addresses. */
  readonly openings: readonly Opening[]
  /** Nothing but what is always closed or unreadable is enforced. */
  readonly observeAll: boolean
}

/** Compiles what the operator wants into look-ups. Takes milliseconds; deciding by it takes less than one. */
export function compileRules(source: RuleSource): Rules {
  const { policy, areas, generation, geo } = source
  const intents = lower(policy, areas)
  return {
    generation,
    servers: new Map(policy.servers.map((server) => [server.kind, serverRules(source, server)])),
    hosts: new Map(policy.servers.map(({ kind, host }) => [host, kind])),
    areas: new Map(areas.flatMap((area) => withAdmission(area, intents, source))),
    technicians: tableOfNetworks(policy.technicians, source.names),
    monitors: tableOfNetworks(policy.gateway.monitors, source.names),
    fixedNetworks: tableOfPrefixes(policy.fixedNetworks),
    blockLists: source.blockLists.map(({ table }) => table),
    geo,
    rates: ratesOf(policy),
  }
}

type AreaEntry = readonly [AreaDefinition['id'], ReturnType<typeof areaRules>]

function withAdmission(area: AreaDefinition, intents: readonly Intent[], source: RuleSource): AreaEntry[] {
  const admit: Admit | undefined = admission(intents, area.id)
  return admit === undefined ? [] : [[area.id, areaRules(area, admit, source)]]
}

function serverRules({ areas, patches, observeAll, policy }: RuleSource, server: Server): ServerRules {
  const { kind, host } = server
  const refuse = { action: 'refuse', mode: 'enforce', area: undefined, observed: [] } as const
  const own = areas.filter(({ id }) => serverOf(id) === kind)
  return {
    kind,
    host,
    relayHosts: relayHosts(server),
    areas: compileAreas(own, kind),
    patches: compilePatches(patches, kind),
    patched: new Map(
      patches.map((patch): [string, Verdict] => {
        const observed = observeAll || policy.gateway.observe.includes('patch')
        return [
          patch.id,
          { ...refuse, status: 404, rule: `patch.${patch.id}`, mode: observed ? 'observe' : patch.mode },
        ]
      }),
    ),
    malformed: { ...refuse, status: 400, rule: 'malformed' },
    unmapped: { ...refuse, status: 404, rule: 'closed', mode: observeAll ? 'observe' : 'enforce' },
  }
}

/** Clients are told the public name, or an address of it; IPv6 with or without brackets. */
function relayHosts({ host, addresses, relay }: Server): readonly string[] | undefined {
  if (relay === undefined) return undefined
  const texts = addresses.map(formatAddress)
  return [host, ...texts, ...texts.filter((text) => text.includes(':')).map((text) => `[${text}]`)]
}

function tableOfNetworks(
  networks: readonly TechnicianNetwork[],
  names: ReadonlyMap<string, readonly Address[]>,
): AddressTable {
  const prefixes = networks.flatMap((network): readonly Prefix[] => {
    if ('prefix' in network) return [network.prefix]
    const addresses = names.get(network.name) ?? []
    return addresses.map(({ family, number }) => ({ family, number, length: family === 4 ? 32 : 128 }))
  })
  return tableOfPrefixes(prefixes)
}

/** A table that answers 1 for every address of the prefixes. */
export function tableOfPrefixes(prefixes: readonly Prefix[]): AddressTable {
  return buildTable(prefixes.map((prefix) => rangeOf(prefix, 1)))
}
