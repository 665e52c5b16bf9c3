import { describe, expect, it } from 'vitest'
import { integer, listOf, optional, record, type Shape, text } from './shape.ts'

interface Rule {
  readonly id: string
  readonly port?: number
  readonly note?: string
}

const trimmed: Shape<string> = (given) => (typeof given === 'string' ? given.trim() : undefined)
const rule = record<Rule>({ id: text(), port: optional(integer(1, 65_535)), note: optional(trimmed) })

describe('a record from a file', () => {
  it.each<[string, Rule]>([
    ['with every field', { id: 'one', port: 1, note: 'x' }],
    ['without what may be absent', { id: 'one', note: 'x' }],
  ])('is answered itself %s, so that thousands of them are not copied', (_, given) => {
    expect(rule(given)).toBe(given)
  })

  it.each([
    ['that nobody knows', '{"id":"one","secret":"x","port":1}', '{"id":"one","port":1}'],
    ['called __proto__', '{"__proto__":{"port":1},"id":"one"}', '{"id":"one"}'],
    ['in another order', '{"port":1,"id":"one"}', '{"id":"one","port":1}'],
    ['that is read otherwise', '{"id":"one","note":" x "}', '{"id":"one","note":"x"}'],
    ['of all these kinds', '{"note":" x ","more":1,"id":"one"}', '{"id":"one","note":"x"}'],
  ])('is answered in its own form with a field %s', (_, given, wanted) => {
    expect(JSON.stringify(rule(JSON.parse(given)))).toBe(wanted)
  })

  it.each(['{"port":1}', '{"id":"one","port":0}', '{"id":"one","port":null}', '[]', 'null'])(
    'is refused as %s',
    (given) => {
      expect(rule(JSON.parse(given))).toBeUndefined()
    },
  )
})

describe('a list from a file', () => {
  it('is answered itself if each item is', () => {
    const given = ['a', 'b']
    expect(listOf(trimmed, 2)(given)).toBe(given)
  })

  it('is answered with the items that are read otherwise', () => {
    const given = ['a', ' b', 'c ']
    expect(listOf(trimmed, 3)(given)).toEqual(['a', 'b', 'c'])
    expect(given).toEqual(['a', ' b', 'c '])
  })
})
