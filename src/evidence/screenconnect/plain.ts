const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** A word from a file that anybody may have written, fit to be stored: one line, bounded, nothing invisible. */
export function plain(text: string, longest = 200): string {
  return text
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .replace(unsafe, '')
    .trim()
    .slice(0, longest)
    .replace(unsafe, '')
}

/** `true` and `false` as .NET writes them, in any case; absent for anything else. */
export function truth(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** A whole number that a setting can hold; null for anything else. */
export function whole(text: string | undefined): number | null {
  return text !== undefined && /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : null
}
