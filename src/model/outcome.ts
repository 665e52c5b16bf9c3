/** What a control found. Nothing turns `unknown` into `pass`. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'manual' | 'error'

/** What lies over an outcome without hiding it. */
export type Overlay = 'waived' | 'disputed' | 'stale'

/** How bad a failing control is. */
export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** From worst to least. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** From the outcome that a reader must see first to the one that needs no reading. */
const gravest: readonly Outcome[] = ['fail', 'error', 'unknown', 'manual', 'pass', 'not-applicable']

/** The outcome of several taken together: the gravest one; `not-applicable` if there is none at all. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return gravest.find((outcome) => outcomes.includes(outcome)) ?? 'not-applicable'
}

/** Negative if `a` is worse than `b`. */
export function bySeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}
