import type { Pieces } from './address-range.ts'
import type { AddressTable } from './address-table.ts'
import type { Peer } from './peer.ts'
import { tablePieces } from './table-pieces.ts'

/**
 * How far the two opinions on an address go together. `agreed`: both name the same country, or the first source names
 * one and the second is silent. `disagreement`: they name different ones. `unknown`: the first source names none,
 * whatever the second says. `private`: the address has a meaning only inside a private network.
 *
 * The two are not equals: what no registry has given to anyone is in no country, and yet the second source names one
 * for all of it (all of 2000::/16 is Swiss to it). Its word alone would let in two of five addresses of IPv6.
 */
type GeoClass = 'agreed' | 'disagreement' | 'unknown' | 'private'

/**
 * What each of two sources says of an address: a code of ISO 3166-1, `XK` for Kosovo, or nothing. The first one goes by
 * the registries.
 */
export type Countries = readonly [first: string | undefined, second: string | undefined]

/** What is known of where an address is. */
export interface Opinion {
  readonly opinions: Countries
  readonly class: GeoClass
  /** The country that is agreed upon; absent in every other class. */
  readonly country?: string
}

/** Where geo data come from, with what its licence demands to be shown. */
export interface GeoSource {
  readonly name: string
  readonly version: string
  /** The day of the data, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly attribution: { readonly text: string; readonly link?: string }
}

/** The opinions on every address of the internet. An opinion has an id: the same question asked once per id is enough. */
export interface GeoData {
  /** The id of the opinion on an address. Allocates nothing. */
  find(peer: Peer): number
  /** The same for an address in bytes, in network order: four from `at` on for IPv4, sixteen for IPv6. */
  findIn(bytes: DataView, at: number, family: 4 | 6): number
  /** The opinion with an id that `find` gave; `unknown` for any other number. */
  opinion(id: number): Opinion
  /** The ids of one whole family, for engines that keep tables of their own. Takes up to a second for the world. */
  pieces(family: 4 | 6): Pieces
  /** All opinions; the place is the id. */
  readonly opinions: readonly Opinion[]
  /** The day of the older source, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly sources: readonly GeoSource[]
}

/** The ids that every table uses alike. */
export const unknownId = 0
export const privateId = 1

/** What geo data are made of: the table answers a place in `countries`, where 0 and 1 are unknown and private. */
export interface GeoParts {
  readonly table: AddressTable
  readonly countries: readonly Countries[]
  readonly sources: readonly GeoSource[]
}

const unknown = opinionOf([undefined, undefined])

/**
 * Geo data from its parts.
 * @throws RangeError without a source.
 */
export function geoData({ table, countries, sources }: GeoParts): GeoData {
  const opinions = countries.map((pair, id): Opinion => (id === privateId ? privateOpinion : opinionOf(pair)))
  const asOf = sources.map((source) => source.asOf).sort()[0]
  if (asOf === undefined) throw new RangeError('geo data without a source')
  return {
    find: (peer) => table.find(peer),
    findIn: (bytes, at, family) => table.findIn(bytes, at, family),
    opinion: (id) => opinions[id] ?? unknown,
    pieces: (family) => tablePieces(table.parts, family),
    opinions,
    asOf,
    sources,
  }
}

const privateOpinion: Opinion = { opinions: [undefined, undefined], class: 'private' }

/** What two sources together say. */
export function opinionOf([first, second]: Countries): Opinion {
  const opinions = [first, second] as const
  if (first === undefined) return { opinions, class: 'unknown' }
  const agreed = second === undefined || second === first
  return agreed ? { opinions, class: 'agreed', country: first } : { opinions, class: 'disagreement' }
}
