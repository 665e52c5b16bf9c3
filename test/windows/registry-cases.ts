import type { RegistryValue } from '../../src/hardening/change.ts'

/** A value that is seeded with `reg.exe add`, changed and brought back. */
export interface RegistryCase {
  readonly what: string
  readonly name: string
  readonly before: RegistryValue | null
  readonly after: RegistryValue | null
}

const type =
  (type: RegistryValue['type']) =>
  (data: string): RegistryValue => ({ type, data })
const [text, expandable, list] = [type('REG_SZ'), type('REG_EXPAND_SZ'), type('REG_MULTI_SZ')]
const [number, longNumber, bytes] = [type('REG_DWORD'), type('REG_QWORD'), type('REG_BINARY')]

export const registryCases: readonly RegistryCase[] = [
  { what: 'a number', name: 'EnableLUA', before: number('0x0'), after: number('0x1') },
  { what: 'an absent number', name: 'Absent', before: null, after: number('0x80000001') },
  { what: 'a number that is taken away', name: 'Taken', before: number('0x1'), after: null },
  {
    what: 'a name with umlauts, spaces and quotes',
    name: 'Größe "ß" \\ €',
    before: number('0x1'),
    after: number('0x2'),
  },
  { what: 'a name that looks like output', name: 'x    REG_SZ    y', before: text('1'), after: text('2') },
  { what: 'a text with everything', name: 'Text', before: text('ü "q" \\ %PATH% € \\n 日本'), after: text('ä\r\nö') },
  { what: 'an absent text', name: 'No text', before: null, after: text('') },
  { what: 'an expandable text', name: 'Expand', before: expandable('%SystemRoot%\\ä'), after: expandable('%TEMP%') },
  { what: 'a list', name: 'List', before: list('eins\\0zwei ü\\0"drei"'), after: list('') },
  { what: 'a long number', name: 'Long', before: longNumber('0xf807060504030201'), after: longNumber('0x0') },
  { what: 'bytes', name: 'Bytes', before: bytes('00FF10'), after: bytes('') },
  { what: 'another type of the same data', name: 'Type', before: text('1'), after: number('0x1') },
]
