import type { Text } from '../model/text.ts'

/** One thing that is wrong with a policy file. Lines and columns count from 1, columns in UTF-16 code units. */
export interface PolicyProblem {
  readonly line: number
  readonly column: number
  /** Where in the policy, such as `servers.automate.host` or `exceptions[0].until`; empty for the file as a whole. */
  readonly path: string
  /** What is wrong and what would be right, in full sentences. */
  readonly message: Text
}
