import { accepted, type Parsed, rejected } from './parsed.ts'
import { say } from './text.ts'

/** Reads an `https` link that a report may show and a reader may click. Other schemes are refused. */
export function parseLink(text: string): Parsed<string> {
  if (/^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\x21-\x7e]*)?$/i.test(text) && !/["<>\\^`{|}]/.test(text))
    return accepted(text)
  return rejected(
    say(
      `"${text}" ist kein Link, der mit https:// beginnt und ohne Leer- und Sonderzeichen auskommt.`,
      `"${text}" is not a link that begins with https:// and does without blanks and special characters.`,
    ),
  )
}
