import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, formatAddress, parseAddress } from '../model/address.ts'
import { addressOf, newPeer, type Peer, peerOf, readPeer } from './peer.ts'

const v4 = fc.bigInt(0n, 0xffff_ffffn).map((number): Address => ({ family: 4, number }))
const notMapped = (number: bigint) => number >> 32n !== 0xffffn
const v6 = fc
  .bigInt(0n, (1n << 128n) - 1n)
  .filter(notMapped)
  .map((number): Address => ({ family: 6, number }))
const pieces = ['0', '1', '25', '255', '256', '01', 'f', 'FFFF', 'abcde', ':', '::', '.', '%', 'g', ' ', '/', '1.2.3.4']
const nearlyAddress = fc.array(fc.constantFrom(...pieces), { maxLength: 17 }).map((parts) => parts.join(''))

function read(text: string): Peer | undefined {
  const peer = newPeer()
  return readPeer(text, peer) ? peer : undefined
}

describe('an address as words', () => {
  it('is the address and back', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        expect(addressOf(peerOf(address))).toEqual(address)
      }),
    )
  })
})

describe('reading an address into a peer', () => {
  it('reads what the model writes', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        expect(read(formatAddress(address))).toEqual(peerOf(address))
      }),
    )
  })

  it('accepts and refuses exactly what the model does', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyAddress, fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text)
        expect(read(text)).toEqual(address.ok ? peerOf(address.value) : undefined)
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['::ffff:203.0.113.7', '::FFFF:cb00:7107', '0:0:0:0:0:ffff:203.0.113.7'])('takes %s as IPv4', (text) => {
    expect(read(text)).toEqual({ family: 4, w0: 0, w1: 0, w2: 0, w3: 0xcb007107 | 0 })
  })

  it.each([
    '',
    ':',
    ':::',
    '1:',
    ':1',
    'fe80::1%eth0',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.256',
    '1.2.3.4:80',
    '[::1]',
    '1::2::3',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::12345',
    '1.2.3.4::',
    'x'.repeat(1e6),
  ])('refuses %j and leaves the peer as it was', (text) => {
    const peer = peerOf({ family: 6, number: 42n })
    expect(readPeer(text, peer)).toBe(false)
    expect(peer).toEqual(peerOf({ family: 6, number: 42n }))
  })
})
