import { dayInBerlin, endOfDayInBerlin } from '../model/berlin.ts'
import { parseDay, twelveMonthsAfter } from '../model/day.ts'
import type { Parsed } from '../model/parsed.ts'
import { accepted, rejected } from '../model/parsed.ts'
import { say, type Text } from '../model/text.ts'

/** Today in Berlin: every term begins and ends there. */
export function today(): string {
  return dayInBerlin(Date.now())
}

/** Reads the last day of a term that begins on `since`: not over yet, and at most twelve months away. */
export function parseLastDay(text: string, since: string): Parsed<string> {
  const day = parseDay(text)
  if (!day.ok) return day
  const now = today()
  if (day.value < now)
    return rejected(
      say(
        `${day.value} ist schon vorbei (heute ist der ${now}, Europe/Berlin). Nennen Sie einen Tag, der noch kommt.`,
        `${day.value} is over already (today is ${now}, Europe/Berlin). Name a day that is still to come.`,
      ),
    )
  const last = twelveMonthsAfter(since)
  if (day.value > last)
    return rejected(
      say(
        `${day.value} liegt mehr als zwölf Monate nach dem ${since}. Erlaubt ist höchstens der ${last}.`,
        `${day.value} is more than twelve months after ${since}. The last day allowed is ${last}.`,
      ),
    )
  return accepted(day.value)
}

/** A last day with its zone, as a person and as a program reads it. */
export function shownEnd(until: string): Text {
  const instant = endOfDayInBerlin(until)
  return say(
    `bis zum Ende des ${until} (Europe/Berlin, ${instant})`,
    `until the end of ${until} (Europe/Berlin, ${instant})`,
  )
}
