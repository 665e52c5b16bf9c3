import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, contains, formatAddress, formatPrefix, isPrivate, parseAddress, parsePrefix } from './address.ts'

const anyV4 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((number): Address => ({ family: 4, number }))
const anyV6 = fc
  .bigInt({ min: 0n, max: 2n ** 128n - 1n })
  .filter((number) => number >> 32n !== 0xffffn)
  .map((number): Address => ({ family: 6, number }))
const anyAddress = fc.oneof(anyV4, anyV6)

function canonical(text: string): string | undefined {
  const parsed = parseAddress(text)
  return parsed.ok ? formatAddress(parsed.value) : undefined
}

function canonicalPrefix(text: string): string | undefined {
  const parsed = parsePrefix(text)
  return parsed.ok ? formatPrefix(parsed.value) : undefined
}

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['fe80::', 'fe80::'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('reads %s and writes it as %s', (text, written) => expect(canonical(text)).toBe(written))

  it.each([
    '',
    ' 203.0.113.7',
    '203.0.113.7\n',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '010.0.0.1',
    '0x7f.0.0.1',
    '2130706433',
    '127.1',
    '1.2.3.4.5',
    '203.0.113.7:443',
    '٢.0.0.1',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '::g',
    '1.2.3.4::',
    '::1.2.3.4:5',
    'fe80::1%eth0',
    '[::1]',
    '::ffff:010.0.0.1',
  ])('refuses %j', (text) => expect(canonical(text)).toBeUndefined())

  it('survives being written and read again', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseAddress(formatAddress(address))).toEqual({ ok: true, value: address })
      }),
    )
  })

  it('is the IPv4 address when it is one inside IPv6', () => {
    fc.assert(
      fc.property(anyV4, (four) => {
        expect(canonical(`::ffff:${formatAddress(four)}`)).toBe(formatAddress(four))
      }),
    )
  })

  it('refuses or canonicalises any text, and the canonical form is stable', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:.]{0,45}$/))
    fc.assert(
      fc.property(text, (written) => {
        const once = canonical(written)
        if (once !== undefined) expect(canonical(once)).toBe(once)
      }),
    )
  })

  it('never repeats control characters in what it says', () => {
    const parsed = parseAddress('\u001b[2J203.0.113.7\r\n')
    expect(parsed.ok ? '' : parsed.problem.en).toMatch(/^"<U\+001B>\[2J203\.0\.113\.7<U\+000D><U\+000A>" is neither/)
  })
})

describe('a prefix', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['::1/128', '::1'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
  ])('reads %s as %s', (text, written) => expect(canonicalPrefix(text)).toBe(written))

  it.each([
    '203.0.113.0/',
    '203.0.113.0/33',
    '203.0.113.0/024',
    '203.0.113.0/-1',
    '203.0.113.0/24/24',
    '203.0.113.0/255.255.255.0',
    '203.0.113.0 /24',
    '2001:db8::/129',
    '/24',
    '::ffff:10.0.0.0/8',
    '::ffff:10.0.0.0/95',
    '::ffff:10.0.0.0/129',
  ])('refuses %j', (text) => expect(canonicalPrefix(text)).toBeUndefined())

  it('names the network when an address inside it is written', () => {
    const parsed = parsePrefix('203.0.113.7/24')
    expect(parsed.ok ? '' : parsed.problem.de).toContain('Meinten Sie 203.0.113.0/24?')
  })

  it('contains exactly the addresses that share its first bits', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat(128), fc.nat(128), (address, wish, bit) => {
        const width = address.family === 4 ? 32 : 128
        const length = Math.min(wish, width)
        const hostBits = BigInt(width - length)
        const prefix = { family: address.family, number: (address.number >> hostBits) << hostBits, length }
        const flipped = { family: address.family, number: address.number ^ (1n << BigInt(width - 1 - (bit % width))) }
        expect(contains(prefix, address)).toBe(true)
        expect(contains(prefix, flipped)).toBe(bit % width >= length)
        expect(parsePrefix(formatPrefix(prefix))).toEqual({ ok: true, value: prefix })
      }),
    )
  })

  it('never contains an address of the other family', () => {
    const everyV6 = { family: 6, number: 0n, length: 0 } as const
    expect(contains(everyV6, { family: 4, number: 0n })).toBe(false)
  })
})

it.each([
  ['10.255.255.255', true],
  ['172.16.0.0', true],
  ['172.32.0.0', false],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['169.254.1.1', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['::ffff:10.0.0.1', true],
  ['203.0.113.7', false],
  ['2001:db8::1', false],
])('says of %s that it is private: %s', (text, answer) => {
  const parsed = parseAddress(text)
  expect(parsed.ok && isPrivate(parsed.value)).toBe(answer)
})
