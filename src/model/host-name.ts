import { accepted, type Parsed, rejected } from './parsed.ts'
import { say } from './text.ts'

/**
 * Reads a DNS host name and answers it in lower case (RFC 1123, section 2.1; 253 characters at most, RFC 1035).
 * A name whose last label is a number would be taken for an IPv4 address by many programs and is refused.
 * Umlaut domains are written in their `xn--` form.
 */
export function parseHostName(text: string): Parsed<string> {
  const name = text.toLowerCase()
  const labels = name.split('.')
  const wellFormed = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  if (name.length <= 253 && wellFormed && !/^\d+$/.test(labels.at(-1) ?? '')) return accepted(name)
  return rejected(
    say(
      `"${text}" ist kein Rechnername, zum Beispiel support.muster-msp.de (Umlaute in der xn--Schreibweise).`,
      `"${text}" is not a host name, for example support.muster-msp.de (umlauts in their xn-- form).`,
    ),
  )
}
