import { type AddressRange, flatten, type Pieces } from './address-range.ts'
import { AddressTable, offsetBits } from './address-table.ts'
import { Boundaries } from './boundaries.ts'

/** How many slots of a node may share one stored entry. More is faster and larger; found by measuring the world. */
const sparseness = 8
const longestStride = 20
/** Up to so many pieces are looked through one after another rather than by bitmaps. */
const longestList = 8
const listStride = 32

/**
 * Builds a table from ranges in any order; overlaps are settled as `flatten` says.
 * @throws RangeError for a value outside 0 to 65535 and for a range outside its family.
 */
export function buildTable(ranges: readonly AddressRange[]): AddressTable {
  for (const range of ranges) check(range)
  return tableOf(
    flatten(ranges.filter(({ family }) => family === 4)),
    flatten(ranges.filter(({ family }) => family === 6)),
  )
}

/** Builds a table from the flattened pieces of both families. */
export function tableOf(four: Pieces, six: Pieces): AddressTable {
  const tree = new GrowingTree()
  const roots = [tree.add(four, 32), tree.add(six, 128)] as const
  return new AddressTable({ roots, words: Int32Array.from(tree.words), entries: Int32Array.from(tree.entries) })
}

function check({ family, first, last, value }: AddressRange): void {
  const end = 1n << (family === 4 ? 32n : 128n)
  if (first < 0n || first > last || last >= end) throw new RangeError('a range outside its family')
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError(`${value} is no value of a table`)
}

class GrowingTree {
  readonly words: number[] = []
  readonly entries: number[] = []
  readonly #known = new Map<string, number>()

  /** Adds one family and answers the entry of its root. */
  add({ starts, values }: Pieces, width: 32 | 128): number {
    const boundaries = new Boundaries(starts, width)
    return this.#entryFor({ boundaries, values, depth: 0, from: 1, to: starts.length })
  }

  /** The entry for a block of addresses in which the pieces `from` to `to` (excluded) begin after its first address. */
  #entryFor(block: Block): number {
    const { boundaries, values, depth, from, to } = block
    if (from === to) return values[from - 1] ?? 0
    const stride = to - from > longestList ? strideFor(block) : listStride
    const changes = new Changes(values[from - 1] ?? 0)
    for (let piece = from; piece < to; ) {
      const slot = boundaries.slot(piece, depth, stride)
      const inside = boundaries.length(piece) <= depth + stride ? piece + 1 : piece
      let end = piece + 1
      while (end < to && boundaries.common(end) >= depth + stride) end++
      changes.put(slot, this.#entryFor({ boundaries, values, depth: depth + stride, from: inside, to: end }))
      if (slot + 1 < 2 ** stride) changes.put(slot + 1, values[end - 1] ?? 0)
      piece = end
    }
    return this.#node(stride, changes)
  }

  /** Stores a node unless an equal one is there already. */
  #node(stride: number, changes: Changes): number {
    const key = `${stride}:${changes.slots.join()}:${changes.entries.join()}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const entry = (1 << 31) | ((stride & 31) << offsetBits) | this.words.length
    this.#known.set(key, entry)
    if (stride === listStride) this.#putList(changes)
    else this.#putBitmap(stride, changes)
    return entry
  }

  #putList({ slots, entries }: Changes): void {
    this.words.push(slots.length - 1, this.entries.length, ...slots.slice(1).map((slot) => slot ^ (1 << 31)))
    this.entries.push(...entries)
  }

  #putBitmap(stride: number, { slots, entries }: Changes): void {
    let next = 0
    for (let word = 0; word < Math.max(1, 2 ** (stride - 5)); word++) {
      const before = this.entries.length - 1
      let bits = 0
      for (let slot = slots[next]; slot !== undefined && slot < (word + 1) * 32; slot = slots[++next]) {
        bits |= 1 << (slot & 31)
        this.entries.push(entries[next] ?? 0)
      }
      this.words.push(bits, before)
    }
  }
}

/** The slots of a node from which on its entry is another, and those entries. */
class Changes {
  readonly slots: number[] = [0]
  readonly entries: number[]

  constructor(first: number) {
    this.entries = [first]
  }

  /** From `slot` on the entry is this one. A slot put again is meant anew. */
  put(slot: number, entry: number): void {
    if (this.slots.at(-1) === slot) {
      this.slots.pop()
      this.entries.pop()
    }
    if (this.entries.at(-1) === entry) return
    this.slots.push(slot)
    this.entries.push(entry)
  }
}

interface Block {
  readonly boundaries: Boundaries
  readonly values: readonly number[]
  /** How many bits of the address the block shares. */
  readonly depth: number
  readonly from: number
  readonly to: number
}

/** The longest stride whose words are not too many for the slots in which something begins. */
function strideFor({ boundaries, depth, from, to }: Block): number {
  const slotsAt = new Uint32Array(longestStride + 1).fill(1)
  let needed = boundaries.length(from) - depth
  for (let piece = from + 1; piece < to; piece++) {
    needed = Math.max(needed, boundaries.length(piece) - depth)
    for (let stride = boundaries.common(piece) - depth + 1; stride <= longestStride; stride++) {
      slotsAt[stride] = (slotsAt[stride] ?? 0) + 1
    }
  }
  let stride = Math.min(needed, longestStride)
  while (stride > 5 && 2 ** stride > sparseness * (slotsAt[stride] ?? 0)) stride--
  return stride
}
