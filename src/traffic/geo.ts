import type { AddressTable } from './address-table.ts'
import type { Peer } from './peer.ts'

/**
 * How far the two opinions on an address go together. `agreed`: both name the same country, or one names a country and
 * the other none; having no row for an address is silence, not an objection. `disagreement`: they name different ones.
 * `unknown`: neither names one. `private`: the address has a meaning only inside a private network.
 */
export type GeoClass = 'agreed' | 'disagreement' | 'unknown' | 'private'

/** What each of two sources says of an address: a code of ISO 3166-1, `XK` for Kosovo, or nothing. */
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
  /** The opinion with an id that `find` gave; `unknown` for any other number. */
  opinion(id: number): Opinion
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

const unknown: Opinion = { opinions: [undefined, undefined], class: 'unknown' }

/**
 * Geo data from its parts.
 * @throws RangeError without a source.
 */
export function geoData({ table, countries, sources }: GeoParts): GeoData {
  const opinions = countries.map((pair, id): Opinion => (id === privateId ? privateOpinion : opinionOf(pair)))
  const asOf = sources.map((source) => source.asOf).sort()[0]
  if (asOf === undefined) throw new RangeError('geo data without a source')
  return { find: (peer) => table.find(peer), opinion: (id) => opinions[id] ?? unknown, opinions, asOf, sources }
}

const privateOpinion: Opinion = { opinions: [undefined, undefined], class: 'private' }

/** What two sources together say. */
export function opinionOf([first, second]: Countries): Opinion {
  const country = first ?? second
  if (country === undefined) return unknown
  const agreed = second === undefined || second === country
  return agreed
    ? { opinions: [first, second], class: 'agreed', country }
    : { opinions: [first, second], class: 'disagreement' }
}
