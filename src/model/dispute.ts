import type { ServerKind } from './server.ts'

/** Somebody holds a result to be wrong. The result stays and counts; the dispute only lies over it. */
export interface Dispute {
  /** Control id, such as `ports-minimal.tcp`. */
  readonly control: string
  /** The version of the control whose result is disputed. */
  readonly version: number
  readonly server: ServerKind
  /** One item of the control only; every result of it if absent. */
  readonly item?: string
  readonly reason: string
  /** First day, `YYYY-MM-DD`. */
  readonly since: string
  /** Last day, `YYYY-MM-DD`, at most twelve months after `since`. */
  readonly until: string
}
