import type { LabAddresses, LabPorts } from './addresses.ts'
import type { Arrivals } from './arrivals.ts'
import type { Authority } from './certificate.ts'
import type { LabVersions } from './versions.ts'

/** What every part of a simulated site is built from. */
export interface Site {
  readonly addresses: LabAddresses
  /** Where the products of a hardened site listen. */
  readonly origins: { readonly automate: string; readonly screenconnect: string }
  readonly ports: LabPorts
  readonly versions: LabVersions
  readonly arrivals: Arrivals
  readonly authority: Authority
  /** How long ScreenConnect holds an unanswered long poll, in milliseconds; as long as the product does, if absent. */
  readonly longPoll?: number
  /** Milliseconds since 1970, for the validity of certificates. */
  readonly now: number
}
