import type { Block } from './boundaries.ts'
import { listOf, longestBitmap, rootStride, runs } from './table-node.ts'

// Found by measuring the world. More slots to a stored entry make look-ups faster and tables larger.
const sparseness = 32
/** Behind a root: 65,536 slots say which /32 of IPv6 an address is of. */
const sparsenessBehindRoot = 64
/** Up to so many pieces are looked through one after another rather than by bitmaps. */
const longestList = 8
/** A list is slower than a bitmap, so it must take that many more bits. */
const gainOfList = 2
/** A root has 65,536 words and is worth that only for whole worlds. */
const fewestForRoot = 4096
/** Behind a root 2^5 entries answer 19 of 20 addresses of IPv4. */
const longestSpread = { 32: 5, 128: 0 } as const

/** Whether a family is so large that it begins with a root. */
export function deservesRoot({ from, to }: Block): boolean {
  return to - from >= fewestForRoot
}

/** How many bits choose among the entries of a root's word. */
export function spreadFor(block: Block): number {
  return Math.min(neededBits(block), longestSpread[block.boundaries.width])
}

/** What kind of node a block becomes, and of which stride. */
export function shapeFor(block: Block): number {
  const { boundaries, depth, from, to } = block
  const needed = neededBits(block)
  const room = depth < 64 ? 64 - depth : 128 - depth
  // A bitmap of few bits is faster than runs; for IPv4, where few look-ups come so far, small is better.
  if (needed <= 5 && boundaries.width === 128) return Math.min(needed, room)
  if (to - from <= longestList) return needed <= 16 ? runs : listOf(Math.min(32, room))
  const slots = slotsAt(block)
  const most = Math.min(needed, room)
  const bitmap = bitmapStride(slots, most, depth === rootStride ? sparsenessBehindRoot : sparseness)
  let list = Math.min(31, room)
  while (list > 1 && (slots[list] ?? 0) > longestList) list--
  return bitmap < most && list > bitmap + gainOfList ? listOf(list) : bitmap
}

/** The longest stride, `most` at most, whose words are not too many for the slots in which something begins. */
function bitmapStride(slots: Uint32Array, most: number, sparse: number): number {
  let stride = Math.min(most, longestBitmap)
  while (stride > 5 && 2 ** stride > sparse * (slots[stride] ?? 0)) stride--
  return stride
}

/** So many bits behind the block's own tell all its pieces apart. */
function neededBits({ boundaries, depth, from, to }: Block): number {
  let needed = 0
  for (let piece = from; piece < to; piece++) needed = Math.max(needed, boundaries.length(piece) - depth)
  return needed
}

/** In how many slots something begins, by stride. */
function slotsAt({ boundaries, depth, from, to }: Block): Uint32Array {
  const slots = new Uint32Array(33).fill(1)
  for (let piece = from + 1; piece < to; piece++) {
    for (let stride = boundaries.common(piece) - depth + 1; stride <= 32; stride++) {
      slots[stride] = (slots[stride] ?? 0) + 1
    }
  }
  return slots
}
