import { AddressTable, bitsIn, offsetBits, type TableParts } from './address-table.ts'

/** "BWT1" in the byte order of the machine: a file from a machine of the other order is not taken for ours. */
const mark = 0x31545742
const headerWords = 6
const largestWords = 1 << offsetBits

/** A table as bytes, in the byte order of this machine. */
export function tableBytes({ parts }: { readonly parts: TableParts }): Uint8Array {
  const { roots, words, entries } = parts
  const content = new Int32Array(headerWords + words.length + entries.length)
  content.set([mark, 0, words.length, entries.length, ...roots])
  content.set(words, headerWords)
  content.set(entries, headerWords + words.length)
  content[1] = sumOf(content)
  return new Uint8Array(content.buffer)
}

/**
 * Reads what `tableBytes` wrote.
 * @throws RangeError when bytes are missing, too many, changed, or do not make a table in which every look-up ends.
 */
export function readTable(bytes: Uint8Array): AddressTable {
  if (bytes.length < headerWords * 4 || bytes.length % 4 !== 0) throw new RangeError('not an address table: cut off')
  const content = new Int32Array(bytes.slice().buffer)
  const [found, sum, wordCount = 0, entryCount = 0, four = 0, six = 0] = content
  if (found !== mark) throw new RangeError('not an address table: it begins otherwise')
  if (wordCount < 0 || entryCount < 0 || content.length !== headerWords + wordCount + entryCount) {
    throw new RangeError('a damaged address table: its length is not what it says')
  }
  if (sum !== sumOf(content)) throw new RangeError('a damaged address table: its sum is wrong')
  const words = content.subarray(headerWords, headerWords + wordCount)
  const parts = { roots: [four, six], words, entries: content.subarray(headerWords + wordCount) } as const
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
function checkParts({ roots, words, entries }: TableParts): void {
  const seen = new Set<number>()
  const open: [entry: number, before: number][] = [
    [roots[0], words.length],
    [roots[1], words.length],
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [entry, before] = next
    const { start, end } = nodeAt(entry)
    if (entry >= 0 ? entry > 0xffff : end > before) throw new RangeError('a damaged address table: it leads nowhere')
    if (entry >= 0 || seen.has(entry)) continue
    seen.add(entry)
    for (let word = start; word < end; word += 2) {
      for (const target of entriesOf({ words, entries }, word)) open.push([target, start])
    }
  }
}

function nodeAt(entry: number): { start: number; end: number } {
  const start = entry & (largestWords - 1)
  const stride = (entry >>> offsetBits) & 31
  return { start, end: stride === 0 ? Number.POSITIVE_INFINITY : start + 2 * Math.max(1, 2 ** (stride - 5)) }
}

/** The entries that the 32 slots of a word can lead to; slots before the first set bit lead to the entry before. */
function entriesOf({ words, entries }: Pick<TableParts, 'words' | 'entries'>, word: number): Int32Array {
  const [bits = 0, before = 0] = words.subarray(word, word + 2)
  const first = before + (bits & 1)
  const end = before + bitsIn(bits) + 1
  if (first < 0 || end > entries.length) throw new RangeError('a damaged address table: an entry is missing')
  return entries.subarray(first, end)
}
