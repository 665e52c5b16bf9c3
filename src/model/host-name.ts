import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say } from './text.ts'

/**
 * Reads a DNS host name and answers it in lower case (RFC 1123, section 2.1; 253 characters at most, RFC 1035).
 * A name whose last label is a number, also a hexadecimal one, would be taken for an IPv4 address by many programs
 * (URL Standard, section 3.5, "ends in a number") and is refused.
 * Umlaut domains are written in their `xn--` form.
 */
export function parseHostName(text: string): Parsed<string> {
  const labels = text.length <= 253 ? text.split('.') : []
  // Checked before the letters are made small: some letters outside of ASCII become ASCII by that (U+212A becomes k).
  const wellFormed = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
  const last = labels.at(-1) ?? '0'
  if (wellFormed && !/^(\d+|0x[0-9a-f]*)$/i.test(last)) return accepted(text.toLowerCase())
  return rejected(
    say(
      `${quoted(text)} ist kein Rechnername, zum Beispiel support.muster-msp.de (Umlaute in der xn--Schreibweise).`,
      `${quoted(text)} is not a host name, for example support.muster-msp.de (umlauts in their xn-- form).`,
    ),
  )
}
