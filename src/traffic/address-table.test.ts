import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, contains, type Prefix, parseAddress, parsePrefix } from '../model/address.ts'
import { type AddressRange, rangeOf } from './address-range.ts'
import type { AddressTable } from './address-table.ts'
import { peerOf } from './peer.ts'
import { buildTable } from './table-build.ts'
import { readTable, tableBytes } from './table-file.ts'
import { half, listOf, pointerTo, runs } from './table-node.ts'

const lastOf = { 4: 2n ** 32n - 1n, 6: 2n ** 128n - 1n } as const

/** Ranges that crowd together, so that they nest, touch and cross. */
function rangesOf(family: 4 | 6): fc.Arbitrary<AddressRange[]> {
  // The middle of an IPv6 address too, where the second half begins.
  const middle = family === 4 ? 0xcb00_fe00n : (0x2001_0db8n << 96n) - 300n
  const upper = family === 4 ? 0xcb00_0000n : (0x2001_0db8n << 96n) + (1n << 64n) - 300n
  const near = fc.tuple(fc.constantFrom(0n, middle, upper, lastOf[family] - 600n), fc.bigInt(0n, 600n))
  const address = fc.oneof(
    near.map(([base, offset]) => base + offset),
    fc.bigInt(0n, lastOf[family]),
  )
  const range = fc.record({
    family: fc.constant(family),
    a: address,
    b: address,
    value: fc.integer({ min: 0, max: 9 }),
  })
  return fc.array(
    range.map(({ a, b, value }) => ({ family, first: a < b ? a : b, last: a < b ? b : a, value })),
    { maxLength: 12 },
  )
}

/** What a table promises, said as slowly and plainly as possible. */
function naive(ranges: readonly AddressRange[], family: 4 | 6, number: bigint): number {
  const covering = ranges
    .map((range, index) => ({ ...range, index, size: range.last - range.first }))
    .filter((range) => range.family === family && range.first <= number && number <= range.last)
    .sort((a, b) => Number(a.size > b.size) - Number(a.size < b.size) || Number(b.first - a.first) || b.index - a.index)
  return covering[0]?.value ?? 0
}

function interesting(ranges: readonly AddressRange[], family: 4 | 6): bigint[] {
  const edges = ranges.flatMap(({ first, last }) => [first - 1n, first, (first + last) / 2n, last, last + 1n])
  return [0n, lastOf[family], ...edges].filter((number) => number >= 0n && number <= lastOf[family])
}

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text)
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

function numberOf(table: AddressTable, text: string): number {
  const address = parseAddress(text)
  if (!address.ok) throw new Error(address.problem.en)
  return found(table, address.value)
}

/** What a table finds, having seen that it finds the same for the bytes of an address, wherever they lie. */
function found(table: AddressTable, address: Address): number {
  const peer = peerOf(address)
  const bytes = new DataView(new ArrayBuffer(19))
  const words = address.family === 4 ? [peer.w3] : [peer.w0, peer.w1, peer.w2, peer.w3]
  for (const [index, word] of words.entries()) bytes.setInt32(3 + 4 * index, word)
  const number = table.find(peer)
  expect(table.findIn(bytes, 3, address.family)).toBe(number)
  return number
}

