import { dayInBerlin } from '../model/berlin.ts'
import type { Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'

const dayMs = 86_400_000

/** From how many days before the end on it is time to act, how much it weighs then, and what to do. */
export interface EndWarning {
  readonly days: number
  readonly severity: Severity
  readonly advice: Text
}

const warnings: readonly EndWarning[] = [
  { days: 30, severity: 'medium', advice: say('Wechseln Sie jetzt.', 'Move now.') },
  { days: 90, severity: 'medium', advice: say('Vereinbaren Sie jetzt einen Termin.', 'Make an appointment now.') },
  { days: 180, severity: 'low', advice: say('Planen Sie den Wechsel.', 'Plan the move.') },
]

/** Days until the last day with fixes (`YYYY-MM-DD`), counted in Berlin; negative once that day is over. */
export function daysLeft(ends: string, now: number): number {
  return Math.round((Date.parse(ends) - Date.parse(dayInBerlin(now))) / dayMs)
}

/** The warning that is due; absent while the end is more than 180 days away. */
export function warningAt(days: number): EndWarning | undefined {
  return warnings.find((warning) => days <= warning.days)
}

/** `1 day`, `60 days`. */
export function daysText(days: number): Text {
  return days === 1 ? say('1 Tag', '1 day') : say(`${days} Tage`, `${days} days`)
}
