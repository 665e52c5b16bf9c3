/** Longer than this is nobody's reading; the JSON report holds every text whole. */
const longest = 2000

/** Stands where a character was that must not be shown. */
const substitute = '\u{fffd}'

/**
 * A text of unknown origin as one line that is safe to show: at most 2,000 characters; every kind of white space is
 * one blank; control characters, format characters (bidirectional overrides, zero-width signs), lone surrogates,
 * private and unassigned code points become U+FFFD; letters carry two combining marks at most.
 */
export function printable(text: string): string {
  if (text.length <= longest && plain.test(text)) return text
  return clipped(text, longest)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/\p{C}+/gu, substitute)
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim()
}

/** Words of Latin letters and usual signs with one blank between them; nearly every text is so, and looking is quick. */
const plain = /^[!-~¡-¬®-ÿ–—‘’‚“”„…→]+( [!-~¡-¬®-ÿ–—‘’‚“”„…→]+)*$/

/** The text, or its first `limit - 1` code units and an ellipsis. A surrogate pair is never cut in two. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** The same text in ASCII alone: German letters spelled out, typographic signs simplified, anything else as `?`. */
export function inAscii(text: string): string {
  return text
    .replace(/[^ -~]/gu, (sign) => spellings[sign] ?? sign)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -~]/gu, '?')
}

const spellings: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  '„': '"',
  '“': '"',
  '”': '"',
  '‚': "'",
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  '→': '->',
  '×': 'x',
}
