import { expect, it } from 'vitest'
import { shownDay, shownTime } from './moment.ts'

it.each([
  ['2026-11-23T09:41:12.000Z', '23.11.2026, 09:41 UTC', '23 Nov 2026, 09:41 UTC'],
  ['2026-02-03T00:00:00Z', '03.02.2026, 00:00 UTC', '3 Feb 2026, 00:00 UTC'],
  ['2026-11-23T09:41:12+01:00', '2026-11-23T09:41:12+01:00', '2026-11-23T09:41:12+01:00'],
  ['yesterday', 'yesterday', 'yesterday'],
])('writes the time %s as people do, and leaves what it cannot read', (iso, german, english) => {
  expect(shownTime(iso, 'de')).toBe(german)
  expect(shownTime(iso, 'en')).toBe(english)
})

it.each([
  ['2026-11-23', '23.11.2026', '23 Nov 2026'],
  ['2026-13-01', '2026-13-01', '2026-13-01'],
  ['', '', ''],
])('writes the day %s as people do, and leaves what it cannot read', (iso, german, english) => {
  expect(shownDay(iso, 'de')).toBe(german)
  expect(shownDay(iso, 'en')).toBe(english)
})
