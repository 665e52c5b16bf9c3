import { describe, expect, it } from 'vitest'
import { entriesIn, filledText, flagOf, instantOf, isNever, textOf } from './told.ts'

describe('what Automate tells', () => {
  it.each([
    ['2026-11-20T08:12:33', '2026-11-20T08:12:33.000Z'],
    ['2026-11-20 08:12:33', '2026-11-20T08:12:33.000Z'],
    ['2026-11-20T08:12:33.123+02:00', '2026-11-20T06:12:33.123Z'],
    ['2026-11-20T08:12:33Z', '2026-11-20T08:12:33.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['0001-01-01T00:00:00', null],
    ['0000-00-00 00:00:00', null],
    ['20.11.2026', null],
    ['2026-13-45', null],
    [1_700_000_000, null],
    [undefined, null],
  ])('gives the instant of %s as %s', (given, instant) => {
    expect(instantOf(given)).toBe(instant)
  })

  it.each([null, '', '0001-01-01T00:00:00', '0001-01-01'])('takes %j for never', (given) => {
    expect(isNever(given)).toBe(true)
  })

  it.each([undefined, 0, '2026-11-20', {}])('does not take %j for never', (given) => {
    expect(isNever(given)).toBe(false)
  })

  it.each([
    [true, true],
    [1, true],
    ['1', true],
    [false, false],
    [0, false],
    ['0', false],
    ['true', null],
    [null, null],
    [undefined, null],
  ])('gives the flag %j as %j', (given, flag) => {
    expect(flagOf(given)).toBe(flag)
  })

  it('keeps text that can harm no terminal, and bounded', () => {
    expect(textOf('a\u001b[31mb\u202ec')).toBe('a [31mb c')
    expect(textOf('x'.repeat(1000))).toHaveLength(300)
    expect([textOf(12), textOf({}), textOf(Number.NaN)]).toEqual(['12', null, null])
    expect([filledText('  '), filledText(' a ')]).toEqual([null, 'a'])
  })

  it.each([
    ['a list', [{ a: 1 }], 1],
    ['an empty list', [], 0],
    ['a list in an object', { TotalRecords: 1, Results: [{ a: 1 }] }, 1],
  ])('finds the entries of %s', (_, answer, count) => {
    expect(entriesIn(answer)).toHaveLength(count)
  })

  it.each([['text'], [null], [{}], [{ a: [], b: [] }], [[1]], [[[]]], [{ Message: 'no' }]])(
    'finds no entries in %j',
    (answer) => {
      expect(entriesIn(answer)).toBeUndefined()
    },
  )
})
