import { parseAddress, parsePrefix } from '../model/address.ts'
import { type AddressRange, rangeOf } from './address-range.ts'
import { countryNumber } from './country-number.ts'
import type { GeoSource } from './geo.ts'
import type { CountryRanges } from './geo-compile.ts'
import { type Peer, peerOf } from './peer.ts'

/** A source of geo data that says of each prefix its country. */
export function sourceSaying(countries: Readonly<Record<string, string>>, asOf = '2026-06-17'): CountryRanges {
  const source: GeoSource = { name: 'test', version: asOf, asOf, attribution: { text: 'made up' } }
  return { source, ranges: Object.entries(countries).map(([prefix, country]) => rangeSaying(prefix, country)) }
}

/** The peer that a text stands for. */
export function peer(text: string): Peer {
  const address = parseAddress(text)
  if (!address.ok) throw new Error(address.problem.en)
  return peerOf(address.value)
}

function rangeSaying(text: string, country: string): AddressRange {
  const prefix = parsePrefix(text)
  if (!prefix.ok) throw new Error(prefix.problem.en)
  return rangeOf(prefix.value, countryNumber(country))
}
