import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostile } from './fixture-entries.ts'
import { hostileWords } from './hostile-words.ts'
import { clipped, inAscii, printable } from './printable.ts'

describe('printable', () => {
  it('shows escape sequences, line breaks and overrides as harmless signs', () => {
    expect(printable(hostile.escapes)).toBe('�[31mred�]0;title�2J� forged line')
    expect(printable(hostile.override)).toBe('support.�moc.live�')
  })

  it('leaves ordinary German text alone, in either spelling of its umlauts', () => {
    expect(printable('Größe: „über 5 €“')).toBe('Größe: „über 5 €“')
    expect(printable('u\u0308ber')).toBe('über')
  })

  it('keeps letters from being buried under combining marks', () => {
    expect(printable(`z${'\u0321'.repeat(500)}`)).toBe('z\u0321\u0321')
  })

  it('never answers anything that is not to be seen, nor more than 2,000 characters for long texts', () => {
    fc.assert(
      fc.property(hostileWords, (text) => {
        expect(printable(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
    expect(printable('x'.repeat(5_000_000))).toHaveLength(2000)
  })
})

describe('clipped', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['far too long', 6, 'far t…'],
    ['ab🙂cd', 4, 'ab…'],
  ])('cuts %j to %d characters', (text, limit, expected) => {
    expect(clipped(text, limit)).toBe(expected)
  })
})

describe('inAscii', () => {
  it('spells German out and simplifies typographic signs', () => {
    expect(inAscii('„Größe“ – Übermaß … café → 漢')).toBe('"Groesse" - Uebermass ... cafe -> ?')
  })

  it('answers ASCII for every text', () => {
    fc.assert(
      fc.property(hostileWords, (text) => {
        expect(inAscii(printable(text))).toMatch(/^[ -~]*$/)
      }),
    )
  })
})
