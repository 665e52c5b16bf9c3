import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactValue } from './compact-value.ts'

describe('compactValue', () => {
  it.each([
    ['23.9.7.8804', '23.9.7.8804'],
    [443, '443'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[], '[]'],
    [{}, ''],
    [
      { status: 200, headers: { server: 'IIS' }, open: [80, 443] },
      'status: 200; headers: {server: IIS}; open: [80, 443]',
    ],
    [{ a: { b: { c: { d: { e: 1 } } } } }, 'a: {b: {c: {d: …}}}'],
    [Array.from({ length: 22 }, () => 1), `[${'1, '.repeat(20)}… (+2)]`],
  ])('writes %j', (value, expected) => {
    expect(compactValue(value, 100)).toBe(expected)
  })

  it('stays within its limit for anything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(compactValue(value, 40).length).toBeLessThanOrEqual(40)
      }),
    )
  })

  it('survives a value of any depth', () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(compactValue(deep, 40)).toBe('[[[[…]]]]')
  })
})
