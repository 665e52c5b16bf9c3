import { describe, expect, it } from 'vitest'
import { dayInBerlin, daysFrom, daysLater, endOfDayInBerlin } from './berlin.ts'

describe('dayInBerlin', () => {
  it.each([
    ['2026-12-31T22:59:59Z', '2026-12-31'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2026-10-25T00:30:00Z', '2026-10-25'],
  ])('takes %s for %s', (moment, day) => {
    expect(dayInBerlin(Date.parse(moment))).toBe(day)
  })
})

describe('endOfDayInBerlin', () => {
  // Summer time begins on 2026-03-29 and ends on 2026-10-25.
  it.each([
    ['2027-01-31', '+01:00'],
    ['2026-03-28', '+01:00'],
    ['2026-03-29', '+02:00'],
    ['2026-07-01', '+02:00'],
    ['2026-10-24', '+02:00'],
    ['2026-10-25', '+01:00'],
  ])('ends %s at 23:59:59%s', (day, zone) => {
    const end = endOfDayInBerlin(day)
    expect(end).toBe(`${day}T23:59:59${zone}`)
    expect(dayInBerlin(Date.parse(end))).toBe(day)
    expect(dayInBerlin(Date.parse(end) + 1_000)).not.toBe(day)
  })
})

it('counts days over changes of the clock and of the year', () => {
  expect(daysFrom('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysFrom('2026-12-31', '2027-01-01')).toBe(1)
  expect(daysFrom('2026-11-25', '2026-11-20')).toBe(-5)
  expect(daysLater('2026-11-25', 90)).toBe('2027-02-23')
})
