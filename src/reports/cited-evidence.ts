import type { CitedEvidence } from '../model/assessment.ts'
import { missingInWords } from '../model/missing-words.ts'
import type { Language } from '../model/text.ts'
import type { Vantage } from '../model/vantage.ts'
import { compactValue } from './compact-value.ts'
import * as messages from './messages.ts'
import { shownTime } from './moment.ts'

/** A vantage point in words: `Internet (DE), Mobilfunk der Zentrale`. */
export function shownPlace({ place, country, note }: Vantage, language: Language): string {
  const where = messages.placeNames[place][language]
  return [country === undefined ? where : `${where} (${country})`, note].filter((part) => part !== undefined).join(', ')
}

/** When, how and from where a piece of evidence was seen. */
export function shownOrigin({ witness, at, vantage }: CitedEvidence, language: Language): string {
  const parts = [shownTime(at, language), messages.witnessWays[witness][language]]
  return [...parts, ...(vantage ? [shownPlace(vantage, language)] : [])].join(', ')
}

/** What was seen, in at most `limit` characters and how much of it is left out, or why nothing was. */
export function shownContent({ value, leftOut, missing }: CitedEvidence, language: Language, limit: number): string {
  if (!missing)
    return leftOut === undefined
      ? compactValue(value, limit)
      : `${compactValue(value, limit)} (${messages.notCited(leftOut)[language]})`
  return messages.couldNotSee(missingInWords(missing))[language]
}
