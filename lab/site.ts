import type { LabAddresses, LabPorts } from './addresses.ts'
import type { Arrivals } from './arrivals.ts'
import type { Authority } from './certificate.ts'

/** The versions that the lab's servers say they are, as the products write them. */
export interface LabVersions {
  /** As agent.aspx writes it, `250.436`. */
  readonly automate: string
  /** `26.6.5.9742`. */
  readonly screenconnect: string
  /** As the greeting packet has it, `5.7.44-log`. A hardened site shows its database to nobody. */
  readonly database: string
}

/** What every part of a simulated site is built from. */
export interface Site {
  readonly addresses: LabAddresses
  readonly ports: LabPorts
  readonly versions: LabVersions
  readonly arrivals: Arrivals
  readonly authority: Authority
  /** Milliseconds since 1970, for the validity of certificates. */
  readonly now: number
}
