/** Well-formed UTF-8 beyond ASCII, one character at a time (RFC 3629, section 4). */
const sequences =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/g

/**
 * What is left over once well-formed characters are gone and still looks like UTF-8: overlong forms (`%c0%af` for a
 * slash, `%e0%80%af`), surrogates, torn characters. A lone high byte does not: http.sys takes it for a letter of the
 * server's code page (`EnableNonUTF8`, on by default), and so did clients of old (`%fc`).
 */
const forged = /[\xc0\xc1]|[\xc2-\xff][\x80-\xbf]/

/** U+0080 to U+009F, which http.sys refuses (`AllowRestrictedChars`, off by default). */
const laterControls = /\xc2[\x80-\x9f]/

/** Look-alikes that Windows' best-fit tables (code page 1252) turn into ASCII and Unicode's decomposition does not. */
const bestFit: ReadonlyMap<string, string> = new Map([
  ...pairs('⁄∕⧸', '/'),
  ...pairs('∖⧵', '\\'),
  ...pairs('‐−', '-'),
  ...pairs('∶ː', ':'),
  ...pairs('∼', '~'),
  ...pairs('αɑ', 'a'),
  ...pairs('đδ', 'd'),
  ...pairs('ε', 'e'),
  ...pairs('φ', 'f'),
  ...pairs('γɡ', 'g'),
  ...pairs('ħһ', 'h'),
  ...pairs('ł', 'l'),
  ...pairs('ω', 'o'),
  ...pairs('π', 'p'),
  ...pairs('σς', 's'),
  ...pairs('ŧθτ', 't'),
])

function pairs(characters: string, ascii: string): readonly (readonly [string, string])[] {
  return [...characters].map((character) => [character, ascii])
}

/**
 * Bytes (one per character) as text in which every character that some layer of Windows or .NET could take for ASCII
 * is that ASCII: full-width and mathematical forms, accents (best fit makes `č` a `c`), characters whose upper or lower
 * case is ASCII (`ſ`, `ı`, the Kelvin sign), and nothing in place of what culture-aware comparisons skip (soft hyphen,
 * zero-width characters). Other scripts stay. Undefined for overlong and torn UTF-8 and for controls beyond ASCII.
 *
 * Folding is for matching only, so a name with an umlaut passes; the server still gets what was sent.
 */
export function foldCharacters(bytes: string): string | undefined {
  if (laterControls.test(bytes) || forged.test(bytes.replace(sequences, '_'))) return undefined
  return bytes.replace(sequences, characterOf).replace(/[^\0-\x9f]/gu, folded)
}

function characterOf(sequence: string): string {
  const [lead = 0, ...rest] = [...sequence].map((byte) => byte.charCodeAt(0))
  const bits = lead & (0xff >> (sequence.length + 1))
  return String.fromCodePoint(rest.reduce((code, byte) => (code << 6) | (byte & 0x3f), bits))
}

/**
 * Ideographs, Hangul, private use and Arabic ligatures: nothing there folds to ASCII, and some decompose to a whole
 * sentence, which is work that an attacker could give away.
 */
const never = /[\u3400-\u9fff\uac00-\ud7a3\ue000-\ufaff\ufb50-\ufdff\u{20000}-\u{dffff}]/u

function folded(character: string): string {
  if (never.test(character)) return character.toLowerCase()
  const plain = spelt(spelt(character))
  const capital = plain.toUpperCase()
  return isAscii(capital) ? capital.toLowerCase() : plain
}

function spelt(text: string): string {
  const letters = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
  return [...letters].map((letter) => bestFit.get(letter) ?? letter).join('')
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text)
}
