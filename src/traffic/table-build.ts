import { type AddressRange, flatten, type Pieces } from './address-range.ts'
import { AddressTable } from './address-table.ts'
import { type Block, Boundaries } from './boundaries.ts'
import { half, isBitmap, keyOf, pointerTo, root, rootStride, runs, spreadFrom, strideOf } from './table-node.ts'
import { deservesRoot, shapeFor, spreadFor } from './table-shape.ts'

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
    const family = { boundaries, values, depth: 0, from: 1, to: starts.length }
    return deservesRoot(family) ? this.#root(family) : this.#entryFor(family)
  }

  #root(family: Block): number {
    const spreads = this.#slotsOf(family, rootStride, (block) => this.#spread(block))
    const offset = this.words.length
    for (const spread of expanded(spreads, rootStride)) this.words.push(spread)
    return pointerTo(offset, root)
  }

  /** The word of a root for the addresses that share their first 16 bits. */
  #spread(block: Block): number {
    const stride = spreadFor(block)
    const entries = stride === 0 ? [this.#entryFor(block)] : this.#entriesOf(block, stride)
    return spreadFrom(
      this.#once(`spread:${entries.join()}`, () => entries),
      rootStride - stride,
    )
  }

  #entriesOf(block: Block, stride: number): number[] {
    return expanded(
      this.#slotsOf(block, stride, (inner) => this.#entryFor(inner)),
      stride,
    )
  }

  /** The entry for a block of addresses in which the pieces `from` to `to` (excluded) begin after its first address. */
  #entryFor(block: Block): number {
    const { values, from, to } = block
    if (from === to) return values[from - 1] ?? 0
    const entry = this.#nodeFor(block)
    return block.depth === 64
      ? pointerTo(
          this.#once(`half:${entry}`, () => [entry]),
          half,
        )
      : entry
  }

  #nodeFor(block: Block): number {
    const shape = shapeFor(block)
    const stride = shape === runs ? 16 : strideOf(shape)
    const changes = this.#slotsOf(block, stride, (inner) => this.#entryFor(inner))
    const offset = this.#once(`${shape}:${changes.slots.join()}:${changes.entries.join()}`, () => {
      if (shape === runs) return runsOf(changes)
      return isBitmap(shape) ? this.#bitmap(stride, changes) : listWords(stride, changes)
    })
    return pointerTo(offset, shape)
  }

  /** What each slot of a block has: blocks in which pieces begin, and between them what the piece before has. */
  #slotsOf(block: Block, stride: number, entryFor: (inner: Block) => number): Changes {
    const { boundaries, values, depth, from, to } = block
    const inner = (start: number, end: number) =>
      entryFor({ boundaries, values, depth: depth + stride, from: start, to: end })
    const changes = new Changes(inner(from, from))
    for (let piece = from; piece < to; ) {
      const slot = boundaries.slot(piece, depth, stride)
      const inside = boundaries.length(piece) <= depth + stride ? piece + 1 : piece
      let end = piece + 1
      while (end < to && boundaries.common(end) >= depth + stride) end++
      changes.put(slot, inner(inside, end))
      if (slot + 1 < 2 ** stride) changes.put(slot + 1, inner(end, end))
      piece = end
    }
    return changes
  }

  /** Where words lie: stored unless equal ones are there already. */
  #once(key: string, make: () => readonly number[]): number {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const offset = this.words.length
    for (const word of make()) this.words.push(word)
    this.#known.set(key, offset)
    return offset
  }

  #bitmap(stride: number, { slots, entries }: Changes): number[] {
    const count = Math.max(1, 2 ** (stride - 5))
    const node: number[] = []
    let before = this.words.length + 2 * count - 1
    let next = 0
    for (let word = 0; word < count; word++) {
      let bits = 0
      const first = next
      for (let slot = slots[next]; slot !== undefined && slot < (word + 1) * 32; slot = slots[++next]) {
        bits |= 1 << (slot & 31)
      }
      node.push(bits, before)
      before += next - first
    }
    return node.concat(entries)
  }
}

function listWords(stride: number, { slots, entries }: Changes): number[] {
  const keys = slots.slice(1).map((slot) => keyOf(slot << (32 - stride)))
  return [keys.length, ...keys, ...entries]
}

function runsOf({ slots, entries }: Changes): number[] {
  return slots.map((slot, index) => ((index === 0 ? slots.length - 1 : slot) << 16) | (entries[index] ?? 0))
}

/** One entry for each slot. */
function expanded({ slots, entries }: Changes, stride: number): number[] {
  return slots.flatMap((slot, index) =>
    new Array<number>((slots[index + 1] ?? 2 ** stride) - slot).fill(entries[index] ?? 0),
  )
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
