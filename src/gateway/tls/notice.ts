import type { Text } from '../../model/text.ts'

/** Something that the operator should know of the gateway's certificates. */
export interface Notice {
  readonly severity: 'info' | 'warning' | 'error'
  /** The names that it concerns. */
  readonly hosts: readonly string[]
  /** What happened, what still works, and what to do. */
  readonly text: Text
}

export type Notify = (notice: Notice) => void
