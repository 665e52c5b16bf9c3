import { type AddressRules, admittedAddresses, type KnownNetworks } from '../address-rules.ts'
import type { AddressSet } from '../address-set.ts'
import { type Admission, classIndex, lookUpsOf, type WayIn } from '../admission.ts'
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
  const { classes, scopes } = lookUpsOf(ways)
  const sets = admittedAddresses(source, classes)
  return {
    countries: classes.map((admitted, index) => ({
      name: `countries_${index + 1}`,
      admitted,
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
  const classes = countries.map(({ admitted }) => admitted)
  return countries[classIndex(classes, whence)] ?? { name: 'countries_0', set: { 4: [], 6: [] } }
}
