/*
 * How an `AddressTable` lies in its words. An **entry** is a number from 0 to 65535 or, when negative, points to a node:
 * 6 bits give the node's shape, 25 bits where it begins. A shape says what kind of node it is and how many bits of the
 * address it takes (its **stride**); 2^stride is the number of its slots.
 *
 * - **Bitmap** (shapes 1 to 16, which are strides too): 32 slots to a pair of words, then the entries. A set bit in the
 *   first word of a pair marks a slot whose entry differs from that of the slot before, and only those are stored. The
 *   second word says where they lie, so that counting bits finds the entry.
 * - **List** (shape 32 for stride 32; 33 to 63 for strides 1 to 31): the number of keys, sorted keys at which another
 *   entry begins, the entries. Keys have their first bit turned, so that comparing signed numbers sorts them.
 * - **Runs** (shape 30): what ends here, in one word each: above, the 16 bits from which on it holds, below, its number.
 *   The first one holds from 0 on, so it has the number of the others above.
 * - **Half** (shape 29): all bits of the first half of an IPv6 address are taken, no node takes bits of both, and the word
 *   is the entry that the second half begins with.
 * - **Root** (shape 31) of a large family: one word for each value of the first 16 bits. It says where the entries of the
 *   next 16 bits lie and by how much to shift these to find one of them: by 16 if all have the same, by 11 if 32 entries
 *   tell them apart. So most look-ups go the same way, which the processor guesses right, whatever the address.
 */

/** So many bits of an entry say where its node begins. */
const offsetBits = 25
const offsetMask = (1 << offsetBits) - 1
const shapeMask = 63
const strideMask = 31
const sign = 1 << 31
/** So many bits of a root's word say by how much to shift. */
const shiftBits = 5
const shiftMask = (1 << shiftBits) - 1

export const longestBitmap = 16
export const half = 29
export const runs = 30
export const root = 31
/** A root takes so many bits, and its entries so many more. */
export const rootStride = 16

/** The entry that points to a node. */
export function pointerTo(offset: number, shape: number): number {
  if (offset > offsetMask) throw new RangeError('more addresses than a table can hold')
  return sign | (shape << offsetBits) | offset
}

export function offsetOf(entry: number): number {
  return entry & offsetMask
}

export function shapeOf(entry: number): number {
  return (entry >>> offsetBits) & shapeMask
}

/** The shape of a list that takes 1 to 32 bits. */
export function listOf(stride: number): number {
  return 32 | (stride & strideMask)
}

export function isBitmap(shape: number): boolean {
  return shape <= longestBitmap
}

export function isList(shape: number): boolean {
  return shape > root
}

/** How many bits of the address a bitmap or a list takes. */
export function strideOf(shape: number): number {
  return ((shape - 1) & strideMask) + 1
}

/** The word of a root whose entries begin at `offset`. */
export function spreadFrom(offset: number, shift: number): number {
  return (offset << shiftBits) | shift
}

/** Where the entries of a root's word begin. */
export function startOfSpread(word: number): number {
  return word >>> shiftBits
}

/** By how much to shift the second 16 bits of an address. */
export function shiftOfSpread(word: number): number {
  return word & shiftMask
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

/** The number that runs have for the 32 bits that come next in the address. */
export function inRuns(words: Int32Array, entry: number, bits: number): number {
  const node = entry & offsetMask
  const sought = bits >>> 16
  let run = node + ((words[node] ?? 0) >>> 16)
  while (run > node && (words[run] ?? 0) >>> 16 > sought) run--
  return (words[run] ?? 0) & 0xffff
}

/** How many bits of a 32-bit word are set. */
export function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
