import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say } from './text.ts'

/** Reads a day of the Gregorian calendar as `YYYY-MM-DD` (ISO 8601). Days so written sort as text. */
export function parseDay(text: string): Parsed<string> {
  const form = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const [year, month, day] = [Number(form?.[1]), Number(form?.[2]), Number(form?.[3])]
  if (form && day >= 1 && day <= daysIn(year, month)) return accepted(text)
  return rejected(
    say(
      `${quoted(text)} ist kein Tag des Kalenders in der Form JJJJ-MM-TT, zum Beispiel 2026-11-23.`,
      `${quoted(text)} is not a day of the calendar in the form YYYY-MM-DD, for example 2026-11-23.`,
    ),
  )
}

/** The last day that lies at most twelve months after a day: the same day of the next year, or February 28. */
export function twelveMonthsAfter(day: string): string {
  const next = String(Number(day.slice(0, 4)) + 1).padStart(4, '0')
  return day.endsWith('-02-29') ? `${next}-02-28` : next + day.slice(4)
}

/** Zero for a month that does not exist. */
function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}
