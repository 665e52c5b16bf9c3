import { expect, it } from 'vitest'
import { parseLine } from './line.ts'

it('reads a line without the blanks around it', () => {
  expect(parseLine('  Muster-MSP: "Süd" & Söhne ')).toEqual({ ok: true, value: 'Muster-MSP: "Süd" & Söhne' })
})

it.each([
  '',
  '   ',
  '\t\n',
  'a\nb',
  'a\u0000b',
  'a\u001b[31mb',
  'a\u202Eb',
  'a\u2028b',
  '\ud800',
  'a\u200Bb',
  'x'.repeat(201),
])('refuses %j', (text) => expect(parseLine(text).ok).toBe(false))
