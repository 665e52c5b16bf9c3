import type { PinnedProcess } from './pinned-process.ts'
import type { SharedPolicy } from './policy.ts'

/** What every gateway is given: where to listen, what to guard, by which policy. */
export interface Site {
  /** A folder of this gateway alone, for its configuration; removed at the end. */
  readonly folder: string
  readonly policy: SharedPolicy
  readonly originPort: number
  readonly plainPort: number
  readonly tlsPort: number
  readonly certificate: string
  readonly key: string
}

/** A gateway that can be measured. */
export interface Gateway {
  readonly name: string
  /** The program that must be installed. */
  readonly program: string
  /** Parts of the policy that it cannot bear, so that its figures flatter it. */
  readonly leftOut: readonly string[]
  /** Starts it on the measured core; it listens on both ports once this has answered. */
  start(site: Site): Promise<PinnedProcess>
}
