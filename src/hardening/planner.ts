import type { Finding } from '../model/assessment.ts'
import type { Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import type { Change } from './change.ts'

/** What the machine that Bollwerk runs on lets a planner look at. Each reads; nothing here writes. */
export interface Reach {
  /** The name of this machine as the evidence has it; absent where nobody can tell. */
  readonly machine?: string
  /** The folder that ScreenConnect is installed in, if it is here. */
  readonly screenconnectFolder?: string
  /** IIS's applicationHost.config, if it is here. */
  readonly applicationHost?: string
  /** The policy file that was planned by, with its whole path. */
  readonly policyFile?: string
  /** Reads a whole file. Rejects with Node's own error. */
  readonly readFile: (path: string) => Promise<Buffer>
  /** A value of the registry, `null` where there is none, `undefined` where there is no registry. */
  readonly readRegistry?: (key: string, name: string) => Promise<import('./change.ts').RegistryValue | null>
  /** Rows of a query that only reads. */
  readonly query?: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** What a planner is asked: the findings of its controls, and where it may look. */
export interface Asked {
  readonly findings: readonly Finding[]
  readonly policy: Policy
  readonly reach: Reach
  /** In which language the plan is written. */
  readonly language: 'de' | 'en'
  /** Addresses (CIDR) that must keep access. */
  readonly keepAccess: readonly string[]
  /** Findings of what is left as it is, although it fails: accepted as an exception, or disputed. */
  readonly untouched?: readonly Finding[]
}

/** What comes of it. A finding that no change answers is told why; it becomes a task. */
export interface Planned {
  readonly changes: readonly Change[]
  readonly left: readonly Left[]
}

export interface Left {
  readonly finding: string
  readonly reason: Text
  /** Steps for this very site, which take the place of those of the remedy. */
  readonly steps?: readonly Text[]
}

/** Turns findings of some controls into changes of one kind of place. */
export interface Planner {
  readonly controls: readonly string[]
  plan(asked: Asked): Promise<Planned>
}
