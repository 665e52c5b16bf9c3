import { type AddressRules, admittedAddresses, type KnownNetworks } from '../address-rules.ts'
import type { AddressSet } from '../address-set.ts'
import type { Admission, WayIn } from '../admission.ts'
import type { BanSets } from './bans.ts'
import type { WaySets } from './port-chains.ts'

/** Addresses that the geo data let in somewhere, and the opinions that make them up. */
interface CountrySet {
  readonly name: string
  readonly admitted: Uint8Array
  readonly set: AddressSet
}

/** What the ways of all ports look up, each once. */
export interface WayCatalogue {
  readonly countries: readonly CountrySet[]
  readonly bans: readonly BanSets[]
}

/** Numbers what the ways look up, in the order in which they ask. */
export function catalogueWays(admissions: readonly Admission[], source: AddressRules): WayCatalogue {
  const ways = admissions.flatMap(({ free, observed }) => [...free, ...observed])
  const classes = new Map<string, Uint8Array>()
  for (const { whence } of ways) if (typeof whence !== 'string') classes.set(whence.toString(), whence)
  const scopes = [...new Set(ways.map((way) => way.scopes))].filter((mask) => mask !== 0)
  const admitted = [...classes.values()]
  const sets = admittedAddresses(source, admitted)
  return {
    countries: admitted.map((opinions, index) => ({
      name: `countries_${index + 1}`,
      admitted: opinions,
      set: sets[index] ?? { 4: [], 6: [] },
    })),
    bans: scopes.map((mask, index) => ({ name: `bans_${index + 1}`, scopes: mask })),
  }
}

/** What one way looks up. */
export function setsOfWay(way: WayIn, { countries, bans }: WayCatalogue, known: KnownNetworks): WaySets {
  const whence = whenceOf(way, countries, known)
  const banSets = bans.find(({ scopes }) => scopes === way.scopes)
  return {
    ...(whence !== undefined && { whence }),
    lists: way.heedsLists ? known.lists.map(({ name, set }) => ({ name: listName(name), set })) : [],
    ...(banSets !== undefined && { bans: banSets }),
  }
}

/** The name of a block list's set. Names of lists have letters, digits and hyphens (`parseBlockListName`). */
export function listName(name: string): string {
  return `list_${name.replaceAll('-', '_')}`
}

function whenceOf({ whence }: WayIn, countries: readonly CountrySet[], known: KnownNetworks): WaySets['whence'] {
  if (whence === 'anywhere') return undefined
  if (whence === 'fixed-networks') return { name: 'fixed_networks', set: known.fixedNetworks }
  const key = whence.toString()
  const found = countries.find(({ admitted }) => admitted.toString() === key)
  return found ?? { name: 'countries_0', set: { 4: [], 6: [] } }
}
