/** What JSON leaves as it is and a terminal or an editor obeys: delete, C1 controls, line breaks, direction marks. */
const obeyed = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * Writes a record as one line of JSON, line feed included. What a terminal would obey is written as its escape, so that
 * looking at a journal is safe; it reads back as the same text.
 */
export function recordLine(record: object): string {
  return `${JSON.stringify(record).replaceAll(obeyed, escaped)}\n`
}

/** Reads one line; undefined for what is not whole JSON: a torn line, blanked lines, noise. */
export function parseRecordLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // A line that a crash tore is no error: what was acknowledged is never torn.
    return undefined
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
