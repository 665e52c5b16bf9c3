import { expect, it } from 'vitest'
import { parseCountry } from './country.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const pairs = letters.flatMap((first) => letters.map((second) => first + second))

it('knows the 249 officially assigned codes', () => {
  expect(pairs.filter((pair) => parseCountry(pair).ok)).toHaveLength(249)
})

it('knows no code that the Unicode region names do not know', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(pairs.filter((pair) => parseCountry(pair).ok && names.of(pair) === undefined)).toEqual([])
})

it.each(['', 'D', 'DEU', 'EU', 'UK', 'XX', 'de', 'De', ' DE', 'DE\n', '__proto__', '276'])('refuses %j', (text) =>
  expect(parseCountry(text).ok).toBe(false),
)

it('offers the capitals for small letters', () => {
  expect(parseCountry('at')).toMatchObject({ ok: false, problem: { de: expect.stringContaining('Meinten Sie AT?') } })
})
