import type { Missing, Witness } from './evidence.ts'
import type { MeasureId } from './measure.ts'
import type { Outcome, Overlay, Severity } from './outcome.ts'
import type { ServerKind } from './server.ts'
import type { Language } from './text.ts'
import type { Vantage } from './vantage.ts'

/** A piece of evidence as a reader of the assessment sees it. */
export interface CitedEvidence {
  readonly witness: Witness
  readonly source: string
  readonly at: string
  readonly vantage?: Vantage
  readonly value?: unknown
  /** How many entries of the list in the value are not cited, because the answer does not rest on them. */
  readonly leftOut?: number
  readonly missing?: Missing
}

export interface Remedy {
  readonly summary: string
  readonly steps: readonly string[]
  /** Bollwerk can do it by itself. */
  readonly automatic: boolean
  readonly rollback?: string
  readonly downtime?: string
}

export interface Reference {
  readonly title: string
  readonly url: string
}

/** Where a measure stands in a standard: `BSI IT-Grundschutz 2023`, `NET.3.2.A2`, `supports`. */
export interface Mapping {
  readonly standard: string
  readonly requirement: string
  readonly relation: 'supports' | 'partly-fulfils' | 'fulfils'
}

/** An exception that was made for a finding, and whether it still covers it. */
export interface Acceptance {
  readonly standing: 'in-force' | 'other-version' | 'ended'
  readonly version: number
  readonly reason: string
  readonly owner: string
  readonly approver: string
  readonly since: string
  readonly until: string
}

/** An outcome worth telling. */
export interface Finding {
  /** Identity across runs: control, server and item, such as `ports-minimal.tcp/automate/3306`. */
  readonly id: string
  readonly control: string
  readonly version: number
  readonly measure: MeasureId
  readonly subject: ServerKind
  readonly item?: string
  readonly outcome: Outcome
  readonly overlay?: Overlay
  readonly exception?: Acceptance
  readonly severity: Severity
  readonly title: string
  readonly detail: string
  readonly evidence: readonly CitedEvidence[]
  readonly remedy: Remedy
  readonly references: readonly Reference[]
  readonly mappings: readonly Mapping[]
}

/** The answer of one control about one server. */
export interface ControlResult {
  readonly id: string
  readonly version: number
  readonly subject: ServerKind
  readonly title: string
  readonly outcome: Outcome
  readonly overlay?: Overlay
  readonly severity: Severity
  readonly detail: string
  /** Who could answer: shown where the outcome is `unknown`. */
  readonly witnesses: readonly Witness[]
  readonly evidence: readonly CitedEvidence[]
}

export interface MeasureResult {
  readonly id: MeasureId
  readonly title: string
  readonly outcome: Outcome
  readonly controls: readonly ControlResult[]
}

/** A question that earned nothing, what that cost and why. */
export interface LostPoints {
  readonly control: string
  readonly subject: ServerKind
  readonly title: string
  readonly outcome: Outcome
  readonly overlay?: Overlay
  /** What the question weighs by. */
  readonly severity: Severity
  readonly weight: number
  /** Of the hundred points, to two decimals. */
  readonly points: number
  readonly reason: string
}

/** How the score comes about. */
export interface ScoreExplanation {
  /** The weight of every question that was asked, and of those that are met. */
  readonly possible: number
  readonly earned: number
  /** Whole points, rounded down, before the ceiling. */
  readonly reached: number
  /** The most that can be reached while these findings, all critical failures, are open. */
  readonly ceiling?: { readonly at: number; readonly because: readonly string[] }
  readonly lost: readonly LostPoints[]
}

/** Something that the operator must know besides the findings: what was accepted or answered ends, or counts no more. */
export interface Notice {
  readonly kind: 'ends-soon' | 'ended' | 'other-version' | 'no-such-control' | 'from-future'
  readonly of: 'exception' | 'attestation' | 'dispute' | 'evidence'
  readonly control?: string
  /** Absent where both servers are meant. */
  readonly subject?: ServerKind
  readonly item?: string
  /** The last day in Berlin, `YYYY-MM-DD`. */
  readonly until?: string
  /** With `ends-soon`: the days that are left, and which of the warnings (30, 14, 7 days ahead) this is. */
  readonly daysLeft?: number
  readonly warning?: 30 | 14 | 7
  readonly text: string
}

/** `bollwerk.assessment/1`: what holds, what fails, what nobody can tell, and what to do. */
export interface Assessment {
  readonly schema: 'bollwerk.assessment/1'
  readonly language: Language
  readonly site: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly tool: { readonly version: string }
  readonly catalog: { readonly asOf: string; readonly ageDays: number; readonly tooOld: boolean }
  readonly vantages: readonly Vantage[]
  readonly coverage: { readonly asked: number; readonly answered: number }
  /** 0 to 100; what it counts is described at `score` in `controls/score.ts`. */
  readonly score: number
  /** Absent in files of before there was one. */
  readonly scoreExplained?: ScoreExplanation
  /** Absent in files of before there were any. */
  readonly notices?: readonly Notice[]
  readonly measures: readonly MeasureResult[]
  readonly findings: readonly Finding[]
  readonly support?: { readonly name: string; readonly booking?: string }
}
