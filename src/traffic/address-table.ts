import { newPeer, type Peer } from './peer.ts'
import {
  inBitmap,
  inList,
  inRuns,
  isBitmap,
  isList,
  offsetOf,
  root,
  rootStride,
  runs,
  shapeOf,
  shiftOfSpread,
  startOfSpread,
  strideOf,
} from './table-node.ts'

/** What a table is made of; see `table-node.ts`. */
export interface TableParts {
  /** The entry at which looking up an IPv4 address starts, and the one for IPv6. */
  readonly roots: readonly [four: number, six: number]
  readonly words: Int32Array
}

/** Where an address that came as bytes is put if its first 32 bits do not answer. */
const whole = newPeer()

/**
 * An immutable table from addresses to small numbers; 0 stands for nothing.
 *
 * It is a tree over the bits of the address, the first bit uppermost; IPv4 and IPv6 have a root each. Equal nodes are
 * stored once. For a large family two reads answer nearly every address of IPv4, and every one of IPv6 whose first 16
 * bits belong together. What those cost is kept short enough for the engine to put it where it is asked for.
 */
export class AddressTable {
  readonly parts: TableParts
  readonly #words: Int32Array
  readonly #four: number
  readonly #six: number
  /** Where the root of a large family begins, or -1. */
  readonly #rootFour: number
  readonly #rootSix: number

  /** The parts must come from `buildTable`, or be checked as `readTable` does. */
  constructor(parts: TableParts) {
    this.parts = parts
    this.#words = parts.words
    const [four, six] = parts.roots
    this.#four = four
    this.#six = six
    this.#rootFour = placeOfRoot(four)
    this.#rootSix = placeOfRoot(six)
  }

  /** The number of the most specific entry that covers the address, or 0. Allocates nothing. */
  find(peer: Peer): number {
    if (peer.family === 4) return this.#findFour(peer.w3)
    const entry = this.#rootSix < 0 ? this.#six : this.#behindRoot(this.#rootSix, peer.w0)
    return entry >= 0 ? entry : this.#finishSix(entry, peer)
  }

  /** The same for an address in bytes, in network order: four from `at` on for IPv4, sixteen for IPv6. */
  findIn(bytes: DataView, at: number, family: 4 | 6): number {
    const first = bytes.getInt32(at)
    if (family === 4) return this.#findFour(first)
    const entry = this.#rootSix < 0 ? this.#six : this.#behindRoot(this.#rootSix, first)
    if (entry >= 0) return entry
    whole.w0 = first
    whole.w1 = bytes.getInt32(at + 4)
    whole.w2 = bytes.getInt32(at + 8)
    whole.w3 = bytes.getInt32(at + 12)
    return this.#finishSix(entry, whole)
  }

  /** Memory of the table in bytes. */
  get size(): number {
    return this.#words.byteLength
  }

  #findFour(address: number): number {
    const entry = this.#rootFour < 0 ? this.#four : this.#behindRoot(this.#rootFour, address)
    return entry >= 0 ? entry : this.#finishFour(entry, address)
  }

  #behindRoot(start: number, first: number): number {
    const words = this.#words
    const spread = words[start + (first >>> rootStride)] ?? 0
    return words[startOfSpread(spread) + ((first & 0xffff) >>> shiftOfSpread(spread))] ?? 0
  }

  /** How many bits of an address its root takes. */
  #depth(start: number, first: number): number {
    return start < 0 ? 0 : 2 * rootStride - shiftOfSpread(this.#words[start + (first >>> rootStride)] ?? 0)
  }

  #finishFour(entry: number, address: number): number {
    const depth = this.#depth(this.#rootFour, address)
    return Math.max(0, this.#descend(entry, bitsFrom(depth, address, 0), 0))
  }

  #finishSix(entry: number, { w0, w1, w2, w3 }: Peer): number {
    const depth = this.#depth(this.#rootSix, w0)
    const last = this.#descend(entry, bitsFrom(depth, w0, w1), bitsFrom(depth, w1, 0))
    return last >= 0 ? last : Math.max(0, this.#descend(this.#words[offsetOf(last)] ?? 0, w2, w3))
  }

  /** Follows nodes from an entry on, by the 64 bits that come next, until they name a number or the other half. */
  #descend(start: number, first: number, second: number): number {
    const words = this.#words
    let entry = start
    let high = first
    let low = second
    while (entry < 0) {
      const shape = shapeOf(entry)
      const stride = strideOf(shape)
      const rest = 32 - stride
      if (isBitmap(shape)) entry = inBitmap(words, entry, high >>> rest)
      else if (isList(shape)) entry = inList(words, entry, high)
      else return shape === runs ? inRuns(words, entry, high) : entry
      // In two steps, since a shift by 32 does nothing.
      high = ((high << (stride - 1)) << 1) | (low >>> rest)
      low = (low << (stride - 1)) << 1
    }
    return entry
  }
}

/** The 32 bits from a depth of 0 to 32 on, of two words. */
function bitsFrom(depth: number, high: number, low: number): number {
  return depth === 0 ? high : ((high << (depth - 1)) << 1) | (low >>> (32 - depth))
}

function placeOfRoot(entry: number): number {
  return entry < 0 && shapeOf(entry) === root ? offsetOf(entry) : -1
}
