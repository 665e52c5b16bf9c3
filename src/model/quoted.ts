const longest = 60

/**
 * Cites a text from elsewhere inside a sentence, in quotation marks: at most 60 characters of it, and whatever a
 * terminal would obey, hide or turn round written as its code point, such as `<U+001B>`.
 */
export function quoted(text: string): string {
  // Cut before spreading, so that a hostile length costs nothing; a character has at most two code units.
  const characters = [...text.slice(0, 2 * longest + 2)]
  const shown = characters
    .slice(0, longest)
    .map((character) => (isVisible(character) ? character : `<${codePoint(character)}>`))
  return `"${shown.join('')}${characters.length > longest ? '…' : ''}"`
}

/**
 * Says whether a text holds nothing that a terminal would obey and nothing that hides or reorders other text: no
 * control characters (Unicode category Cc), no format characters (Cf), no line or paragraph separators (Zl, Zp), no
 * half of a surrogate pair (Cs).
 */
export function isVisible(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)
}

/** The code point of the first character of a text, such as `U+001B`. */
export function codePoint(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
