import type { Assessment } from '../model/assessment.ts'
import type { Text } from '../model/text.ts'
import * as messages from './messages.ts'
import { openCount } from './open-questions.ts'
import { isOpenFailure, type MeasureOutline } from './outline.ts'

/** How a site stands, in the terms that decide how soon somebody has to act. */
export type Standing = 'critical' | 'failing' | 'unclear' | 'good'

/** Failures decide before what is open, and a critical failure before any other. */
export function standingOf(assessment: Assessment): Standing {
  const failures = assessment.findings.filter(isOpenFailure)
  if (failures.some(({ severity }) => severity === 'critical')) return 'critical'
  if (failures.length > 0) return 'failing'
  return openCount(assessment) > 0 || assessment.coverage.asked === 0 ? 'unclear' : 'good'
}

/** The first sentence of every report. */
export function headlineOf(assessment: Assessment): Text {
  const failures = assessment.findings.filter(isOpenFailure)
  switch (standingOf(assessment)) {
    case 'critical':
      return messages.actNow(failures.filter(({ severity }) => severity === 'critical').length)
    case 'failing':
      return messages.actSoon(failures.length)
    case 'unclear':
      return assessment.coverage.answered === 0 ? messages.nothingSeen : messages.nothingFailsSomethingOpen
    case 'good':
      return messages.allMet
  }
}

/** How many measures are not met, and how many of them only by what was accepted as an exception. */
export function failingCounts(outline: readonly MeasureOutline[]): { readonly all: number; readonly waived: number } {
  const failing = outline.filter(({ outcome }) => outcome === 'fail')
  return { all: failing.length, waived: failing.filter(({ overlay }) => overlay === 'waived').length }
}
