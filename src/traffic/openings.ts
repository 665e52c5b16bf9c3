import type { AreaId } from '../model/area.ts'
import type { Peer } from './peer.ts'

/** A closed area that is open for one address. */
export interface Opening {
  readonly area: AreaId
  readonly peer: Peer
  /** Milliseconds of the clock that decisions count in. */
  readonly until: number
}

/** Whether one of the openings holds for an address. There are a handful, so they are looked through. */
export function isOpenFor({ family, w0, w1, w2, w3 }: Peer, openings: readonly Opening[], now: number): boolean {
  for (const { peer, until } of openings) {
    if (now >= until || peer.family !== family) continue
    if (peer.w3 === w3 && peer.w2 === w2 && peer.w1 === w1 && peer.w0 === w0) return true
  }
  return false
}
