import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinedSpans, minus, prefixesOf, type Span } from './address-set.ts'

const spans = fc
  .array(fc.tuple(fc.bigInt(0n, 60n), fc.bigInt(0n, 12n)).map(([first, more]) => ({ first, last: first + more })))
  .map(joinedSpans)

function members(of: readonly Span[]): Set<bigint> {
  return new Set(
    of.flatMap(({ first, last }) => Array.from({ length: Number(last - first) + 1 }, (_, at) => first + BigInt(at))),
  )
}

describe('spans of addresses', () => {
  it('lose what others hold, and nothing else', () => {
    fc.assert(
      fc.property(spans, spans, (some, others) => {
        const gone = members(others)
        expect(members(minus(some, others))).toEqual(new Set([...members(some)].filter((one) => !gone.has(one))))
      }),
    )
  })

  it.each([4, 6] as const)('become prefixes that hold the same addresses (IPv%s)', (family) => {
    const width = family === 4 ? 32 : 128
    fc.assert(
      fc.property(spans, (some) => {
        const again = prefixesOf(some, family).map(({ number, length }) => ({
          first: number,
          last: number + (1n << BigInt(width - length)) - 1n,
        }))
        expect(joinedSpans(again)).toEqual(some)
      }),
    )
  })
})
