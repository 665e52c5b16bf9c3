import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { quoted } from '../model/quoted.ts'
import { say } from '../model/text.ts'

/** Reads a SHA-256 digest (FIPS 180-4) as 64 hexadecimal digits in small letters. */
export function parseDigest(text: string): Parsed<string> {
  if (/^[0-9a-f]{64}$/.test(text)) return accepted(text)
  return rejected(
    say(
      `${quoted(text)} ist kein SHA-256-Wert; erwartet werden 64 Ziffern von 0 bis f. "bollwerk attest --attachment" schreibt ihn selbst.`,
      `${quoted(text)} is no SHA-256 digest; 64 digits from 0 to f are expected. "bollwerk attest --attachment" writes it by itself.`,
    ),
  )
}
