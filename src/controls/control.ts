import type { Catalog } from '../catalog/catalog.ts'
import type { EvidenceSet } from '../evidence/facts.ts'
import type { Acceptance, Mapping, Reference } from '../model/assessment.ts'
import type { Evidence, Witness } from '../model/evidence.ts'
import type { MeasureId } from '../model/measure.ts'
import type { Outcome, Overlay, Severity } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'
import type { Text } from '../model/text.ts'
import type { Intent } from '../policy/intent.ts'
import type { Policy, Server } from '../policy/policy.ts'

/** What a control is asked with. Everything that it may look at is here; it has no clock and no network. */
export interface Question {
  readonly server: Server
  readonly policy: Policy
  readonly intents: readonly Intent[]
  readonly catalog: Catalog
  /** Only evidence that is young enough for this control. */
  readonly evidence: EvidenceSet
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What to do about a failing control. */
export interface RemedyText {
  readonly summary: Text
  readonly steps: readonly Text[]
  /** Hardening makes changes for it; of what exactly, and where not, its planner decides on the spot. */
  readonly automatic: boolean
  readonly rollback?: Text
  readonly downtime?: Text
}

/**
 * One answer of a control. A control that looked at several things answers once for each that is worth telling;
 * `item` (a port, an advisory, a path) keeps them apart across runs.
 */
export interface Judgement {
  readonly item?: string
  readonly outcome: Outcome
  /** What this very answer weighs, if not what the control says. */
  readonly severity?: Severity
  /** More precise than the control's title. */
  readonly title?: Text
  readonly detail: Text
  readonly evidence: readonly Evidence[]
  readonly remedy?: RemedyText
  readonly references?: readonly Reference[]
  /** The vendor disputes the statement that this answer rests on. */
  readonly overlay?: 'disputed'
}

/** A judgement with what lies over it. */
export interface Overlaid extends Omit<Judgement, 'overlay'> {
  readonly overlay?: Overlay
}

/** A judgement with its weight settled, too. */
export interface Judged extends Overlaid {
  readonly severity: Severity
  /** The exception that was made for it, also if it covers it no longer. */
  readonly acceptance?: Acceptance
}

/**
 * A question asked of evidence, with everything that is known about it.
 *
 * `judge` must answer at least once. It must say `unknown` with the reason when the evidence does not settle the
 * question, and never `pass` because nothing was looked at. It must not throw; if it does, the outcome is `error`.
 */
export interface Control {
  /** Measure and name, such as `ports-minimal.tcp`. */
  readonly id: string
  /** Raised when the question changes, so that old exceptions do not cover the new question. */
  readonly version: number
  readonly measure: MeasureId
  readonly title: Text
  /** Why it matters, in one or two sentences. */
  readonly reason: Text
  /** Which evidence it looks at, for whoever wants to check the answer by hand. */
  readonly looksAt: Text
  readonly servers: readonly ServerKind[]
  /** Who could answer it. */
  readonly witnesses: readonly Witness[]
  readonly severity: Severity
  /** Evidence older than this does not count. */
  readonly maximumAgeDays: number
  readonly remedy: RemedyText
  readonly references: readonly Reference[]
  readonly mappings: readonly Mapping[]
  judge(question: Question): readonly Judgement[]
}
