import { AddressTable, type TableParts } from './address-table.ts'
import {
  bitsIn,
  half,
  isBitmap,
  offsetOf,
  root,
  rootStride,
  runs,
  shapeOf,
  shiftOfSpread,
  startOfSpread,
} from './table-node.ts'

/** "BWT3" in the byte order of the machine: a file from a machine of the other order is not taken for ours. */
const mark = 0x33545742
const headerWords = 5

/** A table as bytes, in the byte order of this machine. */
export function tableBytes({ parts }: { readonly parts: TableParts }): Uint8Array {
  const { roots, words } = parts
  const content = new Int32Array(headerWords + words.length)
  content.set([mark, 0, words.length, ...roots])
  content.set(words, headerWords)
  content[1] = sumOf(content)
  return new Uint8Array(content.buffer)
}

/**
 * Reads what `tableBytes` wrote.
 * @throws RangeError when bytes are missing, too many, changed, or do not make a table in which every look-up ends.
 */
export function readTable(bytes: Uint8Array): AddressTable {
  if (bytes.length < headerWords * 4 || bytes.length % 4 !== 0) throw new RangeError('not an address table: cut off')
  // A copy, since words must lie on a multiple of four; not `slice`, which copies nothing in Node's buffers.
  const content = new Int32Array(new Uint8Array(bytes).buffer)
  const [found, sum, length = 0, four = 0, six = 0] = content
  if (found !== mark) throw new RangeError('not an address table: it begins otherwise')
  if (content.length !== headerWords + length) {
    throw new RangeError('a damaged address table: its length is not what it says')
  }
  if (sum !== sumOf(content)) throw new RangeError('a damaged address table: its sum is wrong')
  const parts = { roots: [four, six], words: content.subarray(headerWords) } as const
  checkParts(parts)
  return new AddressTable(parts)
}

/**
 * A sum over all words but its own. Each step maps different words to different sums and different sums to different
 * sums, so one changed word never goes unnoticed; several changed ones do in one of four billion cases.
 */
function sumOf(content: Int32Array): number {
  let sum = content.length
  for (let at = 0; at < content.length; at++) {
    if (at === 1) continue
    const mixed = Math.imul(sum ^ (content[at] ?? 0), 0x5bd1e995)
    sum = mixed ^ (mixed >>> 15)
  }
  return sum | 0
}

/** Every node must point only to entries that exist, and only to nodes that lie before it: then each look-up ends. */
function checkParts({ roots, words }: TableParts): void {
  const seen = new Set<number>()
  const open = roots.flatMap((entry) => (isRoot(entry) ? openedBy(words, entry) : [{ entry, before: words.length }]))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { entry, before } = next
    if (isValue(entry)) continue
    if (entry >= 0 || isRoot(entry) || offsetOf(entry) + lengthOf(words, entry) > before) throw leadsNowhere()
    if (seen.has(entry)) continue
    seen.add(entry)
    for (const target of targetsOf(words, entry)) {
      if (!isValue(target)) open.push({ entry: target, before: offsetOf(entry) })
    }
  }
}

/** An entry, and the place that the node it points to must end before. */
interface Target {
  readonly entry: number
  readonly before: number
}

/** The entries behind a root. */
function openedBy(words: Int32Array, entry: number): Target[] {
  const start = offsetOf(entry)
  const end = start + 2 ** rootStride
  if (end > words.length) throw leadsNowhere()
  return [...new Set(words.subarray(start, end))].flatMap((spread) => {
    const [first, shift] = [startOfSpread(spread), shiftOfSpread(spread)]
    const last = first + 2 ** Math.max(0, rootStride - shift)
    if (shift > rootStride || last > start) throw leadsNowhere()
    return [...words.subarray(first, last)].map((target) => ({ entry: target, before: first }))
  })
}

function leadsNowhere(): RangeError {
  return new RangeError('a damaged address table: it leads nowhere')
}

function isValue(entry: number): boolean {
  return entry >= 0 && entry <= 0xffff
}

/** Look-ups expect a root only where they begin. */
function isRoot(entry: number): boolean {
  return entry < 0 && shapeOf(entry) === root
}

/** Words of a node; of a bitmap without its entries, which may lie anywhere. */
function lengthOf(words: Int32Array, entry: number): number {
  const shape = shapeOf(entry)
  const first = words[offsetOf(entry)] ?? -1
  if (shape === 0) return Number.POSITIVE_INFINITY
  if (shape === half) return 1
  if (shape === runs) return 1 + (first >>> 16)
  if (isBitmap(shape)) return 2 * Math.max(1, 2 ** (shape - 5))
  return first < 0 ? Number.POSITIVE_INFINITY : 2 + 2 * first
}

/** The entries that a node can lead to. */
function targetsOf(words: Int32Array, entry: number): readonly number[] {
  const start = offsetOf(entry)
  const end = start + lengthOf(words, entry)
  const shape = shapeOf(entry)
  if (shape === runs) return []
  if (shape === half) return [words[start] ?? 0]
  if (!isBitmap(shape)) return [...words.subarray(start + 1 + (words[start] ?? 0), end)]
  return Array.from({ length: (end - start) / 2 }, (_, pair) => [...targetsOfPair(words, start + 2 * pair)]).flat()
}

/** The entries that the 32 slots of a pair can lead to; slots before the first set bit lead to the entry before. */
function targetsOfPair(words: Int32Array, pair: number): Int32Array {
  const [bits = 0, before = 0] = words.subarray(pair, pair + 2)
  const [first, end] = [before + (bits & 1), before + bitsIn(bits) + 1]
  if (first < 0 || end > words.length) throw new RangeError('a damaged address table: an entry is missing')
  return words.subarray(first, end)
}
