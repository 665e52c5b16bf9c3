import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peer, peerNumber, smallMemory, smallSizes } from './memory-fixture.ts'
import type { RateLimits } from './rate-limits.ts'

const source = peer('198.51.100.4')

function limited(perMinute: number, burst: number, slots: number = smallSizes.limits): RateLimits {
  const { limits } = smallMemory({ ...smallSizes, limits: slots })
  limits.adopt([{ perMinute, burst }])
  return limits
}

function taken(limits: RateLimits, times: number, now: number): number {
  return Array.from({ length: times }, () => limits.take({ peer: source, bucket: 0, now })).filter(Boolean).length
}

describe('a rate', () => {
  it.each([
    [60, 10],
    [7, 3],
    [6000, 100],
    [7001, 2],
  ])('of %d in a minute gives %d at once, and then the rate', (perMinute, burst) => {
    const limits = limited(perMinute, burst)
    expect(taken(limits, burst + 5, 0)).toBe(burst)
    let count = 0
    for (let now = 0; now <= 10 * 60_000; now += 7) count += taken(limits, 1, now)
    expect(count).toBeGreaterThan(perMinute * 10 * 0.99 - 1)
    expect(count).toBeLessThanOrEqual(perMinute * 10 * 1.01 + 1)
  })

  it('is not limited without an entry, and costs as much as is said', () => {
    const limits = limited(60, 10)
    expect(limits.take({ peer: source, bucket: 1, now: 0, cost: 1e9 })).toBe(true)
    expect(limits.take({ peer: source, bucket: 0, now: 0, cost: 11 })).toBe(false)
    expect(limits.take({ peer: source, bucket: 0, now: 0, cost: 8 })).toBe(true)
    expect(taken(limits, 5, 0)).toBe(2)
  })

  it('is for each bucket and each source, a /64 being one', () => {
    const { limits } = smallMemory()
    limits.adopt([
      { perMinute: 60, burst: 1 },
      { perMinute: 60, burst: 1 },
    ])
    const takes = (text: string, bucket: number) => limits.take({ peer: peer(text), bucket, now: 0 })
    expect(takes('2001:db8::1', 0)).toBe(true)
    expect(takes('2001:db8::2', 0)).toBe(false)
    expect(takes('2001:db8::2', 1)).toBe(true)
    expect(takes('2001:db8:0:1::2', 0)).toBe(true)
  })

  it.each([
    [0, 5],
    [-1, 5],
    [Number.NaN, 5],
    [60, 0],
  ])('of %d in a minute, %d at once, is refused', (perMinute, burst) => {
    expect(() => limited(perMinute, burst)).toThrow(RangeError)
  })

  it('survives clocks that jump', () => {
    const limits = limited(60, 10)
    for (const odd of [1e12, 0, Number.NaN, Number.POSITIVE_INFINITY, -5, 2 ** 53, 3]) {
      taken(limits, 20, odd)
      expect(taken(limits, 20, odd + 60_000)).toBeLessThanOrEqual(10)
    }
    expect(taken(limits, 20, 1e6)).toBe(10)
  })
})

describe('a full table', () => {
  it('keeps who owes much, and lets newcomers in that displace who owes little', () => {
    const limits = limited(60, 10, 64)
    expect(taken(limits, 20, 0)).toBe(10)
    for (let other = 0; other < 5000; other++) {
      expect(limits.take({ peer: peerNumber(other), bucket: 0, now: 0 })).toBe(true)
    }
    expect(taken(limits, 20, 0)).toBe(0)
  })

  it('refuses a newcomer only where everybody owes more, and never a known agent', () => {
    const limits = limited(60, 10, 16)
    for (let other = 0; other < 16; other++) limits.take({ peer: peerNumber(other), bucket: 0, now: 0, cost: 5 })
    expect(taken(limits, 1, 0)).toBe(0)
    expect(limits.take({ peer: source, bucket: 0, now: 0, known: true })).toBe(true)
  })
})

it('agrees with a plain bucket for each source, whatever is taken when', () => {
  const take = fc.record({ source: fc.nat(5), cost: fc.integer({ min: 1, max: 4 }), pause: fc.nat(3000) })
  fc.assert(
    fc.property(fc.array(take, { maxLength: 200 }), fc.constantFrom(0, 1.7e12), (takes, begin) => {
      // 60 in a minute: a step of 1000 ms has no rounding.
      const limits = limited(60, 8)
      const buckets = new Map<number, { left: number; at: number }>()
      let now = begin
      for (const { source: number, cost, pause } of takes) {
        now += pause
        const bucket = buckets.get(number) ?? { left: 8000, at: now }
        const left = Math.min(8000, bucket.left + now - bucket.at)
        const allowed = left >= cost * 1000
        buckets.set(number, { left: allowed ? left - cost * 1000 : left, at: now })
        expect(limits.take({ peer: peerNumber(number), bucket: 0, now, cost })).toBe(allowed)
      }
    }),
  )
})
