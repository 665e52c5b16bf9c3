import type { Block } from './boundaries.ts'
import { direct, directStride, listOf32, longestBitmap, longestShortList, shortList } from './table-node.ts'

// Found by measuring the world. More slots to a stored entry make look-ups faster and tables larger.
const sparseness = 16
/** Behind a direct root: 65,536 slots say which /32 of IPv6 an address is of. */
const sparsenessBehindRoot = 64
/** Up to so many pieces are looked through one after another rather than by bitmaps. */
const longestList = 16
/** A list is slower than a bitmap, so it must take that many more bits. */
const gainOfList = 2
/** A direct root has 65,536 entries and is worth that only for whole worlds. */
const fewestForDirect = 4096

/** What kind of node a block becomes, and of which stride. */
export function shapeFor(block: Block): number {
  const { boundaries, depth, from, to } = block
  if (depth === 0 && to - from >= fewestForDirect) return direct
  const needed = neededBits(block)
  // All blocks of IPv4 behind the root alike, to /24: then the processor guesses right which way a look-up goes.
  if (depth === directStride && boundaries.width === 32) return Math.min(needed, 8)
  if (needed <= 5) return needed
  if (to - from <= longestList) return listOf32
  const slots = slotsAt(block)
  const bitmap = bitmapStride(slots, needed, depth === directStride ? sparsenessBehindRoot : sparseness)
  let list = longestShortList
  while (list > 2 && (slots[list] ?? 0) > longestList) list -= 2
  return bitmap < needed && list > bitmap + gainOfList ? shortList(list) : bitmap
}

/** The longest stride whose words are not too many for the slots in which something begins. */
function bitmapStride(slots: Uint32Array, needed: number, sparse: number): number {
  let stride = Math.min(needed, longestBitmap)
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
