import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDay, twelveMonthsAfter } from './day.ts'

const anyDay = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

it('reads every day of the calendar', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(parseDay(day)).toEqual({ ok: true, value: day })
    }),
  )
})

it.each([
  '',
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-1-1',
  '26-01-01',
  '2026-01-01T00:00',
  '2026-01-01\n',
])('refuses %j', (text) => expect(parseDay(text).ok).toBe(false))

it.each([
  ['2026-11-23', '2027-11-23'],
  ['2028-02-29', '2029-02-28'],
  ['2027-02-28', '2028-02-28'],
])('ends twelve months after %s on %s', (since, until) => expect(twelveMonthsAfter(since)).toBe(until))
