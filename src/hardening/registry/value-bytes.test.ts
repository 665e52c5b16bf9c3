import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegistryValue } from '../change.ts'
import { storedFrom, valueFrom } from './value-bytes.ts'

const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && !text.includes('\\0'))
const entry = word.filter((text) => text !== '' && !text.endsWith('\\') && !text.startsWith('0'))

const values: fc.Arbitrary<RegistryValue> = fc.oneof(
  fc.record({ type: fc.constantFrom('REG_SZ', 'REG_EXPAND_SZ'), data: word }),
  fc.record({ type: fc.constant('REG_MULTI_SZ' as const), data: fc.array(entry).map((list) => list.join('\\0')) }),
  fc.record({ type: fc.constant('REG_DWORD' as const), data: fc.nat().map((n) => `0x${n.toString(16)}`) }),
  fc.record({ type: fc.constant('REG_QWORD' as const), data: fc.bigInt(0n, 2n ** 64n - 1n).map(hexadecimal) }),
  fc.record({ type: fc.constant('REG_BINARY' as const), data: fc.uint8Array().map(pairs) }),
)

function hexadecimal(number: bigint): string {
  return `0x${number.toString(16)}`
}

function pairs(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase()
}

describe('a value as the registry keeps it', () => {
  it('comes back with type and data', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(valueFrom(storedFrom(value))).toEqual(value)
      }),
    )
  })

  it.each([
    ['REG_DWORD', '0x1', '01000000'],
    ['REG_DWORD', '0x80000001', '01000080'],
    ['REG_SZ', '', '0000'],
    ['REG_SZ', 'ü', 'fc000000'],
    ['REG_MULTI_SZ', '', '0000'],
    ['REG_MULTI_SZ', 'a\\0b', '6100000062000000' + '0000'],
  ] as const)('is %s %j in the bytes of Windows', (type, data, bytes) => {
    expect(storedFrom({ type, data }).bytes.toString('hex')).toBe(bytes)
  })

  it.each([
    ['REG_DWORD', '1'],
    ['REG_DWORD', '0x100000000'],
    ['REG_QWORD', ''],
    ['REG_BINARY', 'abc'],
    ['REG_SZ', 'a\0b'],
    ['REG_MULTI_SZ', 'a\\0\\0b'],
  ] as const)('is not made of %s %j', (type, data) => {
    expect(() => storedFrom({ type, data })).toThrow()
  })

  it.each([
    ['a number of three bytes', 4, '010000'],
    ['a text without its end', 1, '6100'],
    ['a text with more behind its end', 1, '61000000620000'],
    ['a list without its end', 7, '61000000'],
    ['a list that ends twice', 7, '00000000'],
    ['a type that no step names', 0, ''],
  ])('is not told from %s, which could not be put back', (_, type, bytes) => {
    expect(valueFrom({ type, bytes: Buffer.from(bytes, 'hex') })).toBeUndefined()
  })
})
