import type { LabAddresses, LabPorts } from '../addresses.ts'
import { agents } from './agents.ts'
import { attackers } from './attackers.ts'
import { brutes } from './brutes.ts'
import { foreigners } from './foreigners.ts'
import { guests } from './guests.ts'
import { technicians } from './technicians.ts'
import { type Attendance, attend } from './visitor.ts'

/** Where a crowd goes. */
export interface CrowdPlace {
  readonly addresses: LabAddresses
  readonly ports: LabPorts
  /** PEM; honest clients check the certificate. */
  readonly authority: string
}

/** Everybody whom a site on the internet sees, each from an address of its own: those it is for, and those it is not for. */
export async function runCrowd(place: CrowdPlace, milliseconds: number): Promise<readonly Attendance[]> {
  const visitors = [agents, guests, technicians, foreigners, attackers, brutes].flatMap((of) => of(place))
  const closing = AbortSignal.timeout(milliseconds)
  return Promise.all(visitors.map((visitor) => attend(visitor, closing)))
}
