import type { Text } from '../model/text.ts'
import type { Ending } from './change.ts'

/** How one change ended, and what whoever asked for it must know. */
export interface ChangeResult {
  /** The `id` of the change in its plan. */
  readonly change: string
  readonly ending: Ending
  readonly detail: Text
}

/** What is being done at the moment. */
export type Doing =
  | 'checking'
  | 'saving'
  | 'writing'
  | 'proving'
  | 'awaiting-confirmation'
  | 'undoing'
  /** The change has its ending. */
  | 'ended'

export interface Progress {
  readonly change: string
  readonly doing: Doing
  /** The file, the value, the setting that is worked on. */
  readonly place?: string
  /** Until when a confirmation counts, in milliseconds since 1970. */
  readonly until?: number
  readonly result?: ChangeResult
}

/** Told while it is done. What it throws is not caught: it must not. */
export type OnProgress = (progress: Progress) => void
