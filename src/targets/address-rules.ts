import type { AreaDefinition } from '../model/area.ts'
import type { Policy } from '../policy/policy.ts'
import type { BanEntry } from '../traffic/bans.ts'
import { tableOfPrefixes } from '../traffic/compile-rules.ts'
import type { Rules } from '../traffic/rules.ts'
import { type AddressSet, type Family, setOf, spansWhere } from './address-set.ts'

/** What a target is compiled from that decides by address. */
export interface AddressRules {
  readonly policy: Policy
  readonly areas: readonly AreaDefinition[]
  readonly rules: Rules
  /** Names of the block lists, in the order of `rules.blockLists`. */
  readonly lists: readonly string[]
  readonly bans: readonly BanEntry[]
  /** The moment of compiling, in the clock of the bans and openings. */
  readonly now: number
  /** The same moment for readers, such as `2026-11-25T12:00:00Z`. */
  readonly at: string
}

/** The addresses that a policy names. */
export interface KnownNetworks {
  readonly technicians: AddressSet
  readonly monitors: AddressSet
  readonly proxies: AddressSet
  readonly fixedNetworks: AddressSet
  readonly lists: readonly { readonly name: string; readonly set: AddressSet }[]
}

export function knownNetworks({ policy, rules, lists }: AddressRules): KnownNetworks {
  return {
    technicians: setOf(rules.technicians),
    monitors: setOf(rules.monitors),
    proxies: setOf(tableOfPrefixes(policy.gateway.proxies.networks)),
    fixedNetworks: setOf(rules.fixedNetworks),
    lists: rules.blockLists.map((table, index) => ({ name: lists[index] ?? `list-${index + 1}`, set: setOf(table) })),
  }
}

/**
 * The addresses that each of several classes lets in: 1 at the place of an opinion of the geo data. The world is gone
 * through once for all of them.
 */
export function admittedAddresses({ rules }: AddressRules, classes: readonly Uint8Array[]): readonly AddressSet[] {
  if (classes.length === 0) return []
  const world = { 4: rules.geo.pieces(4), 6: rules.geo.pieces(6) }
  return classes.map((admitted) => {
    const ofFamily = (family: Family) => spansWhere(world[family], family, (id) => admitted[id] === 1)
    return { 4: ofFamily(4), 6: ofFamily(6) }
  })
}

/** Whose geo data decide, as their licences want it said beside what comes of them. */
export function attributionsOf({ rules }: AddressRules): readonly string[] {
  return rules.geo.sources.map(({ asOf, attribution: { text, link } }) =>
    [text, link, asOf].filter((part) => part !== undefined).join(', '),
  )
}
