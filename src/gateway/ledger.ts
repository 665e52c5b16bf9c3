import type { ServerKind } from '../model/server.ts'
import type { Source } from '../traffic/source.ts'
import type { TraceEntry, Verdict } from '../traffic/verdict.ts'

/** What is known of a visit that a rule objects to, beside where it comes from. */
export interface VisitDetails {
  readonly server?: ServerKind | undefined
  readonly method?: string
  readonly host?: string
  /** As sent: path and query. */
  readonly target?: string
  readonly userAgent?: string | undefined
  readonly trace?: readonly TraceEntry[]
}

/** Traffic that was passed on. */
export interface Passed {
  readonly source: Source
  readonly server: ServerKind
  readonly verdict: Verdict
  /** HTTP status of the answer; absent where there is none. */
  readonly status?: number
  readonly bytes: number
}

/** Where the gateway writes down what it decided. Writing never waits. */
export interface Ledger {
  /** Writes down a refusal in full and answers the reference under which it is found again. */
  refused(source: Source, verdict: Verdict, details: VisitDetails): string
  /** Writes down what rules in observe mode would have refused. */
  observed(source: Source, verdict: Verdict, details: VisitDetails): void
  /** Writes down in full that somebody was let into an area that is closed for everyone else. */
  opened(source: Source, verdict: Verdict, details: VisitDetails): void
  /** Counts what was passed on, by truncated address. */
  passed(passed: Passed): void
}
