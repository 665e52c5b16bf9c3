import { joined, say, type Text } from '../model/text.ts'

/** Line and column from 1, the column in characters. */
export interface XmlPlace {
  readonly line: number
  readonly column: number
}

/** A file that is not edited: where it is not as expected, why that matters, what to do. */
export class XmlRefused extends Error {
  readonly place: XmlPlace
  readonly reason: Text

  constructor(place: XmlPlace, reason: Text) {
    super(`line ${place.line}, column ${place.column}: ${reason.en}`)
    this.place = place
    this.reason = reason
  }
}

/** The refusal as a sentence that names the file. */
export function refusalText(file: string, { place: { line, column }, reason }: XmlRefused): Text {
  const where = say(`${file}, Zeile ${line}, Spalte ${column}:`, `${file}, line ${line}, column ${column}:`)
  return joined([where, reason])
}

/** The place of a character in a text. Lines end as XML counts them: CR LF, LF or CR. */
export function placeAt(text: string, offset: number): XmlPlace {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/)
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 }
}
