import type { Seed } from './keyed-hash.ts'
import type { Peer } from './peer.ts'
import { type Block, SlotTable } from './slot-table.ts'
import { SourceKey } from './source-key.ts'

/** Which thread counts, and how many do. */
export interface CountingThread {
  readonly thread: number
  readonly threads: number
}

/**
 * Counts the connections that each source (IPv4 address, IPv6 /64) has open, over all threads. Every change is made
 * under a lock, because a miscounted connection would never be corrected by time. Each thread has a word of its own in
 * every row, so that what a thread counted can be forgotten when it has died.
 */
export class Concurrent {
  static bytes(slots: number, threads: number): number {
    return SlotTable.bytes({ slots, words: threads })
  }

  readonly #table: SlotTable
  readonly #key: SourceKey
  readonly #thread: number
  readonly #threads: number

  constructor(block: Block, shape: CountingThread & { readonly slots: number }, seed: Seed) {
    const { slots, thread, threads } = shape
    if (!(Number.isInteger(thread) && thread >= 0 && thread < threads)) {
      throw new RangeError(`thread ${thread} is not one of ${threads}`)
    }
    this.#thread = thread
    this.#threads = threads
    this.#table = new SlotTable(block, { slots, words: threads }, (slot) => this.#sum(slot))
    this.#key = new SourceKey(seed)
  }

  /**
   * Counts a connection if its source has fewer than `limit`; each `true` needs its `close`. A source for which there is
   * no room, because all its sixteen places count open connections of others, is let in uncounted: the number of all
   * connections is bounded elsewhere.
   */
  open(peer: Peer, limit: number): boolean {
    const key = this.#key.takePeer(peer)
    this.#table.enter(key)
    try {
      const slot = this.#table.claim(key, 0, 0)
      if (slot < 0) return true
      const isRoom = this.#sum(slot) < limit
      if (isRoom) this.#table.write(slot, this.#thread, this.#table.read(slot, this.#thread) + 1)
      this.#table.publish(slot, key)
      return isRoom
    } finally {
      this.#table.leave(key)
    }
  }

  /** Ends a connection that `open` allowed, in the same thread. */
  close(peer: Peer): void {
    const key = this.#key.takePeer(peer)
    this.#table.enter(key)
    try {
      const slot = this.#table.find(key)
      const own = slot < 0 ? 0 : this.#table.read(slot, this.#thread)
      if (own > 0) this.#table.write(slot, this.#thread, own - 1)
      if (slot >= 0 && this.#sum(slot) === 0) this.#table.free(slot)
    } finally {
      this.#table.leave(key)
    }
  }

  /** How many connections a source has open. */
  count(peer: Peer): number {
    const slot = this.#table.find(this.#key.takePeer(peer))
    return slot < 0 ? 0 : this.#sum(slot)
  }

  /**
   * Forgets what a thread counted that has died. Nobody but that thread wrote its words, so no lock is needed; a row
   * that counts nothing any more gives way to the next newcomer.
   */
  forget(thread: number): void {
    for (let slot = 0; slot < this.#table.slots; slot++) {
      if (this.#table.read(slot, thread) !== 0) this.#table.write(slot, thread, 0)
    }
  }

  #sum(slot: number): number {
    let sum = 0
    for (let thread = 0; thread < this.#threads; thread++) sum += this.#table.read(slot, thread)
    return sum
  }
}
