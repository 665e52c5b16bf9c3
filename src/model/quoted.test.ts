import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isVisible, quoted } from './quoted.ts'

it.each([
  ['Muster', '"Muster"'],
  ['Grüße, 日本 😀', '"Grüße, 日本 😀"'],
  ['\u001b[2J', '"<U+001B>[2J"'],
  ['a\u202Eb', '"a<U+202E>b"'],
  ['a\nb', '"a<U+000A>b"'],
  ['\ud800', '"<U+D800>"'],
  ['x'.repeat(60), `"${'x'.repeat(60)}"`],
  ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
  ['😀'.repeat(61), `"${'😀'.repeat(60)}…"`],
])('cites %j as %s', (text, cited) => expect(quoted(text)).toBe(cited))

it('cites any text visibly and briefly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(isVisible(quoted(text))).toBe(true)
      expect(quoted(text).length).toBeLessThan(10 * 60)
    }),
  )
})
