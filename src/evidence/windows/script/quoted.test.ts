import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { collectorScript } from './compose.ts'
import { nodesOf, type PowershellParser, powershellParser, trespasses } from './powershell-syntax-fixture.ts'
import { powershellText } from './quoted.ts'

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
