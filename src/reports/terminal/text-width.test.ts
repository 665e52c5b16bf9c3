import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileWords } from '../hostile-words.ts'
import { printable } from '../printable.ts'
import { columnsOf, cutToWidth, wrapped } from './text-width.ts'

describe('columnsOf', () => {
  it.each([
    ['Größe', 5],
    ['Gro\u0308ße', 5],
    ['漢字', 4],
    ['🙂', 2],
    ['', 0],
  ])('counts %j', (text, columns) => {
    expect(columnsOf(text)).toBe(columns)
  })

  it('counts a text alike whether all of its signs are Latin or one is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(columnsOf(`漢${text}`)).toBe(2 + columnsOf(text))
      }),
    )
  })
})

describe('wrapped', () => {
  it('breaks at blanks, and counts an umlaut as one column', () => {
    expect(wrapped('über größere Brüche hinweg', 12)).toEqual(['über größere', 'Brüche', 'hinweg'])
  })

  it('breaks a word that is longer than a line', () => {
    expect(wrapped('siehe https://example.org/x', 10)).toEqual(['siehe', 'https://ex', 'ample.org/', 'x'])
  })

  it('leaves room in the first line', () => {
    expect(wrapped('eins zwei drei', 9, 5)).toEqual(['eins', 'zwei drei'])
    expect(wrapped('elfzeichen', 10, 5)).toEqual(['', 'elfzeichen'])
  })

  it('keeps every line within the width and loses nothing but blanks', () => {
    fc.assert(
      fc.property(hostileWords, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const words = printable(text)
        const lines = wrapped(words, width)
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''))
      }),
    )
  })
})

describe('cutToWidth', () => {
  it('shows by an ellipsis that something is gone', () => {
    expect(cutToWidth('eine Zeile', 20, '…')).toBe('eine Zeile')
    expect(cutToWidth('eine lange Zeile', 11, '…')).toBe('eine lange…')
    expect(cutToWidth('漢字漢字', 5, '...')).toBe('漢...')
  })
})
