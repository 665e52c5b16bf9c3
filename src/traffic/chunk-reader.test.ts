import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChunkReader } from './chunk-reader.ts'
import { fuzzRuns } from './head-fixture.ts'

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Where a reader stops if it gets the text in pieces, and how it stands then. */
function read(text: string, cuts: readonly number[] = [], reader = new ChunkReader()): string {
  const bytes = bytesOf(text)
  let at = 0
  for (const end of [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]) {
    if (end < at) continue
    const stopped = reader.read(bytes, at, end)
    at = stopped
    if (reader.done) return `done at ${at}`
    if (reader.malformed) return 'malformed'
    expect(stopped).toBe(end)
  }
  return 'more'
}

/** What RFC 9112 (7.1) says, in one expression; sizes up to 12 digits. */
function expected(text: string): string {
  let at = 0
  for (;;) {
    const size = /^([0-9a-f]{1,12})(?:[;\t ][^\r\n]*)?\r\n/i.exec(text.slice(at))
    if (!size) return 'not whole'
    at += size[0].length
    const length = Number.parseInt(size[1] ?? '', 16)
    if (length === 0) break
    if (text.slice(at + length, at + length + 2) !== '\r\n') return 'not whole'
    at += length + 2
  }
  const trailer = /^(?:[^\r\n]+\r\n)*\r\n/.exec(text.slice(at))
  return trailer ? `done at ${at + trailer[0].length}` : 'not whole'
}

describe('a chunked body', () => {
  it.each([
    ['0\r\n\r\n', 'done at 5'],
    ['5\r\nhello\r\n0\r\n\r\nHTTP/1.1', 'done at 15'],
    ['00A;x="y"\r\n0123456789\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n', 'done at 44'],
    ['5 \r\nhello\r\n0\r\n\r\n', 'done at 16'],
    ['5\r\nhel', 'more'],
    ['', 'more'],
    ['\r\n', 'malformed'],
    ['x\r\n', 'malformed'],
    ['-1\r\n', 'malformed'],
    ['0x5\r\n', 'malformed'],
    ['5\nhello', 'malformed'],
    ['5\r\r\n', 'malformed'],
    ['5\r\nhello0\r\n', 'malformed'],
    ['5\r\nhello\n0', 'malformed'],
    ['5\r\nhello\r0', 'malformed'],
    ['5;a\nb\r\n', 'malformed'],
    ['0\r\nX: y\n\r\n', 'malformed'],
    ['0\r\nX\ry\r\n\r\n', 'malformed'],
    ['0\r\n\n', 'malformed'],
    ['0000000000000\r\n', 'malformed'],
    [`5;${'x'.repeat(5000)}`, 'malformed'],
    [`0\r\n${'X: y\r\n'.repeat(3000)}`, 'malformed'],
  ])('%j is %s, wherever it is split', (text, fate) => {
    expect(read(text)).toBe(fate)
    if (text.length < 100) for (let at = 0; at <= text.length; at++) expect([at, read(text, [at])]).toEqual([at, fate])
  })

  it('is read like the one before after a reset, even in the middle', () => {
    const reader = new ChunkReader()
    for (const before of ['5\r\nhello\r', '0\r\nX: ', '5;', '0\r\n\r', 'x', '0\r\n\r\n']) {
      read(before, [], reader)
      reader.reset()
      expect([before, read('3\r\nabc\r\n0\r\n\r\n', [], reader)]).toEqual([before, 'done at 13'])
      reader.reset()
    }
  })

  it('ends where the grammar says, however it comes in pieces', () => {
    const chunk = fc
      .string({ maxLength: 40, unit: 'binary-ascii' })
      .map((text) => `${text.length.toString(16)}\r\n${text}\r\n`)
    const whole = fc
      .tuple(
        fc.array(chunk.filter((text) => !text.startsWith('0'))),
        fc.constantFrom('0\r\n\r\n', '0;x\r\nA: b\r\n\r\n', '0\r\n', ''),
      )
      .map(([chunks, end]) => chunks.join('') + end)
    const mutated = fc
      .tuple(whole, fc.nat(), fc.constantFrom('\r', '\n', '0', 'f', ';', ' ', ''))
      .map(([text, at, put]) => {
        const place = text.length === 0 ? 0 : at % text.length
        return text.slice(0, place) + put + text.slice(place + 1)
      })
    fc.assert(
      fc.property(fc.oneof(whole, mutated), fc.array(fc.nat({ max: 500 }), { maxLength: 6 }), (text, cuts) => {
        const fate = read(text, cuts)
        expect(fate).toBe(read(text))
        const should = expected(text)
        if (should === 'not whole') expect(fate).not.toMatch(/^done/)
        else expect(fate).toBe(should)
      }),
      { numRuns: fuzzRuns },
    )
  })
})
