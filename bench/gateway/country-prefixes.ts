import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formatPrefix } from '../../src/model/address.ts'

interface Range {
  readonly first: bigint
  readonly last: bigint
  readonly country: string
}

const afterAll = 1n << 128n

export interface CountryPrefix {
  readonly prefix: string
  readonly country: string
}

/**
 * All prefixes of these countries, both families, from the table of RIR delegations and geofeeds. Rows of the table lie
 * inside each other; the innermost counts, so that no two of the prefixes overlap.
 */
export function prefixesOf(countries: readonly string[]): readonly CountryPrefix[] {
  return ([4, 6] as const).flatMap((family) =>
    merged(flattened(rowsOf(family)).filter(({ country }) => countries.includes(country))).flatMap((range) =>
      prefixesIn(range, family),
    ),
  )
}

function rowsOf(family: 4 | 6): readonly Range[] {
  const table = `@ip-location-db/geo-whois-asn-country/geo-whois-asn-country-ipv${family}-num.csv`
  const lines = readFileSync(fileURLToPath(import.meta.resolve(table)), 'latin1')
    .trimEnd()
    .split('\n')
  return lines.map((line) => {
    const [first = '', last = '', country = ''] = line.split(',')
    return { first: BigInt(first), last: BigInt(last), country }
  })
}

/** The same map of addresses as ranges side by side. */
function flattened(rows: readonly Range[]): readonly Range[] {
  const side = new SideBySide()
  const outerFirst = rows.toSorted((a, b) => compare(a.first, b.first) || compare(b.last, a.last))
  for (const row of outerFirst) side.open(row)
  side.reach(afterAll)
  return side.ranges
}

/** Walks up the addresses through ranges that lie inside each other. */
class SideBySide {
  readonly ranges: Range[] = []
  readonly #around: Range[] = []
  #next = 0n

  open(row: Range): void {
    this.reach(row.first)
    this.#around.push(row)
  }

  /** Everything before this address is covered by the innermost range around it, or by none. */
  reach(first: bigint): void {
    for (let inner = this.#around.at(-1); inner; inner = this.#around.at(-1)) {
      this.#cover(inner.last < first ? inner.last : first - 1n, inner.country)
      if (inner.last >= first) break
      this.#around.pop()
    }
    if (first > this.#next) this.#next = first
  }

  #cover(last: bigint, country: string): void {
    if (last < this.#next) return
    this.ranges.push({ first: this.#next, last, country })
    this.#next = last + 1n
  }
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges) {
    const before = merged.at(-1)
    if (before && before.last + 1n === range.first && before.country === range.country) {
      merged[merged.length - 1] = { ...before, last: range.last }
    } else merged.push(range)
  }
  return merged
}

function prefixesIn({ first, last, country }: Range, family: 4 | 6): readonly CountryPrefix[] {
  const width = family === 4 ? 32 : 128
  const prefixes: CountryPrefix[] = []
  for (let number = first; number <= last; ) {
    let free = 0
    while (free < width && !((number >> BigInt(free)) & 1n) && number + (2n << BigInt(free)) - 1n <= last) free++
    prefixes.push({ prefix: formatPrefix({ family, number, length: width - free }), country })
    number += 1n << BigInt(free)
  }
  return prefixes
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b)
}
