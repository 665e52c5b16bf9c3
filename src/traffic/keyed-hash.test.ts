import { expect, it } from 'vitest'
import { keyedHash } from './keyed-hash.ts'

const bytes = { first: 0x03020100, second: 0x07060504, third: 0x0b0a0908 }

it('is HalfSipHash-1-3, as the test vector of the Linux kernel for twelve bytes says', () => {
  expect(keyedHash(bytes, [0x03020100, 0x07060504]) >>> 0).toBe(0x6b28096c)
})

it('is another function for another seed', () => {
  expect(keyedHash(bytes, [1, 2])).not.toBe(keyedHash(bytes, [1, 3]))
})
