import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regFile, storedIn } from './reg-file.ts'

const key = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Bollwerk`

function exported(lines: readonly string[]): Buffer {
  return Buffer.from(['\ufeffWindows Registry Editor Version 5.00', '', ...lines, '', ''].join('\r\n'), 'utf16le')
}

function bytesOf(name: string, lines: readonly string[]): string | undefined {
  return storedIn(exported(lines), { key, name })?.bytes.toString('hex')
}

describe('a file of the registry', () => {
  it('holds one value by its bytes', () => {
    const file = regFile({ key, name: 'Größe "x" \\' }, { type: 4, bytes: Buffer.from([1, 0, 0, 0]) })
    expect(file.toString('utf16le')).toBe(
      `\ufeffWindows Registry Editor Version 5.00\r\n\r\n[${key}]\r\n"Größe \\"x\\" \\\\"=hex(4):01,00,00,00\r\n\r\n`,
    )
  })

  it('takes a value away', () => {
    expect(regFile({ key, name: 'a' }, null).toString('utf16le')).toContain('\r\n"a"=-\r\n')
  })

  it('is read back as it was written', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !/\p{Cc}/u.test(name))
    const stored = fc.record({
      type: fc.nat(11),
      bytes: fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
    })
    fc.assert(
      fc.property(names, stored, (name, value) => {
        expect(storedIn(regFile({ key, name }, value), { key, name })).toEqual(value)
      }),
    )
  })

  it('is read as reg.exe export writes it', () => {
    const lines = [
      `[${key}]`,
      '@="the default"',
      '"Number"=dword:80000001',
      '"Text"="a \\"b\\" \\\\ ü €"',
      '"List"=hex(7):61,00,00,00,\\',
      '  62,00,00,00,00,00',
      '"Empty"=hex:',
      '',
      `[${key}\\Below]`,
      '"Number"=dword:00000002',
    ]
    expect(bytesOf('number', lines)).toBe('01000080')
    expect(bytesOf('Text', lines)).toBe(Buffer.from('a "b" \\ ü €\0', 'utf16le').toString('hex'))
    expect(bytesOf('List', lines)).toBe('61000000620000000000')
    expect(bytesOf('Empty', lines)).toBe('')
    expect(bytesOf('Other', lines)).toBeUndefined()
  })

  it('is not led astray by a text that looks like another value', () => {
    const lines = [`[${key}]`, '"First"="x', `[${key}]`, '\\"Number\\"=dword:00000000', 'y"', '"Number"=dword:00000001']
    expect(bytesOf('Number', lines)).toBe('01000000')
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another key', exported([`[${key}\\Below]`])],
    ['something unknown', exported([`[${key}]`, '"Number"=float:1'])],
  ])('is refused when it holds %s', (_, file) => {
    expect(() => storedIn(file, { key, name: 'Number' })).toThrow(/reg\.exe export/)
  })
})