describe('an address table', () => {
  it.each([4, 6] as const)('answers as a walk through all ranges would, for IPv%s', (family) => {
    fc.assert(
      fc.property(rangesOf(family), (ranges) => {
        const table = buildTable(ranges)
        for (const number of interesting(ranges, family)) {
          expect(found(table, { family, number })).toBe(naive(ranges, family, number))
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([4, 6] as const)('of thousands of ranges answers the same, for IPv%s', (family) => {
    const top = family === 4 ? 0n : 0x2a00n << 112n
    const unit = 1n << (family === 4 ? 7n : 75n)
    const ranges = Array.from({ length: 4000 }, (_, index): AddressRange => {
      const first = top + (BigInt(Math.imul(index, 0x9e3779b1) >>> 7) * unit * 3n) / 4n
      return { family, first, last: first + (unit * BigInt((index % 5) + 1)) / BigInt((index % 3) + 1), value: index }
    })
    const table = readTable(tableBytes(buildTable(ranges)))
    for (const number of interesting(ranges.slice(0, 300), family)) {
      expect(found(table, { family, number })).toBe(naive(ranges, family, number))
    }
    expect(table.parts.roots[family === 4 ? 0 : 1]).toBeLessThan(0)
  })

  it('lets the most specific prefix win, in any order', () => {
    const prefixes = [
      '0.0.0.0/0',
      '203.0.112.0/23',
      '203.0.113.0/24',
      '203.0.113.7',
      '::/0',
      '2001:db8::/32',
      '2001:db8::1',
    ]
    const ranges = prefixes.map((text, index) => rangeOf(prefix(text), index + 1))
    for (const table of [buildTable(ranges), buildTable([...ranges].reverse())]) {
      const found = ['8.8.8.8', '203.0.112.1', '203.0.113.8', '203.0.113.7', '::2', '2001:db8:1::', '2001:db8::1']
      expect(found.map((text) => numberOf(table, text))).toEqual([1, 2, 3, 4, 5, 6, 7])
    }
  })

  it('agrees with the model on what lies in a prefix', () => {
    const list = ['10.0.0.0/8', '10.128.0.0/9', '192.0.2.128/25', '2001:db8::/29', 'fe80::/10'].map(prefix)
    const table = buildTable(list.map((one) => rangeOf(one, 1)))
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('10.1.1.1', '192.0.2.127', '2001:dbf:ffff::', 'fec0::'),
    )
    fc.assert(
      fc.property(address, (text) => {
        const parsed = parseAddress(text)
        const inside = parsed.ok && list.some((one) => contains(one, parsed.value))
        expect(numberOf(table, text)).toBe(inside ? 1 : 0)
      }),
    )
  })

  it('of nothing finds nothing and needs no memory', () => {
    const table = buildTable([])
    expect([numberOf(table, '203.0.113.7'), numberOf(table, '::1'), table.size]).toEqual([0, 0, 0])
  })

  it('of a few networks is small', () => {
    const few = ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32', '2001:db8:1::7'].map((text) =>
      rangeOf(prefix(text), 1),
    )
    expect(buildTable(few).size).toBeLessThan(1500)
  })

  it.each([
    { family: 4, first: 0n, last: 2n ** 32n, value: 1 },
    { family: 4, first: 1n, last: 0n, value: 1 },
    { family: 6, first: -1n, last: 0n, value: 1 },
    { family: 6, first: 0n, last: 0n, value: 0x10000 },
    { family: 6, first: 0n, last: 0n, value: 0.5 },
  ] as const)('refuses the range %o', (range) => {
    expect(() => buildTable([range])).toThrow(RangeError)
  })
})

describe('the bytes of a table', () => {
  const table = buildTable(
    ['10.0.0.0/8', '10.1.2.0/24', '203.0.113.7', '2001:db8::/32', '2001:db8:1::/48'].map((text, index) =>
      rangeOf(prefix(text), index + 1),
    ),
  )
  const bytes = tableBytes(table)

  it('are the table again, wherever they lie in memory', () => {
    fc.assert(
      fc.property(fc.oneof(rangesOf(4), rangesOf(6)), (ranges) => {
        const written = tableBytes(buildTable(ranges))
        const shifted = new Uint8Array(written.length + 1)
        shifted.set(written, 1)
        const again = readTable(shifted.subarray(1))
        for (const { family, first, last } of ranges) {
          for (const number of [first, last]) {
            expect(found(again, { family, number })).toBe(naive(ranges, family, number))
          }
        }
      }),
    )
  })

  it('are refused when cut or longer', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => readTable(bytes.subarray(0, length))).toThrow(RangeError)
    }
    expect(() => readTable(new Uint8Array([...bytes, 0]))).toThrow(RangeError)
  })

  it('are refused when any single bit is wrong', () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = bytes.slice()
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => readTable(damaged)).toThrow(RangeError)
    }
  })

  it('never make a look-up run for ever, even with a sum that fits', () => {
    const pointers = [0, 1, 2].flatMap((at) =>
      [half, runs, 1, 16, listOf(32), listOf(4)].map((shape) => pointerTo(at, shape)),
    )
    const words = fc.array(fc.oneof(fc.integer(), fc.constantFrom(-1, 0, 1, ...pointers)), { maxLength: 24 })
    fc.assert(
      fc.property(
        words,
        words,
        fc.tuple(fc.constantFrom(...pointers), fc.constantFrom(...pointers)),
        (nodes, entries, roots) => {
          const forged = tableBytes({ parts: { roots, words: Int32Array.from([...nodes, ...entries]) } })
          try {
            const table = readTable(forged)
            for (const text of ['203.0.113.7', '2001:db8::7']) expect(numberOf(table, text)).toBeGreaterThanOrEqual(0)
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
