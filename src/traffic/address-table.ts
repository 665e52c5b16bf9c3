import type { Peer } from './peer.ts'
import { direct, directStride, inBitmap, inList, isBitmap, offsetOf, shapeOf, strideOf } from './table-node.ts'

/** What a table is made of; see `table-node.ts`. */
export interface TableParts {
  /** The entry at which looking up an IPv4 address starts, and the one for IPv6. */
  readonly roots: readonly [four: number, six: number]
  readonly words: Int32Array
}

/**
 * An immutable table from addresses to small numbers; 0 stands for nothing.
 *
 * It is a tree over the bits of the address, the first bit uppermost; IPv4 and IPv6 have a root each. Equal nodes are
 * stored once. The root of a large family is one entry for each value of the first 16 bits: most addresses need no more
 * than that and one bitmap.
 */
export class AddressTable {
  readonly parts: TableParts
  readonly #words: Int32Array
  readonly #four: number
  readonly #six: number
  /** Where the direct node of a root begins, or -1. */
  readonly #firstFour: number
  readonly #firstSix: number

  /** The parts must come from `buildTable`, or be checked as `readTable` does. */
  constructor(parts: TableParts) {
    this.parts = parts
    this.#words = parts.words
    const [four, six] = parts.roots
    this.#four = four
    this.#six = six
    this.#firstFour = placeOfDirect(four)
    this.#firstSix = placeOfDirect(six)
  }

  /** The number of the most specific entry that covers the address, or 0. Allocates nothing. */
  find(peer: Peer): number {
    return peer.family === 4 ? this.#findFour(peer.w3 | 0) : this.#findSix(peer)
  }

  /** Memory of the table in bytes. */
  get size(): number {
    return this.#words.byteLength
  }

  #findFour(address: number): number {
    const words = this.#words
    let entry = this.#four
    let bits = address
    if (this.#firstFour >= 0) {
      entry = words[this.#firstFour + (bits >>> directStride)] ?? 0
      bits <<= directStride
    }
    while (entry < 0) {
      const shape = shapeOf(entry)
      const stride = strideOf(shape)
      entry = isBitmap(shape) ? inBitmap(words, entry, bits >>> (32 - stride)) : inList(words, entry, bits)
      bits = (bits << (stride - 1)) << 1
    }
    return entry
  }

  #findSix(peer: Peer): number {
    const words = this.#words
    // As signed words the engine keeps them in registers.
    let w0 = peer.w0 | 0
    let entry = this.#firstSix < 0 ? this.#six : (words[this.#firstSix + (w0 >>> directStride)] ?? 0)
    if (entry >= 0) return entry
    let w1 = peer.w1 | 0
    let w2 = peer.w2 | 0
    let w3 = peer.w3 | 0
    if (this.#firstSix >= 0) {
      w0 = (w0 << directStride) | (w1 >>> directStride)
      w1 = (w1 << directStride) | (w2 >>> directStride)
      w2 = (w2 << directStride) | (w3 >>> directStride)
      w3 <<= directStride
    }
    while (entry < 0) {
      const shape = shapeOf(entry)
      const stride = strideOf(shape)
      const rest = 32 - stride
      entry = isBitmap(shape) ? inBitmap(words, entry, w0 >>> rest) : inList(words, entry, w0)
      // In two steps, since a shift by 32 does nothing.
      w0 = ((w0 << (stride - 1)) << 1) | (w1 >>> rest)
      w1 = ((w1 << (stride - 1)) << 1) | (w2 >>> rest)
      w2 = ((w2 << (stride - 1)) << 1) | (w3 >>> rest)
      w3 = (w3 << (stride - 1)) << 1
    }
    return entry
  }
}

function placeOfDirect(entry: number): number {
  return entry < 0 && shapeOf(entry) === direct ? offsetOf(entry) : -1
}
