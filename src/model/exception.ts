import type { ServerKind } from './server.ts'

/**
 * A dated acceptance of a risk. The control keeps running and its outcome stays visible; the exception only lies
 * over it, and it ends by itself.
 */
export interface Exception {
  /** Control id, such as `ports-minimal.tcp`. */
  readonly control: string
  /** The version of the control that was accepted; a newer one asks something else and is not covered. */
  readonly version: number
  /** One server only; both if absent. */
  readonly server?: ServerKind
  /** One item of the control only (a port, an advisory); all if absent. */
  readonly item?: string
  readonly reason: string
  readonly owner: string
  readonly approver: string
  /** Last day on which it holds, `YYYY-MM-DD`, at most twelve months after `since`. */
  readonly until: string
  /** First day on which it holds, `YYYY-MM-DD`. */
  readonly since: string
}
