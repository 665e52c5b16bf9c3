import { type Charge, Debts } from './debts.ts'
import type { Seed } from './keyed-hash.ts'
import { longestTicks, ticksAt, ticksIn } from './moment.ts'
import type { Peer } from './peer.ts'
import type { Block } from './slot-table.ts'
import { SourceKey } from './source-key.ts'

export interface Rate {
  /** What a source may take in the long run, in each minute. */
  readonly perMinute: number
  /** What a source that was quiet may take at once. Filling up again takes 18 hours at most. */
  readonly burst: number
}

export interface Taking {
  readonly peer: Peer
  /** Which rate applies: an index into the rates, 0 to 30. */
  readonly bucket: number
  /** Milliseconds of the shared clock. */
  readonly now: number
  /** How much is taken at once; 1 if absent. */
  readonly cost?: number
  /** Whether the source is a known agent. */
  readonly known?: boolean
}

/**
 * Limits how much each source may take of each bucket. A source is an IPv4 address or an IPv6 /64.
 *
 * Memory is bounded. Whoever is back at rest gives room first, then the newcomer displaces whoever owes least. Only where
 * all sixteen places that a newcomer could have belong to sources that owe more than it would is there no room: then a
 * known agent displaces the least of them all the same, and anybody else is refused. It takes more busy sources than
 * the table has slots to get there, so what is refused then is the flood.
 */
export class RateLimits {
  static bytes(slots: number): number {
    return Debts.bytes(slots)
  }

  readonly #debts: Debts
  readonly #key: SourceKey
  readonly #charge: Charge = { amount: 0, ceiling: 0, insistent: false }
  #rates: readonly { readonly step: number; readonly ceiling: number }[] = []

  constructor(block: Block, slots: number, seed: Seed) {
    this.#debts = new Debts(block, slots)
    this.#key = new SourceKey(seed)
  }

  /**
   * Sets the rate of each bucket; a bucket without one is not limited. Each thread does this for itself; what sources
   * have taken stays. Throws a `RangeError` for a rate that is not above 0, or a burst below 1.
   */
  adopt(rates: readonly Rate[]): void {
    this.#rates = rates.map(({ perMinute, burst }) => {
      if (!(perMinute > 0 && burst >= 1)) throw new RangeError(`a rate of ${perMinute} in a minute, ${burst} at once`)
      const step = ticksIn(60_000 / perMinute)
      return { step, ceiling: Math.min(longestTicks, step * Math.floor(burst)) }
    })
  }

  /** Takes from a bucket if the source's rate allows it. What is refused costs nothing. */
  take({ peer, bucket, now, cost = 1, known = false }: Taking): boolean {
    const rate = this.#rates[bucket]
    if (rate === undefined) return true
    this.#charge.amount = Math.round(rate.step * cost)
    this.#charge.ceiling = rate.ceiling
    this.#charge.insistent = known
    return this.#debts.charge(this.#key.takePeer(peer, bucket), this.#charge, ticksAt(now)) === 'within'
  }
}
