import { formatAddress } from '../model/address.ts'
import type { AreaId } from '../model/area.ts'
import type { OpenedArea } from '../policy/gateway-settings.ts'
import { sharedClock } from './shared-clock.ts'

/** The longest that a closed area may be open, in milliseconds from the moment when its policy comes into force. */
const longest = 60 * 60_000

/** One moment in both clocks. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly wall: number
  /** Milliseconds of the clock that all threads share, which nobody can set. */
  readonly shared: number
}

export function momentNow(): Moment {
  return { wall: Date.now(), shared: sharedClock() }
}

/** An opening as it passes from thread to thread. */
export interface MaterialOpening {
  readonly area: AreaId
  readonly address: string
  /** Milliseconds of the shared clock, so that each thread closes at the same moment. */
  readonly until: number
}

/** What an entry of a policy that comes into force at a moment opens, or why it opens nothing. */
export function openingOf(
  { area, address, until }: OpenedArea,
  { wall, shared }: Moment,
): MaterialOpening | 'over' | 'too-long' {
  const left = until.milliseconds - wall
  if (left <= 0) return 'over'
  if (left > longest) return 'too-long'
  return { area, address: formatAddress(address), until: shared + left }
}
