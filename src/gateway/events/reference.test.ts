import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alphabet } from './check-character.ts'
import { countLimit, makeReference, readReference, threadLimit } from './reference.ts'
import { openReferences, ReferenceIssuer } from './reference-issuer.ts'

const start = Date.UTC(2026, 0, 1)
const anyContent = fc.record({
  now: fc.integer({ min: 0, max: 2 ** 30 - 1 }).map((seconds) => start + seconds * 1000),
  thread: fc.nat(threadLimit - 1),
  count: fc.nat(countLimit - 1),
})

/** Any code units, halves of surrogate pairs included. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

function understood(text: string): string | undefined {
  const read = readReference(text)
  return read.ok ? read.value.text : undefined
}

describe('a reference', () => {
  it('tells the second, the thread and the count again', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const text = makeReference(content)
        expect(text).toMatch(/^BW-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/)
        const { now, thread, count } = content
        expect(readReference(text)).toEqual({ ok: true, value: { text, at: new Date(now), thread, count } })
      }),
    )
  })

  it('is understood in any case, with O for 0, I or L for 1, with any separators, without its prefix', () => {
    fc.assert(
      fc.property(anyContent, fc.constantFrom('', ' ', '  ', '-', '–', '.', '\n'), (content, separator) => {
        const text = makeReference(content)
        const spoken = text.replaceAll('-', separator)
        for (const typed of [spoken, spoken.toLowerCase(), ` ${spoken.slice(2)} `, spoken.replaceAll('0', 'o')]) {
          expect(understood(typed)).toBe(text)
        }
        const ones = text.replaceAll('1', 'l')
        expect([understood(ones), understood(ones.replaceAll('l', 'I'))]).toEqual([text, text])
      }),
    )
  })

  it('is refused when any one character is wrong', () => {
    const text = makeReference({ now: Date.UTC(2026, 6, 30, 13, 5), thread: 3, count: 4711 })
    for (let place = 3; place < text.length; place += 1) {
      if (text[place] === '-') continue
      const others = [...alphabet].filter((character) => character !== text[place])
      for (const other of others) {
        expect(understood(text.slice(0, place) + other + text.slice(place + 1))).toBeUndefined()
      }
    }
  })

  it('is refused when any two characters are exchanged', () => {
    fc.assert(
      fc.property(anyContent, fc.nat(10), fc.nat(10), (content, one, other) => {
        const typed = [...makeReference(content).replaceAll('-', '').slice(2)]
        const [a = '', b = ''] = [typed[one], typed[other]]
        fc.pre(a !== b)
        typed[one] = b
        typed[other] = a
        expect(understood(typed.join(''))).toBeUndefined()
      }),
    )
  })

  it('is refused with a sentence, whatever is typed', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const read = readReference(typed)
        if (!read.ok) expect(read.problem.de).toMatch(/keine Kennung|Tippfehler/)
      }),
    )
    expect(understood(`${'BW'.repeat(100_000)}`)).toBeUndefined()
  })
})

describe('an issuer of references', () => {
  it('issues each once, in a flood and with a clock that runs backwards', () => {
    let now = Date.UTC(2026, 6, 30)
    const issuer = new ReferenceIssuer(1, () => now)
    const issued = new Set<string>()
    for (let index = 0; index < 3 * countLimit; index += 1) {
      if (index === countLimit / 2) now -= 3_600_000
      if (index === 2 * countLimit) now += 3_600_500
      issued.add(issuer.next())
    }
    expect(issued.size).toBe(3 * countLimit)
  })

  it('shares none with a run that was started in the same second', async () => {
    const before = new ReferenceIssuer(1)
    const earlier = before.next()
    const after = await openReferences(1)
    const [first, second] = [readReference(earlier), readReference(after.next())]
    expect(first.ok && second.ok && second.value.at > first.value.at).toBe(true)
  })

  it('refuses a thread that references cannot name', () => {
    expect(() => new ReferenceIssuer(threadLimit)).toThrow(RangeError)
  })
})
