import type { Prefix } from '../model/address.ts'
import type { Seed } from './keyed-hash.ts'
import { endIn, secondAt } from './moment.ts'
import type { Peer } from './peer.ts'
import { type Block, SlotTable } from './slot-table.ts'
import { peerOf, prefixOf, SourceKey, sourceWidth } from './source-key.ts'

/** Successful check-ins after which an address is known. */
const enoughSuccesses = 20

/** Seconds that must lie between the first of them and the last. */
const longEnough = 3600

/** Seconds without a success after which an address is forgotten: 30 days. */
const memory = 30 * 86_400

/** No second is later than this, so a known agent is always worth more than any other address. */
const endOfUnknown = 2 ** 32

const firstAt = 0
const lastAt = 1
const successes = 2

/** What is remembered of an agent's address, for storing. Times are in milliseconds of the shared clock. */
export interface AgentEntry {
  /** An IPv4 address or an IPv6 /64. */
  readonly prefix: Prefix
  readonly firstAt: number
  readonly lastAt: number
  readonly successes: number
}

/**
 * Addresses with a long history of successful agent check-ins. They are slowed by rate limits but never banned: whoever
 * calls `strike` asks here first. A success is an answer of the origin over TCP that only a real agent gets; a datagram
 * proves nothing about its sender and must never count, neither here nor as an offence.
 *
 * Successes are counted without a lock: two threads that count the same address at once may forget one of both.
 */
export class KnownAgents {
  static bytes(slots: number): number {
    return SlotTable.bytes({ slots, words: 3 })
  }

  readonly #table: SlotTable
  readonly #key: SourceKey

  constructor(block: Block, slots: number, seed: Seed) {
    this.#table = new SlotTable(block, { slots, words: 3 }, (slot, moment) => this.#worth(slot, moment))
    this.#key = new SourceKey(seed)
  }

  /**
   * Counts a successful check-in at `now` milliseconds. In a full table an address that is not known yet gives way to a
   * newcomer, the one longest unseen first; a known one only when it is forgotten.
   */
  succeed(peer: Peer, now: number): void {
    const key = this.#key.takePeer(peer)
    const second = secondAt(now)
    const found = this.#table.find(key)
    const slot = found >= 0 ? found : this.#open(key, second)
    if (slot < 0) return
    if (this.#isForgotten(slot, second)) this.#begin(slot, second)
    this.#table.write(slot, lastAt, Math.max(second, this.#table.read(slot, lastAt) >>> 0))
    this.#table.write(slot, successes, Math.min(enoughSuccesses, this.#table.read(slot, successes) + 1))
  }

  /** Says whether an address (an IPv6 /64) has at least 20 successes over an hour or more, the last within 30 days. */
  isKnown(peer: Peer, now: number): boolean {
    const slot = this.#table.find(this.#key.takePeer(peer))
    return slot >= 0 && this.#isKnown(slot) && !this.#isForgotten(slot, secondAt(now))
  }

  /** Every address that is not forgotten at `now`, known or on the way to it, in no order. */
  *entries(now: number): Generator<AgentEntry> {
    for (let slot = 0; slot < this.#table.slots; slot++) {
      if (this.#table.isFree(slot) || this.#isForgotten(slot, secondAt(now))) continue
      const [first = 0, last = 0, count = 0] = [firstAt, lastAt, successes].map((word) => this.#table.read(slot, word))
      const prefix = prefixOf(this.#table.keyIn(slot))
      yield { prefix, firstAt: endIn(first >>> 0), lastAt: endIn(last >>> 0), successes: count }
    }
  }

  /** Writes entries back after a restart and answers how many. Their times must be in the clock of `now`. */
  restore(entries: Iterable<AgentEntry>, now: number): number {
    const second = secondAt(now)
    let restored = 0
    for (const { prefix, firstAt: first, lastAt: last, successes: count } of entries) {
      const [from, to] = [Math.min(secondAt(first), second), Math.min(secondAt(last), second)]
      if (sourceWidth(prefix) === undefined || prefix.length === 56 || second - to > memory) continue
      const slot = this.#open(this.#key.takePeer(peerOf(prefix)), second)
      if (slot < 0) continue
      this.#table.write(slot, firstAt, from)
      this.#table.write(slot, lastAt, Math.max(from, to))
      this.#table.write(slot, successes, Math.max(0, Math.min(enoughSuccesses, Math.floor(count))))
      restored++
    }
    return restored
  }

  #open(key: SourceKey, second: number): number {
    this.#table.enter(key)
    try {
      const slot = this.#table.claim(key, second, endOfUnknown)
      if (slot < 0 || this.#table.holds(slot, key)) return slot
      this.#begin(slot, second)
      this.#table.publish(slot, key)
      return slot
    } finally {
      this.#table.leave(key)
    }
  }

  #begin(slot: number, second: number): void {
    this.#table.write(slot, successes, 0)
    this.#table.write(slot, firstAt, second)
    this.#table.write(slot, lastAt, second)
  }

  #isKnown(slot: number): boolean {
    const span = (this.#table.read(slot, lastAt) >>> 0) - (this.#table.read(slot, firstAt) >>> 0)
    return this.#table.read(slot, successes) >= enoughSuccesses && span >= longEnough
  }

  #isForgotten(slot: number, second: number): boolean {
    return second - (this.#table.read(slot, lastAt) >>> 0) > memory
  }

  #worth(slot: number, second: number): number {
    const last = this.#table.read(slot, lastAt) >>> 0
    return this.#isKnown(slot) && !this.#isForgotten(slot, second) ? last + endOfUnknown + 1 : last
  }
}
