import { describe, expect, it } from 'vitest'
import { integer, orNull, record, text } from '../shape.ts'
import { listAsWritten, momentAsWritten } from './powershell.ts'

const entry = record<{ readonly port: number }>({ port: integer(1, 65_535) })

describe('a list as Windows PowerShell writes it', () => {
  it.each([
    ['a list', [{ port: 1 }, { port: 2 }], [{ port: 1 }, { port: 2 }]],
    ['a list of nothing', [], []],
    ['the only element alone', { port: 1 }, [{ port: 1 }]],
    ['nothing as null', null, []],
    ['nothing as an empty object', {}, []],
    ['a list in its wrapping', { value: [{ port: 1 }], Count: 1 }, [{ port: 1 }]],
  ])('may be %s', (_, given, expected) => {
    expect(listAsWritten(entry, 2)(given)).toEqual(expected)
  })

  it.each([
    ['an element that does not fit', { port: 0 }],
    ['a word in place of an element', 'port'],
    ['more elements than allowed', [{ port: 1 }, { port: 2 }, { port: 3 }]],
    ['more of them in a wrapping', { value: [{ port: 1 }, { port: 2 }, { port: 3 }], Count: 3 }],
    ['nothing at all', undefined],
  ])('is not %s', (_, given) => {
    expect(listAsWritten(entry, 2)(given)).toBeUndefined()
  })

  it('keeps what is known to be missing apart from what is empty', () => {
    expect(orNull(listAsWritten(text(), 2))(null)).toBeNull()
  })
})

describe('a moment as Windows PowerShell writes it', () => {
  it.each([
    ['2026-11-23T05:10:02.000Z', '2026-11-23T05:10:02.000Z'],
    ['/Date(1763866800000)/', '2025-11-23T03:00:00.000Z'],
    ['/Date(-1)/', '1969-12-31T23:59:59.999Z'],
  ])('%s is %s', (given, expected) => {
    expect(momentAsWritten(given)).toBe(expected)
  })

  it('is no number and no text without end', () => {
    expect([momentAsWritten(1), momentAsWritten('x'.repeat(41))]).toEqual([undefined, undefined])
  })
})
