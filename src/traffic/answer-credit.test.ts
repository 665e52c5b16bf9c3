import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { creditQuestion, noCredit, spendAnswer } from './answer-credit.ts'
import { fullBucket, takeToken } from './token-bucket.ts'

const limits = { window: 10_000, answers: 2, factor: 3, leastBytes: 128 }

describe('an answer over UDP', () => {
  it('is none before anything was asked, and none after the window', () => {
    const credit = noCredit()
    expect(spendAnswer(credit, 1, { window: limits.window, now: 0 })).toBe('unasked')
    creditQuestion(credit, 4, { ...limits, now: 0 })
    expect(spendAnswer(credit, 1, { window: limits.window, now: 10_000 })).toBe('answer')
    expect(spendAnswer(credit, 1, { window: limits.window, now: 10_001 })).toBe('unasked')
  })

  it('may be longer than a short question, and three times as long as a long one', () => {
    for (const [question, most] of [
      [0, 128],
      [4, 128],
      [100, 300],
    ] as const) {
      const credit = noCredit()
      creditQuestion(credit, question, { ...limits, now: 0 })
      expect(spendAnswer(credit, most + 1, { window: limits.window, now: 1 })).toBe('too-much')
      expect(spendAnswer(credit, most, { window: limits.window, now: 1 })).toBe('answer')
      expect(spendAnswer(credit, 1, { window: limits.window, now: 1 })).toBe('too-much')
    }
  })

  it('never amplifies, whatever is asked and answered when', () => {
    const step = fc.record({ asks: fc.boolean(), length: fc.nat(600), pause: fc.nat(12_000) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const credit = noCredit()
        let now = 0
        const asked = { count: 0, bytes: 0 }
        const answered = { count: 0, bytes: 0 }
        for (const { asks, length, pause } of steps) {
          now += pause
          if (asks) {
            creditQuestion(credit, length, { ...limits, now })
            asked.count += 1
            asked.bytes += Math.max(128, 3 * length)
          } else if (spendAnswer(credit, length, { window: limits.window, now }) === 'answer') {
            answered.count += 1
            answered.bytes += length
          }
          expect(answered.count).toBeLessThanOrEqual(2 * asked.count)
          expect(answered.bytes).toBeLessThanOrEqual(asked.bytes)
        }
      }),
      { seed: 75 },
    )
  })
})

test('a rate lets through its burst, and then so many in a second', () => {
  const pauses = fc.array(fc.nat(400), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(pauses, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), (steps, perSecond, burst) => {
      const bucket = fullBucket({ perSecond, burst }, 0)
      let now = 0
      let taken = 0
      for (const pause of steps) {
        now += pause
        if (takeToken(bucket, { perSecond, burst }, now)) taken += 1
      }
      expect(taken).toBeLessThanOrEqual(burst + (now * perSecond) / 1_000)
      if (steps.length <= burst) expect(taken).toBe(steps.length)
    }),
    { seed: 76 },
  )
})
