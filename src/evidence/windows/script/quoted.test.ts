import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { collectorScript } from './compose.ts'
import { nodesOf, type PowershellParser, powershellParser, trespasses } from './powershell-syntax-fixture.ts'
import { powershellLiteral, powershellText, Unquotable } from './quoted.ts'

let parse: PowershellParser
beforeAll(async () => {
  parse = await powershellParser()
})

/** What PowerShell makes of such an expression: single-quoted pieces and code units, joined. */
function meantBy(expression: string): string {
  const nodes = [...nodesOf(parse(expression))]
  return nodes
    .flatMap(({ type, text }) => {
      if (type === 'verbatim_string_characters') return [text.slice(1, -1)]
      return type === 'hexadecimal_integer_literal' ? [String.fromCharCode(Number(text))] : []
    })
    .join('')
}

const hostile = [
  "'; Remove-Item C:\\ -Recurse; '",
  "O'Brien’s ‘MSP‚ ‛GmbH'",
  '$(Get-Date) `$env:USERNAME "x" `n',
  'Müller & Söhne\r\n# Kommentar',
  '\u0000\u001b[2J\u202e',
  '🔒 Sicher',
  '',
  '{0}',
]

describe('text for PowerShell', () => {
  it('stands in single quotes if it is plain', () => {
    expect(powershellText('Muster-MSP $x "y" `z`')).toBe('\'Muster-MSP $x "y" `z`\'')
  })

  it.each(hostile)('means what it says and nothing else: %j', (text) => {
    const expression = powershellText(text)
    expect(expression).toMatch(/^[\x20-\x7e]+$/)
    expect(meantBy(expression)).toBe(text)
  })

  it('means what it says, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(meantBy(powershellText(text))).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  it('leaves the script as it is, however hostile', () => {
    const script = collectorScript({ site: hostile.join(''), toolVersion: hostile.join(''), language: 'de' })
    expect(trespasses(parse(script))).toEqual([])
    const plain = collectorScript({ site: 'x', toolVersion: 'x', language: 'de' })
    expect(script.split('\r\n').length).toBe(plain.split('\r\n').length)
  })
})

describe('a literal for PowerShell', () => {
  it.each([
    ['Müller & Söhne', "'Müller & Söhne'"],
    ["O'Brien", "'O''Brien'"],
    ['‘a’ ‚b‛', "'‘‘a’’ ‚‚b‛‛'"],
    ['$(x) `n "y"', '\'$(x) `n "y"\''],
  ])('doubles what PowerShell takes for the end of it, and leaves the rest: %s', (text, literal) => {
    expect(powershellLiteral(text)).toBe(literal)
  })

  it('is one and the same piece of a tree, whatever the text is', () => {
    const shape = (script: string): string => [...nodesOf(parse(script))].map(({ type }) => type).join(' ')
    const plain = shape("$x = 'plain'\n$y = 1")
    const quotes = fc.constantFrom("'", '‘', '’', '‚', '‛', '"', '`', '$(', '\r\n', '\u202e', '#>', '@"')
    const tricky = fc.array(fc.oneof(quotes, fc.string({ unit: 'grapheme', maxLength: 3 }))).map((all) => all.join(''))
    fc.assert(
      fc.property(
        tricky.filter((text) => !/[\0\p{Cs}]/u.test(text)),
        (text) => {
          expect(shape(`$x = ${powershellLiteral(text)}\n$y = 1`)).toBe(plain)
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each(['a\0b', '\ud800', 'a\udfffb'])('is refused where no script can hold the text: %j', (text) => {
    expect(() => powershellLiteral(text)).toThrow(Unquotable)
  })
})
