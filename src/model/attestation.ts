import type { ServerKind } from './server.ts'

/** A person's dated answer to a question that no evidence could settle. */
export interface Attestation {
  /** Control id, such as `isolated-network.segment`. */
  readonly control: string
  /** The version of the control that was answered; a newer one asks something else. */
  readonly version: number
  readonly server: ServerKind
  /** One item of the control only; everything that is open if absent. */
  readonly item?: string
  readonly answer: 'pass' | 'fail'
  /** Who says so. */
  readonly by: string
  /** The day on which it was said, `YYYY-MM-DD`. */
  readonly since: string
  /** Last day on which it counts, `YYYY-MM-DD`, at most twelve months after `since`. */
  readonly until: string
  /** What was looked at, and how. */
  readonly note: string
  /** A document that shows it; the digest tells later whether it is still the same one. */
  readonly attachment?: { readonly file: string; readonly sha256: string }
}
