import type { Severity } from '../model/outcome.ts'
import type { Examination } from './examine.ts'

const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1 }

/** With a critical failure open, no site scores better than this. */
export const criticalCeiling = 40

/**
 * 0 to 100: the share of the questions that were answered with `pass`, each weighed by its severity. What nobody
 * could tell earns nothing, and so does what was accepted as an exception; what is disputed counts as it is. An open
 * critical failure caps the score. 0 if nothing was asked.
 */
export function score(examinations: readonly Examination[]): number {
  const { reached, capped } = reckoned(examinations)
  return capped ? Math.min(reached, criticalCeiling) : reached
}

/** How the score comes about, in weights. */
export interface Reckoning {
  readonly possible: number
  readonly earned: number
  /** Whole points before the ceiling. */
  readonly reached: number
  /** Whether an open critical failure makes the ceiling hold. */
  readonly capped: boolean
}

export function reckoned(examinations: readonly Examination[]): Reckoning {
  const asked = examinations.filter(wasAsked)
  const possible = sum(asked)
  const earned = sum(asked.filter(({ outcome }) => outcome === 'pass'))
  const reached = possible === 0 ? 0 : Math.floor((100 * earned) / possible)
  return { possible, earned, reached, capped: asked.some(hasOpenCriticalFailure) }
}

/** How many questions were asked, and how many of them evidence could settle. */
export function coverage(examinations: readonly Examination[]): { asked: number; answered: number } {
  const asked = examinations.filter(wasAsked)
  const answered = asked.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')
  return { asked: asked.length, answered: answered.length }
}

/** What a question weighs. */
export function weightOf({ control }: Examination): number {
  return weights[control.severity]
}

/** What does not apply was no question. */
export function wasAsked({ outcome }: Examination): boolean {
  return outcome !== 'not-applicable'
}

/** A judgement that caps the score. */
export function isOpenCriticalFailure({ outcome, severity, overlay }: Examination['judgements'][number]): boolean {
  return outcome === 'fail' && severity === 'critical' && overlay !== 'waived'
}

function sum(examinations: readonly Examination[]): number {
  return examinations.reduce((total, examination) => total + weightOf(examination), 0)
}

function hasOpenCriticalFailure({ judgements }: Examination): boolean {
  return judgements.some(isOpenCriticalFailure)
}
