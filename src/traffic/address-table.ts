import type { Peer } from './peer.ts'

/** What a table is made of; see `AddressTable`. */
export interface TableParts {
  /** The entry at which looking up an IPv4 address starts, and the one for IPv6. */
  readonly roots: readonly [four: number, six: number]
  readonly words: Int32Array
  readonly entries: Int32Array
}

/** So many bits of an entry say where in `words` its node lies. */
export const offsetBits = 26
const offsetMask = (1 << offsetBits) - 1
const sign = 1 << 31

/**
 * An immutable table from addresses to small numbers; 0 stands for nothing.
 *
 * It is a tree over the bits of the address, the first bit uppermost; IPv4 and IPv6 have a root each. An **entry** is
 * either the number itself or, when negative, points to a node: 5 bits say how many bits of the address the node takes
 * (its **stride**), 26 bits where it lies. Equal nodes are stored once. There are two kinds.
 *
 * A **bitmap** (stride 1 to 31) stands for 2^stride slots, 32 to a word: a set bit in the word marks a slot whose entry
 * differs from that of the slot before, and only those entries are stored. Beside each word lies the place of its
 * entries, so that counting bits finds the entry.
 *
 * A **list** (stride 0) takes 32 bits where few things differ: their number, the place of the entries, and sorted keys
 * at which a new entry begins. Keys have their first bit turned, so that comparing signed numbers sorts them.
 */
export class AddressTable {
  readonly parts: TableParts
  readonly #four: number
  readonly #six: number
  readonly #words: Int32Array
  readonly #entries: Int32Array

  /** The parts must come from `buildTable`, or be checked as `readTable` does. */
  constructor(parts: TableParts) {
    this.parts = parts
    this.#four = parts.roots[0]
    this.#six = parts.roots[1]
    this.#words = parts.words
    this.#entries = parts.entries
  }

  /** The number of the most specific entry that covers the address, or 0. Allocates nothing. */
  find(peer: Peer): number {
    return peer.family === 4 ? this.#findFour(peer.w3 | 0) : this.#findSix(peer)
  }

  /** Memory of the table in bytes. */
  get size(): number {
    return this.#words.byteLength + this.#entries.byteLength
  }

  #findFour(address: number): number {
    let entry = this.#four
    let bits = address
    while (entry < 0) {
      const stride = (entry >>> offsetBits) & 31
      if (stride === 0) return this.#inList(entry, bits)
      entry = this.#inBitmap(entry, bits >>> (32 - stride))
      bits <<= stride
    }
    return entry
  }

  #findSix(peer: Peer): number {
    let entry = this.#six
    // As signed words the engine keeps them in registers.
    let w0 = peer.w0 | 0
    let w1 = peer.w1 | 0
    let w2 = peer.w2 | 0
    let w3 = peer.w3 | 0
    while (entry < 0) {
      const stride = (entry >>> offsetBits) & 31
      if (stride === 0) {
        entry = this.#inList(entry, w0)
        w0 = w1
        w1 = w2
        w2 = w3
        w3 = 0
      } else {
        const rest = 32 - stride
        entry = this.#inBitmap(entry, w0 >>> rest)
        w0 = (w0 << stride) | (w1 >>> rest)
        w1 = (w1 << stride) | (w2 >>> rest)
        w2 = (w2 << stride) | (w3 >>> rest)
        w3 <<= stride
      }
    }
    return entry
  }

  #inBitmap(entry: number, slot: number): number {
    const word = (entry & offsetMask) + ((slot >>> 5) << 1)
    const upToSlot = (this.#words[word] ?? 0) & (-1 >>> (31 - (slot & 31)))
    return this.#entries[(this.#words[word + 1] ?? 0) + bitsIn(upToSlot)] ?? 0
  }

  #inList(entry: number, bits: number): number {
    const node = entry & offsetMask
    const sought = bits ^ sign
    const keys = node + 2
    const end = keys + (this.#words[node] ?? 0)
    let key = keys
    while (key < end && (this.#words[key] ?? 0) <= sought) key++
    return this.#entries[(this.#words[node + 1] ?? 0) + key - keys] ?? 0
  }
}

/** How many bits of a 32-bit word are set. */
export function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
