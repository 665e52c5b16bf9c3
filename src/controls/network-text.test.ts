import { describe, expect, it } from 'vitest'
import { formatPrefix } from '../model/address.ts'
import { isLinkLocal, isLoopback, networkOf } from './network-text.ts'

describe('a network as Windows writes it', () => {
  it.each([
    ['10.20.0.0/24', undefined, '10.20.0.0/24'],
    ['10.20.0.7/255.255.255.0', undefined, '10.20.0.0/24'],
    ['203.0.113.0', '255.255.255.0', '203.0.113.0/24'],
    ['203.0.113.7', null, '203.0.113.7'],
    ['203.0.113.7', '', '203.0.113.7'],
    ['203.0.113.7', '32', '203.0.113.7'],
    ['10.20.0.7/8', '24', '10.20.0.0/24'],
    ['2001:db8::5', '128', '2001:db8::5'],
    ['0.0.0.0', '0.0.0.0', '0.0.0.0/0'],
    ['2001:db8::5/64', undefined, '2001:db8::/64'],
  ])('%s with the mask %s is %s', (address, mask, network) => {
    const read = networkOf(address, mask)
    expect(read && formatPrefix(read)).toBe(network)
  })

  it.each([
    ['LocalSubnet', undefined],
    ['10.0.0.1-10.0.0.9', undefined],
    ['10.0.0.0', '255.0.255.0'],
    ['10.0.0.0/33', undefined],
    ['2001:db8::/129', undefined],
    ['2001:db8::', '255.255.255.0'],
    ['10.0.0.0', 'ffff::'],
    ['10.0.0.0', '1000'],
    ['', undefined],
  ])('%j with the mask %s is none', (address, mask) => {
    expect(networkOf(address, mask)).toBeUndefined()
  })

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.20.0.10', false],
  ])('%s is of this machine alone: %s', (address, alone) => {
    expect(isLoopback(address)).toBe(alone)
  })

  it.each([
    ['169.254.3.4/16', true],
    ['fe80::1%12', true],
    ['fe80::1/64', true],
    ['fe80::1%Ethernet 12', true],
    ['febf::1', true],
    ['fec0::1', false],
    ['169.255.0.1', false],
    ['%12', false],
    ['10.0.0.1/8', false],
  ])('%s is one that every machine gives itself: %s', (address, own) => {
    expect(isLinkLocal(address)).toBe(own)
  })
})
