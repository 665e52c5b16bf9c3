import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressRange, flatten, rangeOf } from './address-range.ts'
import { buildTable } from './table-build.ts'
import { prefixesOf, tablePieces } from './table-pieces.ts'

const lastOf = { 4: 2n ** 32n - 1n, 6: 2n ** 128n - 1n } as const

function rangesOf(family: 4 | 6, most: number): fc.Arbitrary<AddressRange[]> {
  const address = fc.oneof(
    fc.bigInt(0n, lastOf[family]),
    fc.bigInt(0n, 5000n).map((offset) => lastOf[family] / 3n + offset),
    fc.bigInt(0n, 5000n).map((offset) => (lastOf[family] / 5n) * 2n + (offset << (family === 4 ? 8n : 64n))),
  )
  const range = fc.tuple(address, address, fc.integer({ min: 0, max: 9 }))
  return fc.array(
    range.map(([a, b, value]) => ({ family, first: a < b ? a : b, last: a < b ? b : a, value })),
    { maxLength: most },
  )
}

describe.each([4, 6] as const)('a table of IPv%s', (family) => {
  it('is read back as the pieces that it was built from', () => {
    fc.assert(
      fc.property(rangesOf(family, 30), (ranges) => {
        const { starts, values } = tablePieces(buildTable(ranges).parts, family)
        expect({ starts, values }).toEqual({ ...flatten(ranges) })
      }),
    )
  })

  it('is read back also when it is so large that it begins with a root', () => {
    const step = (lastOf[family] + 1n) / 8192n
    const ranges = Array.from({ length: 8192 }, (_, index): AddressRange => {
      const first = BigInt(index) * step + BigInt(index % 7)
      return { family, first, last: first + (step >> BigInt(index % 13)) - 1n, value: 1 + (index % 9) }
    })
    const { starts, values } = tablePieces(buildTable(ranges).parts, family)
    expect({ starts, values }).toEqual({ ...flatten(ranges) })
  })

  it('becomes prefixes that cover exactly the same', () => {
    fc.assert(
      fc.property(rangesOf(family, 8), (ranges) => {
        const pieces = flatten(ranges)
        const again = prefixesOf(pieces, family).map(({ value, ...prefix }) => rangeOf(prefix, value))
        expect({ ...flatten(again) }).toEqual(again.length === 0 ? { starts: [0n], values: [0] } : { ...pieces })
      }),
    )
  })
})
