import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quotedAccount, quotedText, Unquotable, variableName } from './quote.ts'

/** Everything that ends a quotation, or that a mode of the server gives a meaning. */
const nasty = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom("'", '"', '`', '\\', '%', '_', '@', ';', '-', '#', '\n', ' ', 'ä', '漢'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    maxLength: 20,
  })
  .filter((text) => !text.includes('\0'))

/** Reads the two halves back as the lexer of the server does in one of its modes. */
function readBack(sql: string, noBackslashEscapes: boolean): string[] {
  const halves: string[] = []
  let at = 0
  for (;;) {
    const [text, end] = quotation(sql, at, noBackslashEscapes)
    halves.push(text)
    if (end === sql.length) return halves
    if (sql[end] !== '@') throw new Error(`something stands outside of the quotes: ${sql.slice(end)}`)
    at = end + 1
  }
}

function quotation(sql: string, from: number, noBackslashEscapes: boolean): [string, number] {
  const quote = sql[from]
  if (quote !== "'" && quote !== '`') throw new Error(`no quotation at ${from}`)
  let text = ''
  for (let at = from + 1; at < sql.length; at++) {
    if (sql[at] === '\\' && quote === "'" && !noBackslashEscapes) text += sql[++at] ?? ''
    else if (sql[at] !== quote) text += sql[at]
    else if (sql[at + 1] === quote) text += sql[at++]
    else return [text, at + 1]
  }
  throw new Error('the quotation does not end')
}

describe('the names of an account', () => {
  it.each([true, false])('come back as they were, whatever they hold (NO_BACKSLASH_ESCAPES %s)', (mode) => {
    fc.assert(
      fc.property(nasty, nasty, (user, host) => {
        expect(readBack(quotedAccount({ user, host }), mode)).toEqual([user, host])
      }),
    )
  })

  it('are written as people write them where nothing speaks against it', () => {
    expect(quotedAccount({ user: '', host: 'localhost' })).toBe("''@'localhost'")
    expect(quotedAccount({ user: "o'neil", host: '%' })).toBe("'o''neil'@'%'")
    expect(quotedAccount({ user: 'a\\`b', host: '%' })).toBe("`a\\``b`@'%'")
  })

  it.each([
    ['a NUL', 'a\0b'],
    ['half of a character', 'a\ud800b'],
    ['a character that no grant table holds', 'a😀'],
  ])('are refused with %s', (_, name) => {
    expect(() => quotedAccount({ user: name, host: '%' })).toThrow(Unquotable)
    expect(() => quotedAccount({ user: 'x', host: name })).toThrow(Unquotable)
  })
})

describe('a text as a value', () => {
  it('stands in quotes, or as its bytes where a backslash is in it', () => {
    expect(quotedText("it's")).toBe("'it''s'")
    expect(quotedText('a\\ä')).toBe("_utf8mb4 X'615CC3A4'")
  })

  it('is refused with a NUL or half of a character', () => {
    expect(() => quotedText('\0')).toThrow(Unquotable)
    expect(() => quotedText('\udc00')).toThrow(Unquotable)
  })
})

describe('the name of a variable', () => {
  it.each(['', 'a b', 'a;b', 'a`b', 'SQL_MODE', '@@global.x', 'x.y', '1a'])('is not %j', (name) => {
    expect(() => variableName(name)).toThrow(Unquotable)
  })
})
