import { privateNetworks } from '../model/address.ts'
import { type AddressRange, flatten, overlay, type Pieces, rangeOf } from './address-range.ts'
import { countryOf } from './country-number.ts'
import { type Countries, type GeoParts, type GeoSource, privateId } from './geo.ts'
import { tableOf } from './table-build.ts'

/** What one source says: ranges of both families whose value is a `countryNumber`. */
export interface CountryRanges {
  readonly source: GeoSource
  readonly ranges: readonly AddressRange[]
}

/**
 * Makes one table of what two sources say, so that one look-up gives both opinions. One source alone gives both.
 * The first one has the registries' word, see `GeoClass`. Overlapping ranges of one source are settled as `flatten` says. Private networks have their own opinion, whatever the
 * sources say.
 * @throws RangeError when the pairs of countries do not fit a table.
 */
export function compileGeo(first: CountryRanges, second: CountryRanges = first): GeoParts {
  const pairs = new Pairs()
  const [four, six] = ([4, 6] as const).map((family) => {
    const [under, over] = [piecesOf(first, family), first === second ? undefined : piecesOf(second, family)]
    const both = overlay(under, over ?? under, (a, b) => pairs.idOf(a, b))
    const reserved = privateNetworks.filter((network) => network.family === family)
    const isReserved = flatten(reserved.map((network) => rangeOf(network, privateId)))
    return overlay(both, isReserved, (pair, inside) => (inside === privateId ? privateId : pair))
  })
  const sources = first === second ? [first.source] : [first.source, second.source]
  return { table: tableOf(four ?? nothing, six ?? nothing), countries: pairs.countries, sources }
}

const nothing: Pieces = { starts: [0n], values: [0] }

function piecesOf({ ranges }: CountryRanges, family: 4 | 6): Pieces {
  return flatten(ranges.filter((range) => range.family === family))
}

/** Numbers pairs of countries as they come. Unknown and private have the first two numbers. */
class Pairs {
  readonly countries: Countries[] = [
    [undefined, undefined],
    [undefined, undefined],
  ]
  readonly #ids = new Map<number, number>([[0, 0]])

  idOf(first: number, second: number): number {
    const key = first * 0x10000 + second
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.countries.length
    if (id > 0xffff) throw new RangeError('more pairs of countries than an address table can tell apart')
    this.countries.push([countryOf(first), countryOf(second)])
    this.#ids.set(key, id)
    return id
  }
}
