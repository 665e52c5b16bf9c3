import { type AddressRange, flatten, type Pieces } from './address-range.ts'
import { AddressTable } from './address-table.ts'
import { type Block, Boundaries } from './boundaries.ts'
import { direct, directStride, isBitmap, keyOf, pointerTo, strideOf } from './table-node.ts'
import { shapeFor } from './table-shape.ts'

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
  return new AddressTable({ roots, words: Int32Array.from(tree.words) })
}

function check({ family, first, last, value }: AddressRange): void {
  const end = 1n << (family === 4 ? 32n : 128n)
  if (first < 0n || first > last || last >= end) throw new RangeError('a range outside its family')
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError(`${value} is no value of a table`)
}

class GrowingTree {
  readonly words: number[] = []
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
    const shape = shapeFor(block)
    const stride = strideOf(shape)
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
    return this.#node(shape, changes)
  }

  /** Stores a node unless an equal one is there already. */
  #node(shape: number, changes: Changes): number {
    const key = `${shape}:${changes.slots.join()}:${changes.entries.join()}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const entry = pointerTo(this.words.length, shape)
    this.#known.set(key, entry)
    if (shape === direct) this.#putDirect(changes)
    else if (isBitmap(shape)) this.#putBitmap(shape, changes)
    else this.#putList(strideOf(shape), changes)
    return entry
  }

  #putList(stride: number, { slots, entries }: Changes): void {
    const keys = slots.slice(1).map((slot) => keyOf(slot << (32 - stride)))
    this.words.push(keys.length, ...keys, ...entries)
  }

  #putDirect({ slots, entries }: Changes): void {
    for (let next = 0; next < slots.length; next++) {
      const end = slots[next + 1] ?? 2 ** directStride
      for (let slot = slots[next] ?? 0; slot < end; slot++) this.words.push(entries[next] ?? 0)
    }
  }

  #putBitmap(stride: number, { slots, entries }: Changes): void {
    const count = Math.max(1, 2 ** (stride - 5))
    let before = this.words.length + 2 * count - 1
    let next = 0
    for (let word = 0; word < count; word++) {
      let bits = 0
      const first = next
      for (let slot = slots[next]; slot !== undefined && slot < (word + 1) * 32; slot = slots[++next]) {
        bits |= 1 << (slot & 31)
      }
      this.words.push(bits, before)
      before += next - first
    }
    for (const entry of entries) this.words.push(entry)
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
