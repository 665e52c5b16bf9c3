import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { harmlessJson } from './harmless-json.ts'

describe('JSON in which some objects stand many times', () => {
  it('is byte for byte what it is without knowing of them', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (often, once) => {
        const value = { often, list: [often, once, { often, absent: undefined }, []], once }
        expect(harmlessJson(value, new Set([often]))).toBe(harmlessJson(value))
      }),
    )
  })
})
