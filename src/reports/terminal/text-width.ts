const zeroWidth = /\p{M}/u

/** Scripts and signs that terminals draw over two columns (Unicode Annex 11, wide and fullwidth). */
const twoColumns =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u

/** Latin letters, quotation marks, dashes and arrows: texts hold little else, and classes of Unicode are slow to match. */
const oneColumnEach = /^[ -\u02ff\u2010-\u2027\u2190-\u21ff]*$/

/** How many columns of a terminal a text takes. Combining marks take none, so `ä` is one column in either spelling. */
export function columnsOf(text: string): number {
  if (oneColumnEach.test(text)) return text.length
  let columns = 0
  for (const sign of text) columns += zeroWidth.test(sign) ? 0 : twoColumns.test(sign) ? 2 : 1
  return columns
}

/**
 * Breaks a text at blanks into lines of at most `width` columns; a word that is longer is broken where the line ends.
 * Of the first line, `taken` columns are in use already; it is empty if its first word does not fit into the rest.
 */
export function wrapped(text: string, width: number, taken = 0): string[] {
  const lines: string[] = []
  let line = ''
  let columns = 0
  // Asked of the whole text once, and not of each word.
  const columnsIn = oneColumnEach.test(text) ? lengthOf : columnsOf
  const parts = text.split(' ')
  const words = parts.every((part) => columnsIn(part) <= width) ? parts : parts.flatMap((part) => pieces(part, width))
  for (const word of words) {
    const more = columnsIn(word)
    const longer = line === '' ? more : columns + 1 + more
    const fits = longer <= (lines.length === 0 ? width - taken : width)
    if (!fits) lines.push(line)
    line = fits && line !== '' ? `${line} ${word}` : word
    columns = fits ? longer : more
  }
  return [...lines, line]
}

function lengthOf({ length }: string): number {
  return length
}

/** The text in at most `width` columns; an ellipsis shows that something is gone. */
export function cutToWidth(text: string, width: number, ellipsis: string): string {
  if (columnsOf(text) <= width) return text
  return `${(pieces(text, width - ellipsis.length)[0] ?? '').trimEnd()}${ellipsis}`
}

function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word]
  const found: string[] = []
  let piece = ''
  for (const sign of word) {
    if (columnsOf(piece + sign) > width) {
      found.push(piece)
      piece = ''
    }
    piece += sign
  }
  return [...found, piece]
}
