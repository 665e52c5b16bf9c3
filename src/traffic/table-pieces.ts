import type { Prefix } from '../model/address.ts'
import { type Pieces, prefixesBetween } from './address-range.ts'
import type { TableParts } from './address-table.ts'
import {
  inBitmap,
  isBitmap,
  isList,
  keyOf,
  offsetOf,
  root,
  rootStride,
  runs,
  shapeOf,
  shiftOfSpread,
  startOfSpread,
  strideOf,
} from './table-node.ts'

/** Reads a table back: the pieces that one family is cut into, as engines need them that keep tables of their own. */
export function tablePieces(parts: TableParts, family: 4 | 6): Pieces {
  const walk = new Walk(parts.words, family === 4 ? 32 : 128)
  walk.enter(parts.roots[family === 4 ? 0 : 1], 0, 0n)
  return walk
}

/** A prefix with the number that its piece has. */
type NumberedPrefix = Prefix & { readonly value: number }

/** The fewest prefixes that cover the pieces of a family, each with the piece's number; what has 0 is left out. */
export function prefixesOf({ starts, values }: Pieces, family: 4 | 6): readonly NumberedPrefix[] {
  const end = 1n << (family === 4 ? 32n : 128n)
  return values.flatMap((value, index) => {
    if (value === 0) return []
    const [first = 0n, next = end] = [starts[index], starts[index + 1]]
    return prefixesBetween(first, next - 1n, family).map((prefix) => ({ ...prefix, value }))
  })
}

/** One way through all nodes of a family, in the order of the addresses. */
class Walk implements Pieces {
  readonly starts: bigint[] = []
  readonly values: number[] = []
  readonly #words: Int32Array
  readonly #width: number

  constructor(words: Int32Array, width: number) {
    this.#words = words
    this.#width = width
  }

  /** Goes through what an entry stands for: the addresses from `base` on whose first `depth` bits are decided. */
  enter(entry: number, depth: number, base: bigint): void {
    const shape = shapeOf(entry)
    if (entry >= 0) this.#add(base, entry)
    else if (shape === root) this.#root(entry, base)
    else if (isBitmap(shape)) this.#bitmap(entry, depth, base)
    else if (isList(shape)) this.#list(entry, depth, base)
    else if (shape === runs) this.#runs(entry, depth, base)
    else this.enter(this.#words[offsetOf(entry)] ?? 0, depth, base)
  }

  #add(start: bigint, value: number): void {
    if (this.values.at(-1) === value) return
    this.starts.push(start)
    this.values.push(value)
  }

  #slot(base: bigint, depth: number, slot: number): bigint {
    return base + (BigInt(slot) << BigInt(this.#width - depth))
  }

  #root(entry: number, base: bigint): void {
    for (let first = 0; first < 1 << rootStride; first++) {
      const spread = this.#words[offsetOf(entry) + first] ?? 0
      const bits = rootStride - shiftOfSpread(spread)
      const under = this.#slot(base, rootStride, first)
      for (let slot = 0; slot < 1 << bits; slot++) {
        const depth = rootStride + bits
        this.enter(this.#words[startOfSpread(spread) + slot] ?? 0, depth, this.#slot(under, depth, slot))
      }
    }
  }

  #bitmap(entry: number, depth: number, base: bigint): void {
    const stride = strideOf(shapeOf(entry))
    for (let slot = 0; slot < 1 << stride; slot++) {
      this.enter(inBitmap(this.#words, entry, slot), depth + stride, this.#slot(base, depth + stride, slot))
    }
  }

  #list(entry: number, depth: number, base: bigint): void {
    const node = offsetOf(entry)
    const stride = strideOf(shapeOf(entry))
    const count = this.#words[node] ?? 0
    for (let index = 0; index <= count; index++) {
      const from = index === 0 ? 0 : this.#slotOfKey(node + index, stride)
      const to = index === count ? 2 ** stride : this.#slotOfKey(node + index + 1, stride)
      const child = this.#words[node + 1 + count + index] ?? 0
      // A node stands in each of its slots for different addresses, a number for all of them at once.
      const past = child >= 0 ? Math.min(to, from + 1) : to
      for (let slot = from; slot < past; slot++) {
        this.enter(child, depth + stride, this.#slot(base, depth + stride, slot))
      }
    }
  }

  #slotOfKey(at: number, stride: number): number {
    return (keyOf(this.#words[at] ?? 0) >>> 0) / 2 ** (32 - stride)
  }

  #runs(entry: number, depth: number, base: bigint): void {
    const node = offsetOf(entry)
    const others = (this.#words[node] ?? 0) >>> 16
    for (let run = 0; run <= others; run++) {
      const word = this.#words[node + run] ?? 0
      this.#add(this.#slot(base, depth + 16, run === 0 ? 0 : word >>> 16), word & 0xffff)
    }
  }
}
