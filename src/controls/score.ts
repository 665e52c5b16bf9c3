import type { Severity } from '../model/outcome.ts'
import type { Examination } from './examine.ts'

const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1 }

/** With a critical failure open, no site scores better than this. */
const criticalCeiling = 40

/**
 * 0 to 100: the share of the questions that were answered with `pass`, each weighed by its severity. What nobody
 * could tell earns nothing, and so does what was accepted as an exception. An open critical failure caps the score.
 * 0 if nothing was asked.
 */
export function score(examinations: readonly Examination[]): number {
  const asked = examinations.filter(({ outcome }) => outcome !== 'not-applicable')
  const total = sum(asked)
  if (total === 0) return 0
  const earned = sum(asked.filter(({ outcome }) => outcome === 'pass'))
  const reached = Math.floor((100 * earned) / total)
  return asked.some(hasOpenCriticalFailure) ? Math.min(reached, criticalCeiling) : reached
}

/** How many questions were asked, and how many of them evidence could settle. */
export function coverage(examinations: readonly Examination[]): { asked: number; answered: number } {
  const asked = examinations.filter(({ outcome }) => outcome !== 'not-applicable')
  const answered = asked.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')
  return { asked: asked.length, answered: answered.length }
}

function sum(examinations: readonly Examination[]): number {
  return examinations.reduce((total, { control }) => total + weights[control.severity], 0)
}

function hasOpenCriticalFailure({ judgements }: Examination): boolean {
  return judgements.some(
    ({ outcome, severity, overlay }) => outcome === 'fail' && severity === 'critical' && overlay !== 'waived',
  )
}
