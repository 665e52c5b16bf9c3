import { describe, expect, it } from 'vitest'
import type { InterfacesFact } from '../evidence/windows/facts.ts'
import { addressesOf, networksOf } from './machine-networks.ts'

function cards(...addresses: readonly (readonly string[])[]): InterfacesFact {
  const card = { index: 1, name: 'Ethernet', gateways: [], profile: 'private' } as const
  return { interfaces: addresses.map((each) => ({ ...card, addresses: each })) }
}

describe('the network cards of a machine', () => {
  it('have addresses without networks and zones', () => {
    expect(addressesOf(cards(['10.20.0.10/24', 'fe80::1%12/64'], ['192.168.1.5']))).toEqual([
      '10.20.0.10',
      'fe80::1',
      '192.168.1.5',
    ])
  })

  it.each([
    ['each network once', [['10.20.0.10/24', '10.20.0.11/24'], ['192.168.1.5/24']], ['10.20.0.0/24', '192.168.1.0/24']],
    ['nothing that every machine has', [['127.0.0.1/8', '::1/128', '169.254.1.1/16', 'fe80::1%4/64']], []],
    ['IPv4 where there is any', [['2001:db8::5/64', '10.20.0.10/24']], ['10.20.0.0/24']],
    ['IPv6 where there is nothing else', [['2001:db8::5/64', 'fe80::1/64']], ['2001:db8::/64']],
    ['nothing that cannot be read', [['?', '10.20.0.10/24']], ['10.20.0.0/24']],
  ])('show %s', (_, addresses, networks) => {
    expect(networksOf(cards(...addresses))).toEqual(networks)
  })
})
