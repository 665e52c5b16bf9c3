import type { Stored } from './value-bytes.ts'

/** A value of a key by its full name, `HKEY_LOCAL_MACHINE\SOFTWARE\…`. */
export interface Place {
  readonly key: string
  readonly name: string
}

const header = 'Windows Registry Editor Version 5.00'
const byteOrderMark = '\ufeff'

/**
 * The file that `reg.exe import` sets one value by, or takes it away (`null`). Every type is written as its bytes, so
 * that nothing in a text has to be quoted but the name.
 */
export function regFile({ key, name }: Place, stored: Stored | null): Buffer {
  const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  const data = stored ? `hex(${stored.type.toString(16)}):${hexadecimal(stored.bytes)}` : '-'
  return Buffer.from(`${byteOrderMark}${header}\r\n\r\n[${key}]\r\n"${quoted}"=${data}\r\n\r\n`, 'utf16le')
}

/** Lines are kept short: older programs stop reading at some length. */
function hexadecimal(bytes: Buffer): string {
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'))
  const lines = Array.from({ length: Math.ceil(pairs.length / 25) }, (_, index) =>
    pairs.slice(index * 25, index * 25 + 25).join(','),
  )
  return lines.join(',\\\r\n  ')
}

/**
 * The value in a file that `reg.exe export` wrote, `null` where the key does not have it. The form of such a file is
 * the same in every language of Windows, UTF-16, and loses no character, unlike what `reg.exe query` prints. Throws
 * where the file is not one, or does not name the key at all.
 */
export function storedIn(file: Buffer, place: Place): Stored | null {
  const text = file.toString('utf16le')
  const start = `${byteOrderMark}${header}`
  if (!text.startsWith(start)) throw new Error('reg.exe export wrote no file of the registry')
  const wanted = { key: place.key.toLowerCase(), name: place.name.toLowerCase() }
  const seen = { key: '', found: false, value: null as Stored | null }
  for (const piece of pieces(text, start.length)) {
    if ('key' in piece) {
      seen.key = piece.key.toLowerCase()
      seen.found ||= seen.key === wanted.key
    } else if (seen.key === wanted.key && piece.name?.toLowerCase() === wanted.name) seen.value = piece.stored
  }
  if (!seen.found) throw new Error('reg.exe export wrote a file without the key that it was asked for')
  return seen.value
}

type Piece = { readonly key: string } | { readonly name: string | undefined; readonly stored: Stored }

const quotedText = String.raw`"([^"\\]*(?:\\[\s\S][^"\\]*)*)"`
/** A text may hold line ends, so lines say nothing; each piece is read from where the last one ended. */
const grammar = new RegExp(
  String.raw`\s*(?:\[([^\r\n]*)\](?=\s|$)|(?:@|${quotedText})=(?:${quotedText}|dword:([0-9a-f]{8})|hex(?:\(([0-9a-f]{1,8})\))?:([0-9a-f,\\\s]*?)(?=\r?\n(?! )|$)))`,
  'iy',
)

function* pieces(text: string, start: number): Generator<Piece> {
  grammar.lastIndex = start
  let at = start
  for (let match = grammar.exec(text); match; match = grammar.exec(text)) {
    at = grammar.lastIndex
    yield pieceOf(match)
    grammar.lastIndex = at
  }
  if (text.slice(at).trim() !== '') throw new Error('a file of reg.exe export could not be read to its end')
}

function pieceOf([, key, name, words, number, type, bytes]: RegExpExecArray): Piece {
  if (key !== undefined) return { key }
  const of = name === undefined ? undefined : unquoted(name)
  if (words !== undefined)
    return { name: of, stored: { type: 1, bytes: Buffer.from(`${unquoted(words)}\0`, 'utf16le') } }
  if (number !== undefined) return { name: of, stored: { type: 4, bytes: Buffer.from(number, 'hex').reverse() } }
  const pairs = (bytes ?? '').replaceAll(/[^0-9a-f]/gi, '')
  return { name: of, stored: { type: Number.parseInt(type ?? '3', 16), bytes: Buffer.from(pairs, 'hex') } }
}

/** Windows escapes the backslash and the quotation mark; Wine line ends and NUL too. */
const escapes: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', n: '\n', r: '\r', '0': '\0' }

function unquoted(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, (whole, character: string) => escapes[character] ?? whole)
}
