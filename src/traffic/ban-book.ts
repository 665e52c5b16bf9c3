import { endOfBan, nextLevel, repeatMemory } from './ban-terms.ts'

import { type Block, SlotTable } from './slot-table.ts'
import type { SourceKey } from './source-key.ts'

/** What is written down for one source. */
export interface BanRow {
  readonly first: number
  readonly second: number
  readonly third: number
  readonly scopes: number
  /** The second in which the ban ends. */
  readonly end: number
  readonly level: number
}

export interface Sentence {
  /** Bit mask of the scopes. */
  readonly scopes: number
  /** The second in which the ban ends; without it, the next level of escalation decides. */
  readonly end?: number
  /** The least level that is written down with a given end. */
  readonly level?: number
}

const endWord = 0
const scopesWord = 1
const levelWord = 2

/** Bytes before the table: the latest end of all bans. Padded to a cache line, because it is read for every request. */
const headBytes = 64

/**
 * The bans as they lie in memory: one row for each source, kept for 30 days after the ban's end, so that a repetition is
 * known as one. In a full table the row with the earliest end gives way: ended bans first, then the one that ends next.
 * A row has one end: a ban of further scopes lasts for all of them until the later end of both.
 */
export class BanBook {
  static bytes(slots: number): number {
    return headBytes + SlotTable.bytes({ slots, words: 3 })
  }

  readonly #head: Int32Array
  readonly #table: SlotTable

  constructor({ buffer, offset }: Block, slots: number) {
    this.#head = new Int32Array(buffer, offset, 1)
    const block = { buffer, offset: offset + headBytes }
    this.#table = new SlotTable(block, { slots, words: 3 }, (slot) => this.#end(slot))
  }

  /** Says whether any ban at all can last at that second: the cheap answer of a quiet day. */
  mayHold(second: number): boolean {
    return second < (this.#head[0] ?? 0) >>> 0
  }

  /** Says whether a source is banned from any of the scopes. Takes no lock. */
  holds(key: SourceKey, scopes: number, second: number): boolean {
    const slot = this.#table.find(key)
    if (slot < 0) return false
    return (this.#table.read(slot, scopesWord) & scopes) !== 0 && second < this.#end(slot)
  }

  /**
   * Bans a source and says whether that made a difference: `false` if an escalating ban meets one that lasts in all of
   * its scopes already. A ban that lasts is never shortened and, when it takes in further scopes, does not rise a level.
   */
  impose(key: SourceKey, sentence: Sentence, second: number): boolean {
    this.#table.enter(key)
    try {
      const slot = this.#table.claim(key, second)
      const lasting = second < this.#end(slot) ? this.#table.read(slot, scopesWord) : 0
      if (sentence.end === undefined && (lasting & sentence.scopes) === sentence.scopes) return false
      const level = this.#level(slot, sentence, second)
      const end = sentence.end ?? endOfBan(second, level, key.hash)
      // The scopes first: a reader between the two writes sees an ended ban, or one that lasts as long as it did.
      this.#table.write(slot, scopesWord, lasting | sentence.scopes)
      this.#table.write(slot, levelWord, level)
      this.#table.write(slot, endWord, lasting === 0 ? end : Math.max(end, this.#end(slot)))
      this.#table.publish(slot, key)
      // Last, and the reverse in `clear`, so that no ban is overlooked.
      this.#raise(end)
      return true
    } finally {
      this.#table.leave(key)
    }
  }

  /** Forgets a source, its ban and its level; says whether there was anything to forget. */
  lift(key: SourceKey): boolean {
    this.#table.enter(key)
    try {
      const slot = this.#table.find(key)
      if (slot >= 0) this.#table.free(slot)
      return slot >= 0
    } finally {
      this.#table.leave(key)
    }
  }

  clear(): void {
    Atomics.store(this.#head, 0, 0)
    for (let slot = 0; slot < this.#table.slots; slot++) this.#table.free(slot)
  }

  /** Every row whose ban lasts at a second, or ended at most `grace` seconds before. */
  *rows(second: number, grace: number): Generator<BanRow> {
    for (let slot = 0; slot < this.#table.slots; slot++) {
      if (this.#table.isFree(slot)) continue
      const key = this.#table.keyIn(slot)
      const end = this.#end(slot)
      if (second >= end + grace) continue
      yield { ...key, end, scopes: this.#table.read(slot, scopesWord), level: this.#table.read(slot, levelWord) }
    }
  }

  #level(slot: number, { end, level = 0 }: Sentence, second: number): number {
    const ended = this.#end(slot)
    const before = second < ended + repeatMemory ? this.#table.read(slot, levelWord) : 0
    if (end !== undefined) return Math.max(before, level)
    return second < ended && before > 0 ? before : nextLevel(before)
  }

  #end(slot: number): number {
    return this.#table.read(slot, endWord) >>> 0
  }

  #raise(end: number): void {
    for (;;) {
      const before = Atomics.load(this.#head, 0)
      if (before >>> 0 >= end || Atomics.compareExchange(this.#head, 0, before, end | 0) === before) return
    }
  }
}
