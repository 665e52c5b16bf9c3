import type { Outcome, Overlay, Severity } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'

/** How something changed between two assessments, from what must be read first to what needs no reading. */
export const changeKinds = [
  'new',
  'regressed',
  'exception-expired',
  'became-unknown',
  'data-missing',
  'waived',
  'control-version-changed',
  'evidence-changed',
  'new-question',
  'answered',
  'fixed',
  'unchanged',
] as const

export type ChangeKind = (typeof changeKinds)[number]

/** What one assessment says of a finding. */
export interface State {
  readonly outcome: Outcome
  readonly overlay?: Overlay
  readonly severity: Severity
  readonly version: number
}

export interface Change {
  readonly kind: ChangeKind
  /** The identity of the finding; of the control on its server where the control itself changed. */
  readonly id: string
  readonly control: string
  readonly subject: ServerKind
  readonly item?: string
  readonly title: string
  readonly severity: Severity
  /** Absent where the question was not asked. */
  readonly before?: State
  readonly after?: State
}

/** A failure that is open now and was not before, whatever the reason. */
export function isWorse({ kind }: Change): boolean {
  return kind === 'new' || kind === 'regressed' || kind === 'exception-expired'
}
