import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { writtenValue, type YamlValue } from './yaml-value.ts'

it.each<[YamlValue, string]>([
  ['Muster-MSP', 'Muster-MSP'],
  ['Müller & Söhne', '"Müller & Söhne"'],
  ['https://10.20.0.10', 'https://10.20.0.10'],
  ['tcp://[2001:db8::1]:8041', '"tcp://[2001:db8::1]:8041"'],
  [['203.0.113.0/24', '2001:db8::/32', 'fd00::'], '[203.0.113.0/24, 2001:db8::/32, "fd00::"]'],
  [{ prefix: '198.51.100.0/24', country: 'NO' }, '{ prefix: 198.51.100.0/24, country: "NO" }'],
  ['2026', '"2026"'],
  ['1e3', '"1e3"'],
  ['true', '"true"'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['x\nservers: {}', '"x\\nservers: {}"'],
  [8041, '8041'],
  [false, 'false'],
  [[], '[]'],
])('writes %j as %s', (value, text) => expect(writtenValue(value)).toBe(text))

const nasty = fc.string({ unit: fc.constantFrom(...'-:#,[]{}&*!|>\'"%@`? ab01.~=<\\/\n\r\tée+_') })
const words = fc.constantFrom(
  '---',
  '...',
  '%a',
  'null',
  '~',
  'yes',
  '0x1',
  '0o7',
  '.inf',
  '<<',
  '2026-11-23',
  '12:30',
  'a:',
  ':a',
)
const scalar = fc.oneof(nasty, words, fc.string(), fc.string({ unit: 'binary', maxLength: 5 }))
const value = fc.oneof(scalar, fc.array(scalar), fc.array(fc.record({ prefix: scalar, country: scalar })))

it('reads back on its one line, whatever stands around it', () => {
  fc.assert(
    fc.property(value, (written) => {
      const line = writtenValue(written)
      expect(line).not.toMatch(/[\r\n]/)
      expect(parse(`before: 1\nat:\n  key: ${line}\nafter: 2\n`)).toEqual({ before: 1, at: { key: written }, after: 2 })
    }),
    { numRuns: 2_000 },
  )
})
