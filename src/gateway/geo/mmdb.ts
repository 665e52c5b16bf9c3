import { Reader } from 'mmdb-lib'
import { formatAddress } from '../../model/address.ts'
import type { AddressRange } from '../../traffic/address-range.ts'
import { countryNumber } from '../../traffic/country-number.ts'
import type { CountryRanges } from '../../traffic/geo-compile.ts'
import { SearchTree } from './search-tree.ts'

/**
 * Reads the countries of an operator's own database in the MaxMind DB format 2.0: `country.iso_code` as MaxMind and
 * DB-IP write it, `country_code` or `country` as others do. A record without one says nothing. Where the network is
 * registered (`registered_country`) is not where it is, and is not read.
 * @throws Error when it is not such a database, is damaged, or names no country at all.
 */
export function readCountryDatabase(content: Buffer, name: string): CountryRanges {
  try {
    const reader = new Reader<never>(content)
    const ranges = countriesOf(new SearchTree(content, reader.metadata), (address) => reader.get(address))
    if (ranges.every(({ value }) => value === 0)) throw new Error('it names no country')
    const { buildEpoch, databaseType } = reader.metadata
    const asOf = buildEpoch.toISOString().slice(0, 10)
    const attribution = { text: `${databaseType}, under the licence of its owner` }
    return { source: { name, version: asOf, asOf, attribution }, ranges }
  } catch (error) {
    throw new Error(`${name} cannot be used as a database of countries: ${String(error)}`, { cause: error })
  }
}

/** Every record is decoded once: databases have millions of networks and a few hundred countries. */
function countriesOf(tree: SearchTree, recordOf: (address: string) => unknown): AddressRange[] {
  const numbers = new Map<number, number>()
  return tree.leaves().map(({ family, first, last, record }) => {
    const value = numbers.get(record) ?? countryNumber(countryIn(recordOf(formatAddress({ family, number: first }))))
    numbers.set(record, value)
    return { family, first, last, value }
  })
}

function countryIn(record: unknown): string {
  const country = field(record, 'country')
  const code = field(country, 'iso_code') ?? field(record, 'country_code') ?? country
  return typeof code === 'string' ? code : ''
}

function field(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? new Map(Object.entries(record)).get(name) : undefined
}
