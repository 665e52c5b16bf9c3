import { accepted, type Parsed, rejected } from '../../model/parsed.ts'
import { quoted } from '../../model/quoted.ts'
import { say } from '../../model/text.ts'

/** A window longer than three days is none. */
const most = 72

/** Reads the length of a maintenance window: hours, more than 0 and at most 72, halves allowed. */
export function parseHours(text: string): Parsed<number> {
  const hours = /^\d{1,2}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  if (hours > 0 && hours <= most) return accepted(hours)
  return rejected(
    say(
      `${quoted(text)} ist keine Dauer in Stunden über 0 und bis ${most}, zum Beispiel 3 oder 1.5.`,
      `${quoted(text)} is not a length in hours above 0 and up to ${most}, for example 3 or 1.5.`,
    ),
  )
}
