/*
 * How the nodes of an `AddressTable` lie in its words. An **entry** is a number from 0 to 65535 or, when negative, points
 * to a node: 5 bits give the node's shape, 26 bits where it begins. A shape says what kind of node it is and how many
 * bits of the address it takes (its **stride**); 2^stride is the number of its slots.
 *
 * - **Bitmap** (shapes 1 to 16, which are strides too): 32 slots to a pair of words, then the entries. A set bit in the
 *   first word of a pair marks a slot whose entry differs from that of the slot before, and only those are stored. The
 *   second word says where they lie, so that counting bits finds the entry.
 * - **List** (shape 0 for stride 32; 17 to 30 for strides 2 to 28): the number of keys, sorted keys at which another
 *   entry begins, the entries. Keys have their first bit turned, so that comparing signed numbers sorts them.
 * - **Direct** (shape 31, stride 16, only at the root): one entry for each slot.
 */

/** So many bits of an entry say where its node begins. */
const offsetBits = 26
const offsetMask = (1 << offsetBits) - 1
const shapeMask = 31
const sign = 1 << 31

export const listOf32 = 0
export const longestBitmap = 16
export const longestShortList = 28
export const direct = 31
export const directStride = 16

/** The entry that points to a node. */
export function pointerTo(offset: number, shape: number): number {
  return sign | (shape << offsetBits) | offset
}

export function offsetOf(entry: number): number {
  return entry & offsetMask
}

export function shapeOf(entry: number): number {
  return (entry >>> offsetBits) & shapeMask
}

/** The shape of a list that takes an even number of bits, 28 at most. */
export function shortList(stride: number): number {
  return longestBitmap + stride / 2
}

export function isBitmap(shape: number): boolean {
  return shape > listOf32 && shape <= longestBitmap
}

/** How many bits of the address a node takes. */
export function strideOf(shape: number): number {
  if (shape === direct) return directStride
  if (shape === listOf32) return 32
  return shape > longestBitmap ? (shape - longestBitmap) * 2 : shape
}

/** A number whose signed order is the unsigned order of `bits`. */
export function keyOf(bits: number): number {
  return bits ^ sign
}

/** The entry that a bitmap has for a slot. */
export function inBitmap(words: Int32Array, entry: number, slot: number): number {
  const pair = (entry & offsetMask) + ((slot >>> 5) << 1)
  const upToSlot = (words[pair] ?? 0) & (-1 >>> (31 - (slot & 31)))
  return words[(words[pair + 1] ?? 0) + bitsIn(upToSlot)] ?? 0
}

/** The entry that a list has for the 32 bits that come next in the address. */
export function inList(words: Int32Array, entry: number, bits: number): number {
  const node = entry & offsetMask
  const sought = bits ^ sign
  const count = words[node] ?? 0
  const end = node + 1 + count
  let key = node + 1
  while (key < end && (words[key] ?? 0) <= sought) key++
  return words[key + count] ?? 0
}

/** How many bits of a 32-bit word are set. */
export function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
