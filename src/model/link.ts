import { parseHost } from './host.ts'
import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say } from './text.ts'

const longest = 2_000

/**
 * Reads an `https` link of at most 2,000 characters that a report may show and a reader may click. Other schemes,
 * credentials, and the characters that RFC 3986 keeps out of every link are refused.
 */
export function parseLink(text: string): Parsed<string> {
  const form =
    text.length <= longest ? /^https:\/\/([a-z0-9.-]+)(?::([1-9]\d{0,4}))?(?:[/?#][\x21-\x7e]*)?$/i.exec(text) : null
  const wellFormed = form !== null && parseHost(form[1] ?? '').ok && Number(form[2] ?? 443) <= 65_535
  if (wellFormed && !/["<>\\^`{|}]/.test(text)) return accepted(text)
  return rejected(
    say(
      `${quoted(text)} ist kein Link, der mit https:// beginnt und ohne Leer- und Sonderzeichen auskommt.`,
      `${quoted(text)} is not a link that begins with https:// and does without blanks and special characters.`,
    ),
  )
}
