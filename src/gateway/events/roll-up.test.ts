import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress, formatPrefix } from '../../model/address.ts'
import { newPeer, type Peer } from '../../traffic/peer.ts'
import { noon } from './event-fixture.ts'
import { formatNetwork, networkNumber, networkOfText } from './network.ts'
import { RollUp } from './roll-up.ts'

function v4(text: string): Peer {
  const w3 = text.split('.').reduce((number, part) => (number << 8) | Number(part), 0)
  return { ...newPeer(), w3 }
}

const anyWord = fc.integer()
const anyPeer = fc.record({ family: fc.constant(6 as const), w0: anyWord, w1: anyWord, w2: anyWord, w3: anyWord })

describe('allowed traffic', () => {
  it('is counted by network and place for a minute, and then anew', () => {
    const rollUp = new RollUp(noon)
    const area = 'automate.agents'
    rollUp.add({ peer: v4('203.0.113.7'), area, status: 200, bytes: 100 })
    rollUp.add({ peer: v4('203.0.113.99'), area, status: 304, bytes: 50 })
    rollUp.add({ peer: v4('203.0.114.1'), server: 'automate', bytes: 1 })
    const at = '2026-07-30T12:00:00.000Z'
    const schema = 'bollwerk.traffic/1'
    expect(rollUp.take(noon + 60_000)).toEqual([
      {
        schema,
        at,
        network: '203.0.113.0/24',
        server: 'automate',
        area,
        count: 2,
        bytes: 150,
        statuses: { '2xx': 1, '3xx': 1 },
      },
      { schema, at, network: '203.0.114.0/24', server: 'automate', count: 1, bytes: 1, statuses: { none: 1 } },
    ])
    expect(rollUp.take(noon + 120_000)).toEqual([])
  })

  it('takes bounded memory: networks beyond the limit are counted together', () => {
    const rollUp = new RollUp(noon, 100)
    for (let index = 0; index < 5000; index += 1) {
      const peer: Peer = { family: 6, w0: 0x2001_0db8, w1: index << 16, w2: 0, w3: 1 }
      rollUp.add({ peer, area: 'screenconnect.guests', status: 200, bytes: 10 })
    }
    const records = rollUp.take(noon + 60_000)
    expect(records).toHaveLength(101)
    expect(records.at(-1)).toMatchObject({ network: 'other', area: 'screenconnect.guests', count: 4900, bytes: 49_000 })
    expect(records.reduce((sum, { count }) => sum + count, 0)).toBe(5000)
  })

  it('never tells more of an address than its first 24 or 48 bits', () => {
    fc.assert(
      fc.property(anyPeer, (peer) => {
        const network = formatNetwork(6, networkNumber(peer))
        const number = (BigInt(peer.w0 >>> 0) << 96n) | (BigInt(peer.w1 >>> 16) << 80n)
        expect(network).toBe(formatPrefix({ family: 6, number, length: 48 }))
        const whole = (BigInt(peer.w0 >>> 0) << 96n) | (BigInt(peer.w1 >>> 0) << 64n) | BigInt(peer.w3 >>> 0)
        expect(networkOfText(formatAddress({ family: 6, number: whole }))).toBe(network)
      }),
    )
    expect(networkOfText('203.0.113.7')).toBe('203.0.113.0/24')
    expect(networkOfText('nonsense')).toBe('unknown')
  })
})
