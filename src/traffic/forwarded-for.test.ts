import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parsePrefix } from '../model/address.ts'
import { clientAddress } from './forwarded-for.ts'
import { sourceAddress } from './source-address.ts'
import { trustProxies } from './trusted-proxies.ts'

const networks = ['10.0.0.0/8', '2001:db8:a::/48'].flatMap((text) => {
  const prefix = parsePrefix(text)
  return prefix.ok ? [prefix.value] : []
})
const trusts = trustProxies(networks)
const peer = '10.0.0.1'

describe('the client behind a trusted proxy', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['10.9.9.9, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['203.0.113.7,10.0.0.3,\t2001:db8:a::1', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, ::ffff:10.0.0.2', '203.0.113.7'],
    ['2001:DB8::0:1', '2001:db8::1'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['unknown, 203.0.113.7', '203.0.113.7'],
  ])('is, by %j, %s', (header, client) => expect(clientAddress(peer, header, trusts)).toBe(client))

  it.each([
    '',
    ' ',
    ',',
    'unknown',
    '203.0.113.7,',
    '203.0.113.7, , 10.0.0.2',
    '203.0.113.7, unknown, 10.0.0.2',
    '203.0.113.07',
    '203.0.113.7 10.0.0.2',
    '"203.0.113.7"',
    'for=203.0.113.7',
    'fe80::1%eth0',
    '[203.0.113.7]:1',
    '2001:db8::1:::',
    `203.0.113.7${' '.repeat(100)}`,
    `203.0.113.7${', 10.0.0.2'.repeat(40)}`,
  ])('cannot be told by %j: then it is the peer', (header) => expect(clientAddress(peer, header, trusts)).toBe(peer))

  it('is the peer where there is no header', () => expect(clientAddress(peer, undefined, trusts)).toBe(peer))

  it('is never what somebody untrusted says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4()), (header) => {
        expect(clientAddress('203.0.113.9', header, trusts)).toBe('203.0.113.9')
        expect(clientAddress(peer, header, trustProxies([]))).toBe(peer)
      }),
      { seed: 7239 },
    )
  })

  it('does not depend on what the client wrote before the proxies came', () => {
    const stranger = fc.ipV4().filter((address) => !address.startsWith('10.'))
    const proxies = fc.array(
      fc.nat(255).map((last) => `10.0.0.${last}`),
      { maxLength: 5 },
    )
    const forged = fc.oneof(
      fc.string(),
      fc.ipV4(),
      fc.array(fc.ipV4()).map((list) => list.join(', ')),
    )
    fc.assert(
      fc.property(forged, stranger, proxies, (lie, client, hops) => {
        expect(clientAddress(peer, [lie, client, ...hops].join(', '), trusts)).toBe(client)
      }),
      { seed: 7240 },
    )
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['', undefined],
  [':', undefined],
])('the address that a socket tells as %j is %s', (told, address) => expect(sourceAddress(told)).toBe(address))

test('what is no address is not trusted', () => {
  expect(['', 'localhost', '10.0.0'].map(trusts)).toEqual([false, false, false])
})
