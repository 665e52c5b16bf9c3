import { say, type Text } from '../model/text.ts'
import { placeAt, XmlRefused } from './xml-refusal.ts'

export type XmlEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** The characters of a file, and how they stand in it as bytes. */
export interface DecodedXml {
  /** Without the byte order mark. */
  readonly text: string
  readonly encoding: XmlEncoding
  /** Bytes of the byte order mark. */
  readonly mark: number
}

/** Far above what either product writes; ASP.NET itself refuses a web.config of more than 250 KB. */
const mostBytes = 8 * 1024 * 1024

/**
 * Reads UTF-8 with or without byte order mark and UTF-16 with one, strictly. Refuses everything else, and a declaration
 * that says otherwise than the bytes: whoever guesses writes characters that were never there.
 */
export function decodeXml(bytes: Uint8Array): DecodedXml {
  if (bytes.length > mostBytes) throw new XmlRefused({ line: 1, column: 1 }, tooLarge)
  const { encoding, mark } = markOf(bytes)
  const body = bytes.subarray(mark)
  const text = encoding === 'utf-8' ? fromUtf8(body) : fromUtf16(body, encoding === 'utf-16le')
  checkDeclaration(text, encoding)
  return { text, encoding, mark }
}

export function encodeXml(text: string, encoding: XmlEncoding): Uint8Array {
  const bytes: number[] = []
  if (encoding === 'utf-8') for (const character of text) bytes.push(...utf8Of(character.codePointAt(0) ?? 0))
  else
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index)
      bytes.push(...(encoding === 'utf-16le' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff]))
    }
  return Uint8Array.from(bytes)
}

/** How many bytes a text takes, without writing them. */
export function byteLength(text: string, encoding: XmlEncoding): number {
  if (encoding !== 'utf-8') return text.length * 2
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    // Each half of a surrogate pair stands for two of the four bytes.
    const isHalf = unit >= 0xd800 && unit <= 0xdfff
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalf ? 2 : 3
  }
  return bytes
}

function markOf(bytes: Uint8Array): { readonly encoding: XmlEncoding; readonly mark: number } {
  const [one, two, three, four] = bytes
  const isWide = one === 0xff && two === 0xfe && three === 0 && four === 0
  if (isWide || one === 0 || (one === 0x3c && two === 0)) throw new XmlRefused({ line: 1, column: 1 }, unmarked)
  if (one === 0xff && two === 0xfe) return { encoding: 'utf-16le', mark: 2 }
  if (one === 0xfe && two === 0xff) return { encoding: 'utf-16be', mark: 2 }
  return { encoding: 'utf-8', mark: one === 0xef && two === 0xbb && three === 0xbf ? 3 : 0 }
}

function fromUtf16(bytes: Uint8Array, little: boolean): string {
  const units: number[] = []
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const [first = 0, second = 0] = [bytes[index], bytes[index + 1]]
    units.push(little ? first | (second << 8) : (first << 8) | second)
  }
  const text = textOf(units)
  const lone = text.search(/\p{Cs}/u)
  if (lone >= 0) throw new XmlRefused(placeAt(text, lone), noText)
  if (bytes.length % 2 === 1) throw new XmlRefused(placeAt(text, text.length), noText)
  return text
}

function fromUtf8(bytes: Uint8Array): string {
  const units: number[] = []
  for (let index = 0; index < bytes.length; ) {
    const code = codeAt(bytes, index)
    if (code === undefined) {
      const text = textOf(units)
      throw new XmlRefused(placeAt(text, text.length), noText)
    }
    if (code < 0x1_0000) units.push(code)
    else units.push(0xd800 + ((code - 0x1_0000) >> 10), 0xdc00 + ((code - 0x1_0000) & 0x3ff))
    index += utf8Of(code).length
  }
  return textOf(units)
}

/** The code point that begins at a byte; nothing for what Unicode does not allow: too long, half a pair, cut off. */
function codeAt(bytes: Uint8Array, index: number): number | undefined {
  const lead = bytes[index] ?? 0
  const form = forms.find(({ from, to }) => lead >= from && lead <= to)
  if (!form) return
  let code = lead - form.from
  for (let step = 1; step < form.length; step += 1) {
    const next = bytes[index + step] ?? 0
    if ((next & 0xc0) !== 0x80) return
    code = (code << 6) | (next & 0x3f)
  }
  const isPair = code >= 0xd800 && code <= 0xdfff
  return isPair || code > 0x10_ffff || utf8Of(code).length !== form.length ? undefined : code
}

/** How many bytes a character has, by its first one. */
const forms: readonly { readonly from: number; readonly to: number; readonly length: number }[] = [
  { from: 0x00, to: 0x7f, length: 1 },
  { from: 0xc0, to: 0xdf, length: 2 },
  { from: 0xe0, to: 0xef, length: 3 },
  { from: 0xf0, to: 0xf7, length: 4 },
]

function utf8Of(code: number): readonly number[] {
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f)
  if (code < 0x80) return [code]
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)]
  if (code < 0x1_0000) return [0xe0 | (code >> 12), tail(6), tail(0)]
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)]
}

function textOf(units: readonly number[]): string {
  const pieces: string[] = []
  for (let index = 0; index < units.length; index += 8192)
    pieces.push(String.fromCharCode(...units.slice(index, index + 8192)))
  return pieces.join('')
}

function checkDeclaration(text: string, encoding: XmlEncoding): void {
  const declaration = /^<\?xml\s[^>]*\?>/.exec(text)?.[0] ?? ''
  const version = /\bversion\s*=\s*["']([^"']*)/.exec(declaration)
  if (version && version[1] !== '1.0') throw new XmlRefused(placeAt(text, version.index), otherVersion)
  const declared = /\bencoding\s*=\s*["']([^"']*)/.exec(declaration)
  if (!declared) return
  const name = (declared[1] ?? '').toLowerCase()
  const fits = encoding === 'utf-8' ? ['utf-8', 'utf8'] : ['utf-16', encoding]
  if (!fits.includes(name)) throw new XmlRefused(placeAt(text, declared.index), contradicting)
}

const tooLarge: Text = say(
  'Die Datei ist größer als 8 MB; so groß ist keine Konfiguration dieser Produkte. Bitte prüfen Sie, was darin steht.',
  'The file is larger than 8 MB; no configuration of these products is that large. Please check what is in it.',
)
const unmarked: Text = say(
  'Die Datei ist in UTF-16 oder UTF-32 ohne verlässliche Kennung geschrieben. Bitte speichern Sie sie als UTF-8 und planen Sie neu.',
  'The file is written in UTF-16 or UTF-32 without a reliable mark. Please save it as UTF-8 and plan again.',
)
const noText: Text = say(
  'Hier steht etwas, das in der Zeichenkodierung der Datei kein Zeichen ist. Bitte speichern Sie die Datei als UTF-8 und planen Sie neu.',
  'What stands here is no character in the encoding of the file. Please save the file as UTF-8 and plan again.',
)
const contradicting: Text = say(
  'Die Datei nennt hier eine andere Zeichenkodierung, als ihre Bytes haben, oder eine, die Bollwerk nicht schreibt. Bitte speichern Sie sie als UTF-8 mit encoding="utf-8" und planen Sie neu.',
  'The file names an encoding here that its bytes do not have, or one that Bollwerk does not write. Please save it as UTF-8 with encoding="utf-8" and plan again.',
)
const otherVersion: Text = say(
  'Windows liest nur XML 1.0. Bitte berichtigen Sie die Version in der ersten Zeile.',
  'Windows reads XML 1.0 only. Please correct the version in the first line.',
)
