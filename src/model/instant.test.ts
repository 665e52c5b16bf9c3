import { describe, expect, it } from 'vitest'
import { parseInstant } from './instant.ts'

describe('a point in time', () => {
  it.each([
    ['2026-11-25T12:30:00+01:00', '2026-11-25T11:30:00.000Z'],
    ['2026-11-25T12:30+01:00', '2026-11-25T11:30:00.000Z'],
    ['2026-11-25T00:15:00-09:30', '2026-11-25T09:45:00.000Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ])('is read from %s', (text, same) => {
    const instant = parseInstant(text)
    expect(instant).toMatchObject({ ok: true, value: { text } })
    expect(instant.ok && new Date(instant.value.milliseconds).toISOString()).toBe(same)
  })

  it.each([
    '2026-11-25',
    '2026-11-25T12:30:00',
    '2026-11-25 12:30:00+01:00',
    '2026-11-25T12:30:00+0100',
    '2026-11-25T24:00:00Z',
    '2026-11-25T12:60:00Z',
    '2026-02-30T12:00:00Z',
    '2026-11-25T12:30:00.5Z',
    'tomorrow',
  ])('is not read from %s', (text) => {
    expect(parseInstant(text)).toMatchObject({ ok: false, problem: { de: expect.stringContaining('Zeitzone') } })
  })
})
