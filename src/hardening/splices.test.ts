import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spliced, unspliced } from './splices.ts'

function splice(at: number, out: string, put: string) {
  return { at, out: Buffer.from(out).toString('base64'), in: Buffer.from(put).toString('base64') }
}

describe('splices', () => {
  it('lead forth and back, byte for byte', () => {
    const cuts = fc.array(fc.record({ gap: fc.nat(30), out: fc.nat(9), put: fc.uint8Array({ maxLength: 9 }) }))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), cuts, (bytes, sketches) => {
        const before = Buffer.from(bytes)
        let reached = 0
        const splices = sketches.map(({ gap, out, put }) => {
          const at = Math.min(before.length, reached + gap)
          const piece = before.subarray(at, at + out)
          reached = at + piece.length
          return { at, out: piece.toString('base64'), in: Buffer.from(put).toString('base64') }
        })
        expect(unspliced(spliced(before, splices), splices)).toEqual(before)
      }),
    )
  })

  it('count in bytes, not in characters', () => {
    expect(spliced(Buffer.from('äöü'), [splice(2, 'ö', 'o')]).toString()).toBe('äoü')
  })

  it.each([
    ['another text stands there', [splice(0, 'x', 'y')]],
    ['the file ends before', [splice(2, 'cd', '')]],
    ['one lies over another', [splice(0, 'ab', 'x'), splice(1, 'b', 'y')]],
    ['they are out of order', [splice(2, 'c', 'x'), splice(0, 'a', 'y')]],
    ['a place is no number of bytes', [splice(-1, '', 'y')]],
  ])('are refused where %s', (_, splices) => {
    expect(() => spliced(Buffer.from('abc'), splices)).toThrow(/stands at byte|out of order/)
  })
})
