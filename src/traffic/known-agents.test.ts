import { describe, expect, it } from 'vitest'
import type { KnownAgents } from './known-agents.ts'
import { peer, peerNumber, smallMemory, smallSizes } from './memory-fixture.ts'
import type { Peer } from './peer.ts'

const minute = 60_000
const day = 1440 * minute
const agent = peer('2001:db8::1')

/** Checks in every five minutes and answers when it did last. */
function checkIn(agents: KnownAgents, source: Peer, { times, begin = 0 }: { times: number; begin?: number }): number {
  for (let time = 0; time < times; time++) agents.succeed(source, begin + time * 5 * minute)
  return begin + (times - 1) * 5 * minute
}

describe('an address', () => {
  it('is known after twenty check-ins', () => {
    const { agents } = smallMemory()
    expect(agents.isKnown(agent, checkIn(agents, agent, { times: 19 }))).toBe(false)
    agents.succeed(agent, 100 * minute)
    expect(agents.isKnown(peer('2001:db8::ffff'), 100 * minute)).toBe(true)
    expect(agents.isKnown(peer('2001:db8:0:1::1'), 100 * minute)).toBe(false)
  })

  it('is not known for a thousand check-ins within an hour', () => {
    const { agents } = smallMemory()
    for (let time = 0; time < 1000; time++) agents.succeed(agent, time * 3598)
    expect(agents.isKnown(agent, 60 * minute)).toBe(false)
    agents.succeed(agent, 60 * minute)
    expect(agents.isKnown(agent, 60 * minute)).toBe(true)
  })

  it('is forgotten after 30 days without one, and starts anew', () => {
    const { agents } = smallMemory()
    const last = checkIn(agents, agent, { times: 30 })
    expect(agents.isKnown(agent, last + 30 * day)).toBe(true)
    expect(agents.isKnown(agent, last + 31 * day)).toBe(false)
    agents.succeed(agent, last + 31 * day)
    expect(agents.isKnown(agent, last + 31 * day)).toBe(false)
    expect(agents.isKnown(agent, checkIn(agents, agent, { times: 30, begin: last + 31 * day }))).toBe(true)
  })

  it('stays known when the clock goes back', () => {
    const { agents } = smallMemory()
    checkIn(agents, agent, { times: 30, begin: 1e9 })
    agents.succeed(agent, 0)
    for (const now of [0, Number.NaN, -1]) expect(agents.isKnown(agent, now)).toBe(true)
  })
})

describe('a full table', () => {
  const small = { ...smallSizes, agents: 16 }

  it('keeps known agents when thousands of others check in once', () => {
    const { agents } = smallMemory(small)
    const last = checkIn(agents, agent, { times: 30 })
    for (let other = 0; other < 5000; other++) agents.succeed(peerNumber(other), last)
    expect(agents.isKnown(agent, last)).toBe(true)
  })

  it('has no room for a newcomer where all are known, until one is forgotten', () => {
    const { agents } = smallMemory(small)
    for (let other = 0; other < 16; other++) checkIn(agents, peerNumber(other), { times: 30 })
    expect(agents.isKnown(agent, checkIn(agents, agent, { times: 30 }))).toBe(false)
    expect(agents.isKnown(agent, checkIn(agents, agent, { times: 30, begin: 40 * day }))).toBe(true)
  })
})
