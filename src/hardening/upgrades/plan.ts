import type { ServerKind } from '../../model/server.ts'
import type { Text } from '../../model/text.ts'
import type { Afterwards, Check } from '../checked.ts'

/** What is brought to a newer release. */
export type UpgradedProduct = 'automate' | 'mysql' | 'screenconnect'

/** One step that a person takes, in its place of the order. */
export interface UpgradeStep {
  /** Unique in its plan. */
  readonly id: string
  readonly title: Text
  /** What must hold before it is taken. */
  readonly checks: readonly Check[]
  readonly instructions: readonly Text[]
  /** How to see that it worked. */
  readonly proof: Text
  /** The way back. */
  readonly rollback: Text
  readonly downtime: Text
}

/**
 * How one product gets to its newest release.
 * - `due`: something newer is there, or the line has ended
 * - `settle-first`: nobody can tell whether something is due; the only step says what has to be found out
 * - `accepted`: something is due, but an exception covers all of it; no steps as long as it holds
 * - `nothing`: nothing to do, and no steps
 */
export interface UpgradePlan {
  readonly product: UpgradedProduct
  readonly server: ServerKind
  readonly title: Text
  readonly state: 'due' | 'settle-first' | 'accepted' | 'nothing'
  readonly reason: Text
  /** The version that runs, if it is known. */
  readonly from?: string
  /** The versions to go through, in order; the last one is the goal as far as the catalogue knows it. */
  readonly path: readonly Text[]
  readonly steps: readonly UpgradeStep[]
  readonly afterwards: readonly Afterwards[]
}
