import type { Seed } from './keyed-hash.ts'
import type { Peer } from './peer.ts'
import { type Block, SlotTable } from './slot-table.ts'
import { SourceKey } from './source-key.ts'

/**
 * Counts the connections that each source (IPv4 address, IPv6 /64) has open, over all threads. Every change is made
 * under a lock, because a miscounted connection would never be corrected by time.
 */
export class Concurrent {
  static bytes(slots: number): number {
    return SlotTable.bytes({ slots, words: 1 })
  }

  readonly #table: SlotTable
  readonly #key: SourceKey

  constructor(block: Block, slots: number, seed: Seed) {
    this.#table = new SlotTable(block, { slots, words: 1 }, (slot) => this.#table.read(slot, 0))
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
      const count = this.#table.read(slot, 0)
      if (count < limit) this.#table.write(slot, 0, count + 1)
      this.#table.publish(slot, key)
      return count < limit
    } finally {
      this.#table.leave(key)
    }
  }

  /** Ends a connection that `open` allowed. */
  close(peer: Peer): void {
    const key = this.#key.takePeer(peer)
    this.#table.enter(key)
    try {
      const slot = this.#table.find(key)
      if (slot < 0) return
      const left = this.#table.read(slot, 0) - 1
      if (left > 0) this.#table.write(slot, 0, left)
      else this.#table.free(slot)
    } finally {
      this.#table.leave(key)
    }
  }

  /** How many connections a source has open. */
  count(peer: Peer): number {
    const slot = this.#table.find(this.#key.takePeer(peer))
    return slot < 0 ? 0 : this.#table.read(slot, 0)
  }
}
