import { SlotLocks } from './slot-locks.ts'
import type { SourceKey } from './source-key.ts'

/** Slots of a set. A key can lie in two sets, so a look-up never sees more than sixteen slots. */
const setSize = 8

const keyWords = 3

/** Slots that are filled in a key's first set before its second one is considered, so that most look-ups see one set. */
const preferred = 6

/** What stands for the hash in a slot that never was used. Used slots are the first ones of their set. */
const unused = 0

/** What stands for the hash in a slot that was given back: a look-up goes on behind it. */
const vacant = 1

/** The answer of a set that does not hold a key and is so full that the second set may. */
const elsewhere = -2

/** A place in memory, in bytes from the beginning of a buffer that threads may share; divisible by four. */
export interface Block {
  readonly buffer: ArrayBufferLike
  readonly offset: number
}

export interface SlotTableShape {
  /** A power of two from 16 to 524,288. */
  readonly slots: number
  /** 32-bit words that each slot keeps beside its key. */
  readonly words: number
}

/**
 * How much the record in a slot is worth, given the moment that was passed to `claim`: when both sets of a key are full,
 * the slot worth least is given to the newcomer.
 */
export type Worth = (slot: number, moment: number) => number

/**
 * A hash table in one flat block of memory that several threads share. Its size never changes: a newcomer takes an empty
 * slot of its two sets, or the slot worth least of the sixteen. Readers take no lock; writers that
 * need a slot lock both sets. A slot is published by writing its hash last, and taken away by clearing it first. Benign race: a reader that is
 * interrupted between look-up and reading may, once, read the words of the slot's next owner.
 */
export class SlotTable {
  static bytes({ slots, words }: SlotTableShape): number {
    return SlotLocks.bytes + 4 * slots * (1 + keyWords + words)
  }

  readonly slots: number
  readonly #words: number
  readonly #worth: Worth
  readonly #mask: number
  readonly #locks: SlotLocks
  readonly #hashes: Int32Array
  readonly #rows: Int32Array

  constructor({ buffer, offset }: Block, { slots, words }: SlotTableShape, worth: Worth) {
    if (!(slots >= 16 && slots <= 2 ** 19 && Number.isInteger(Math.log2(slots)))) {
      throw new RangeError(`a table of ${slots} slots: the number must be a power of two from 16 to 524288`)
    }
    this.slots = slots
    this.#worth = worth
    this.#words = keyWords + words
    this.#mask = slots / setSize - 1
    this.#locks = new SlotLocks(buffer, offset)
    this.#hashes = new Int32Array(buffer, offset + SlotLocks.bytes, slots)
    this.#rows = new Int32Array(buffer, offset + SlotLocks.bytes + 4 * slots, slots * this.#words)
  }

  /** The slot of a key, or -1. Without a lock: the answer may be out of date as soon as it is given. */
  find(key: SourceKey): number {
    const first = key.hash & this.#mask
    const found = this.#findIn(first * setSize, key)
    return found === elsewhere ? Math.max(-1, this.#findIn(this.#second(key.hash) * setSize, key)) : found
  }

  /**
   * Says whether a slot is the key's. The hash is read with `Atomics`, so that whatever is read after it is at least as
   * new; the words themselves are read plainly, which takes a tenth of the time.
   */
  holds(slot: number, key: SourceKey): boolean {
    const row = slot * this.#words
    return (
      Atomics.load(this.#hashes, slot) === key.hash &&
      this.#rows[row] === key.first &&
      this.#rows[row + 1] === key.second &&
      this.#rows[row + 2] === key.third
    )
  }

  /** Runs one writer at a time for a key and for all keys that could want the same slots. */
  enter(key: SourceKey): void {
    this.#locks.enter(key.hash & this.#mask, this.#second(key.hash))
  }

  leave(key: SourceKey): void {
    this.#locks.leave(key.hash & this.#mask, this.#second(key.hash))
  }

  /**
   * Inside `enter`: the slot of the key, or a new one whose words are all 0 and which `publish` makes visible. -1 if all
   * sixteen slots are worth more than `most` at that moment.
   */
  claim(key: SourceKey, moment: number, most: number = Number.POSITIVE_INFINITY): number {
    const found = this.find(key)
    if (found >= 0) return found
    const free = this.#free(key.hash)
    const slot = free >= 0 ? free : this.#least(key.hash, moment)
    if (free < 0 && this.#worth(slot, moment) > most) return -1
    this.free(slot)
    const row = slot * this.#words
    Atomics.store(this.#rows, row, key.first)
    Atomics.store(this.#rows, row + 1, key.second)
    Atomics.store(this.#rows, row + 2, key.third)
    for (let word = keyWords; word < this.#words; word++) Atomics.store(this.#rows, row + word, 0)
    return slot
  }

  /** Inside `enter`: lets readers see a slot that `claim` gave and that is now written. */
  publish(slot: number, key: SourceKey): void {
    Atomics.store(this.#hashes, slot, key.hash)
  }

  free(slot: number): void {
    Atomics.store(this.#hashes, slot, vacant)
  }

  isFree(slot: number): boolean {
    const hash = this.#hashes[slot]
    return hash === unused || hash === vacant
  }

  /** The three words of the key in a slot, for listing. */
  keyIn(slot: number): { first: number; second: number; third: number } {
    const row = slot * this.#words
    const [first = 0, second = 0, third = 0] = this.#rows.subarray(row, row + keyWords)
    return { first, second, third }
  }

  /** A word beside the key, as a signed 32-bit number. */
  read(slot: number, word: number): number {
    return this.#rows[slot * this.#words + keyWords + word] ?? 0
  }

  write(slot: number, word: number, value: number): void {
    Atomics.store(this.#rows, slot * this.#words + keyWords + word, value)
  }

  /** Writes the first word beside the key if it still is what was read before; says whether it was. */
  exchange(slot: number, before: number, after: number): boolean {
    return Atomics.compareExchange(this.#rows, slot * this.#words + keyWords, before, after) === before
  }

  /** The other set of a hash: from the bits that the first one leaves over, and never the same. */
  #second(hash: number): number {
    const second = (hash >>> 16) & this.#mask
    return second === (hash & this.#mask) ? second ^ 1 : second
  }

  #findIn(start: number, key: SourceKey): number {
    for (let slot = start; slot < start + setSize; slot++) {
      const hash = this.#hashes[slot]
      if (hash === key.hash && this.holds(slot, key)) return slot
      if (hash === unused) return slot < start + preferred ? -1 : elsewhere
    }
    return elsewhere
  }

  /** The first free slot of the first set, or of the emptier set when the first one fills up; -1 if both are full. */
  #free(hash: number): number {
    const a = (hash & this.#mask) * setSize
    const freeInA = this.#countFree(a)
    const b = this.#second(hash) * setSize
    const start = freeInA > setSize - preferred || freeInA >= this.#countFree(b) ? a : b
    for (let slot = start; slot < start + setSize; slot++) if (this.isFree(slot)) return slot
    return -1
  }

  #countFree(start: number): number {
    let free = 0
    for (let slot = start; slot < start + setSize; slot++) if (this.isFree(slot)) free++
    return free
  }

  #least(hash: number, moment: number): number {
    const a = (hash & this.#mask) * setSize
    const b = this.#second(hash) * setSize
    let least = a
    for (let index = 0; index < 2 * setSize; index++) {
      const slot = index < setSize ? a + index : b + index - setSize
      if (this.#worth(slot, moment) < this.#worth(least, moment)) least = slot
    }
    return least
  }
}
