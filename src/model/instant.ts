import { parseDay } from './day.ts'
import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say } from './text.ts'

/** A point in time, as it was written and as milliseconds since 1970. */
export interface Instant {
  readonly text: string
  readonly milliseconds: number
}

/** Reads day and time with a zone, such as `2026-11-25T12:30:00+01:00` or `…T11:30Z` (ISO 8601, RFC 3339). */
export function parseInstant(text: string): Parsed<Instant> {
  const form = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(text)
  // Days that do not exist, such as February 30, would be read as days in March.
  if (form?.[1] !== undefined && parseDay(form[1]).ok) return accepted({ text, milliseconds: Date.parse(text) })
  return rejected(
    say(
      `${quoted(text)} ist kein Zeitpunkt mit Zeitzone, zum Beispiel 2026-11-25T12:30:00+01:00 oder 2026-11-25T11:30:00Z.`,
      `${quoted(text)} is not a point in time with its zone, for example 2026-11-25T12:30:00+01:00 or 2026-11-25T11:30:00Z.`,
    ),
  )
}
