import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPrefix, parsePrefix } from '../model/address.ts'
import { BanRules } from './ban-rules-fixture.ts'
import type { Bans } from './bans.ts'
import { peer, peerNumber, smallMemory, smallSizes } from './memory-fixture.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const culprit = peer('203.0.113.7')
const trap = { peer: culprit, scope: 0, weight: 10 }

function prefix(text: string) {
  const parsed = parsePrefix(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

function endOf(bans: Bans, text: string, now: number): number {
  return [...bans.entries(now)].find((entry) => formatPrefix(entry.prefix) === text)?.expiresAt ?? Number.NaN
}

describe('offences', () => {
  it('ban at ten points in a minute, and say so once', () => {
    const { bans } = smallMemory()
    const answers = Array.from({ length: 12 }, () => bans.strike({ peer: culprit, scope: 0, weight: 1, now: 0 }))
    expect(answers.indexOf(true)).toBe(9)
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(bans.isBanned(culprit, 0, 0)).toBe(true)
  })

  it('ban at once on a trap, even if the points have no room', () => {
    const { bans } = smallMemory({ ...smallSizes, strikes: 16 })
    for (let other = 0; other < 1000; other++) bans.strike({ peer: peerNumber(other), scope: 0, weight: 9, now: 0 })
    expect(bans.strike({ ...trap, now: 0 })).toBe(true)
  })

  it('melt away: one in six seconds never bans', () => {
    const { bans } = smallMemory()
    for (let now = 0; now < hour; now += 6000) bans.strike({ peer: culprit, scope: 0, weight: 1, now })
    expect(bans.isBanned(culprit, 0, hour)).toBe(false)
  })

  it('without weight count nothing', () => {
    const { bans } = smallMemory()
    for (const weight of [0, -20, Number.NaN]) expect(bans.strike({ ...trap, weight, now: 0 })).toBe(false)
  })

  it('in one area neither ban from another nor count there', () => {
    const { bans } = smallMemory()
    for (let scope = 0; scope <= 30; scope++) bans.strike({ peer: culprit, scope, weight: 9, now: 0 })
    expect(bans.strike({ peer: culprit, scope: 30, weight: 1, now: 0 })).toBe(true)
    expect([...bans.entries(0)].map(({ scopes }) => scopes)).toEqual([1 << 30])
    expect(bans.isBanned(culprit, 0, 0)).toBe(false)
  })
})

describe('a ban', () => {
  it('lasts 10 minutes, then 24 hours, then 30 days, each up to a tenth longer', () => {
    const { bans } = smallMemory()
    let now = 0
    for (const length of [10 * minute, day, 30 * day, 30 * day]) {
      expect(bans.strike({ ...trap, now })).toBe(true)
      const end = endOf(bans, '203.0.113.7', now)
      expect(end - now).toBeGreaterThanOrEqual(length)
      expect(end - now).toBeLessThanOrEqual(length * 1.1 + 1000)
      expect(bans.isBanned(culprit, 0, end - 1)).toBe(true)
      expect(bans.isBanned(culprit, 0, end)).toBe(false)
      now = end + day
    }
  })

  it('is a first one again when 30 days have passed', () => {
    const { bans } = smallMemory()
    bans.strike({ ...trap, now: 0 })
    const end = endOf(bans, '203.0.113.7', 0)
    bans.strike({ ...trap, now: end + 30 * day })
    expect([...bans.entries(end + 30 * day)][0]?.level).toBe(1)
  })

  it('does not end in the same second for everybody', () => {
    const { bans } = smallMemory()
    for (let other = 0; other < 200; other++) bans.strike({ peer: peerNumber(other), scope: 0, weight: 10, now: 0 })
    expect(new Set([...bans.entries(0)].map(({ expiresAt }) => expiresAt)).size).toBeGreaterThan(40)
  })

  it('takes in a further area until the later end, without rising a level', () => {
    const { bans } = smallMemory()
    bans.strike({ ...trap, now: 0 })
    expect(bans.strike({ ...trap, scope: 3, now: 5 * minute })).toBe(true)
    expect([...bans.entries(0)].map(({ scopes, level }) => [scopes, level])).toEqual([[9, 1]])
    expect(bans.isBanned(culprit, 0, 14 * minute)).toBe(true)
  })

  it('of a peer is for its whole /64, and for nobody beside it', () => {
    const { bans } = smallMemory()
    bans.strike({ ...trap, peer: peer('2001:db8:1:2::1'), now: 0 })
    expect(bans.isBanned(peer('2001:db8:1:2:ffff::9'), 0, 0)).toBe(true)
    expect(bans.isBanned(peer('2001:db8:1:3::1'), 0, 0)).toBe(false)
  })

  it('becomes one of the /56 with the third /64 of it', () => {
    const { bans } = smallMemory()
    const struck = ['2001:db8:1:200::1', '2001:db8:1:2ff::1', '2001:db8:1:300::1'].map(peer)
    for (const one of struck) bans.strike({ ...trap, peer: one, now: 0 })
    expect(bans.isBanned(peer('2001:db8:1:242::1'), 0, 0)).toBe(false)
    bans.strike({ ...trap, peer: peer('2001:db8:1:280::1'), now: 0 })
    expect(bans.isBanned(peer('2001:db8:1:242::1'), 0, 0)).toBe(true)
    expect(bans.isBanned(peer('2001:db8:1:342::1'), 0, 0)).toBe(false)
    expect(bans.isBanned(peer('2001:db8:1:242::1'), 1, 0)).toBe(false)
    expect(bans.lift(peer('2001:db8:1:242::1'))).toBe(true)
    expect(bans.isBanned(peer('2001:db8:1:242::1'), 0, 0)).toBe(false)
    expect(bans.isBanned(peer('2001:db8:1:280::1'), 0, 0)).toBe(true)
  })

  it.each(['203.0.113.0/24', '0.0.0.0/0', '2001:db8::/48', '2001:db8::1', '2001:db8::/57'])(
    'is not kept for %s',
    (text) => {
      const { bans } = smallMemory()
      expect(bans.ban({ source: prefix(text), scopes: 1, until: hour, now: 0 })).toBe(false)
      expect([...bans.remembered(0)]).toEqual([])
    },
  )

  it.each(['203.0.113.7', '255.255.255.255', '2001:db8:ffff:ff00::/56', '2001:db8:ffff:ffff::/64', '::/56'])(
    'is listed and lifted as %s',
    (text) => {
      const { bans } = smallMemory()
      expect(bans.ban({ source: prefix(text), scopes: 5, duration: hour, now: 500 })).toBe(true)
      expect([...bans.entries(500)]).toEqual([{ prefix: prefix(text), scopes: 5, expiresAt: 3601_000, level: 0 }])
      expect(bans.lift(prefix(text))).toBe(true)
      expect(bans.lift(prefix(text))).toBe(false)
    },
  )

  it('without an end escalates, and without scopes is none', () => {
    const { bans } = smallMemory()
    expect(bans.ban({ source: culprit, scopes: 6, now: 0 })).toBe(true)
    expect(bans.ban({ source: culprit, scopes: 2, now: 0 })).toBe(false)
    expect(bans.ban({ source: culprit, scopes: 0, now: 0 })).toBe(false)
  })

  it('can last for ever', () => {
    const { bans } = smallMemory()
    bans.ban({ source: culprit, scopes: 1, until: Number.POSITIVE_INFINITY, now: 0 })
    expect(bans.isBanned(culprit, 0, 1e15)).toBe(true)
    expect(endOf(bans, '203.0.113.7', 1e15)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is lifted with all that was remembered', () => {
    const { bans } = smallMemory()
    bans.strike({ ...trap, now: 0 })
    bans.strike({ ...trap, scope: 1, weight: 9, now: 0 })
    bans.lift(culprit)
    expect(bans.strike({ ...trap, scope: 1, weight: 9, now: 0 })).toBe(false)
    bans.strike({ ...trap, now: 0 })
    expect([...bans.entries(0)][0]?.level).toBe(1)
    bans.liftAll()
    expect([...bans.remembered(0)]).toEqual([])
    expect(bans.isBanned(culprit, 0, 0)).toBe(false)
    expect(bans.strike({ ...trap, now: 0 })).toBe(true)
    expect(bans.isBanned(culprit, 0, 0)).toBe(true)
  })

  it('survives a restart, and so does what is remembered of ended ones', () => {
    const before = smallMemory().bans
    before.strike({ ...trap, now: 0 })
    before.ban({ source: prefix('2001:db8::/56'), scopes: 3, until: 90 * day, now: 0 })
    const after = smallMemory().bans
    const entries = [...before.remembered(hour)]
    expect(after.restore(entries, hour)).toBe(2)
    expect([...after.remembered(hour)]).toEqual(entries)
    after.strike({ ...trap, now: hour })
    expect(endOf(after, '203.0.113.7', hour)).toBeGreaterThan(day)
  })
})

describe('a full table', () => {
  const sizes = { ...smallSizes, bans: 64, strikes: 64 }

  it('never loses a ban to points, however many addresses spray them', () => {
    const { bans } = smallMemory(sizes)
    bans.strike({ ...trap, now: 0 })
    for (let other = 0; other < 5000; other++) bans.strike({ peer: peerNumber(other), scope: 0, weight: 9, now: 0 })
    expect(bans.isBanned(culprit, 0, 0)).toBe(true)
  })

  it('does not lose many points to few', () => {
    const { bans } = smallMemory(sizes)
    bans.strike({ ...trap, weight: 8, now: 0 })
    for (let other = 0; other < 5000; other++) bans.strike({ peer: peerNumber(other), scope: 0, weight: 1, now: 0 })
    expect(bans.strike({ ...trap, weight: 2, now: 0 })).toBe(true)
  })

  it('gives up ended bans first, then those that end next, and always takes the newcomer', () => {
    const { bans } = smallMemory(sizes)
    for (let long = 0; long < 16; long++) bans.ban({ source: peerNumber(long), scopes: 1, until: day, now: 0 })
    for (let short = 100; short < 1100; short++) {
      bans.ban({ source: peerNumber(short), scopes: 1, until: minute, now: 0 })
      expect(bans.isBanned(peerNumber(short), 0, 0)).toBe(true)
    }
    const kept = Array.from({ length: 16 }, (_, long) => bans.isBanned(peerNumber(long), 0, 0))
    expect(kept).toEqual(new Array(16).fill(true))
    expect([...bans.entries(0)].length).toBeGreaterThan(60)
  })
})

describe('a clock that jumps', () => {
  it.each([Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -1e12, 0, 2 ** 53, 1e300])(
    'to %d harms nothing',
    (odd) => {
      const { bans } = smallMemory()
      bans.strike({ ...trap, weight: 5, now: 1e12 })
      bans.strike({ ...trap, scope: 1, now: odd })
      bans.strike({ ...trap, weight: 4, now: odd })
      expect(bans.strike({ ...trap, now: 1e12 })).toBe(true)
      expect(bans.isBanned(culprit, 0, 1e12)).toBe(true)
      expect(bans.lift(culprit)).toBe(true)
      expect(bans.strike({ ...trap, now: 1e12 })).toBe(true)
      expect(bans.isBanned(culprit, 0, 1e12 + hour)).toBe(false)
    },
  )

  it('back keeps bans, and forgets points that would lie further ahead than a minute', () => {
    const { bans } = smallMemory()
    bans.strike({ ...trap, weight: 9, now: day })
    bans.strike({ ...trap, scope: 1, now: day })
    expect(bans.strike({ ...trap, weight: 1, now: 0 })).toBe(false)
    expect(bans.isBanned(culprit, 1, 0)).toBe(true)
  })
})

it('agrees with a plain reading of the rules, whatever happens in whatever order', () => {
  const strike = fc.record({
    source: fc.nat(6),
    scope: fc.nat(2),
    weight: fc.integer({ min: 1, max: 11 }),
    // So that points melt away in part or wholly, bans end, and repetitions are forgotten.
    pause: fc.constantFrom(0, 0, 500, 6000, 45_000, 11 * minute, 2 * day, 70 * day),
  })
  fc.assert(
    fc.property(fc.array(strike, { maxLength: 120 }), fc.constantFrom(0, 1e6, 1.7e12), (strikes, begin) => {
      const { bans } = smallMemory()
      const rules = new BanRules()
      let now = begin
      for (const { source, scope, weight, pause } of strikes) {
        now += pause
        const peer = peerNumber(source)
        expect(bans.isBanned(peer, scope, now)).toBe(rules.isBanned(source, scope, now))
        const becomes = rules.bans({ source, scope, weight, now })
        expect(bans.strike({ peer, scope, weight, now })).toBe(becomes)
        if (!becomes) continue
        const sentence = rules.sentence(source, scope, now)
        const entry = [...bans.entries(now)].find((one) => one.prefix.number === BigInt(source))
        expect([entry?.scopes, entry?.level]).toEqual(sentence)
        rules.impose(source, sentence, entry?.expiresAt ?? 0)
      }
    }),
  )
})
