import { codePoint } from '../model/quoted.ts'

/** Something that a configuration cannot carry. Nothing was written. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable'
}

/**
 * Any text as one that no language of configuration reads a meaning into: letters of the Latin script, digits, blanks and
 * a few signs stand for themselves, everything else as its code point, `<U+0022>`. Cut behind so many bytes of UTF-8,
 * never inside a character.
 */
export function plainText(text: string, most: number): string {
  let written = ''
  let bytes = 0
  for (const character of text) {
    const next = isPlain(character) ? character : `<${codePoint(character)}>`
    bytes += encodeURIComponent(next).replaceAll(/%../g, '_').length
    if (bytes > most) return `${written}...`
    written += next
  }
  return written
}

function isPlain(character: string): boolean {
  return /^[ -~]$/.test(character) ? !/["'\\#$%&{};`[\]]/.test(character) : /^\p{Script=Latin}$/u.test(character)
}
