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
  // A copy, since words must lie on a multiple of four; not `slice`, which copies nothing in Node's buffers.
  const content = new Int32Array(new Uint8Array(bytes).buffer)
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
    const { start, end } = nodeAt(words, entry)
    if (entry >= 0 ? entry > 0xffff : end > before) throw new RangeError('a damaged address table: it leads nowhere')
    if (entry >= 0 || seen.has(entry)) continue
    seen.add(entry)
    for (const targets of targetsOf({ words, entries }, entry)) {
      for (const target of targets) open.push([target, start])
    }
  }
}

function nodeAt(words: Int32Array, entry: number): { start: number; end: number; isList: boolean } {
  const start = entry & (largestWords - 1)
  const stride = (entry >>> offsetBits) & 31
  const isList = stride === 0
  const listLength = words[start] ?? -1
  const length = isList ? 2 + listLength : 2 * Math.max(1, 2 ** (stride - 5))
  return { start, end: isList && listLength < 0 ? Number.POSITIVE_INFINITY : start + length, isList }
}

/** The entries that a node can lead to. */
function targetsOf(parts: Pick<TableParts, 'words' | 'entries'>, entry: number): Int32Array[] {
  const { start, end, isList } = nodeAt(parts.words, entry)
  const place = parts.words[start + 1] ?? 0
  if (isList) return [existing(parts.entries, place, place + end - start - 1)]
  return Array.from({ length: (end - start) / 2 }, (_, word) => targetsOfWord(parts, start + 2 * word))
}

/** The entries that the 32 slots of a word can lead to; slots before the first set bit lead to the entry before. */
function targetsOfWord({ words, entries }: Pick<TableParts, 'words' | 'entries'>, word: number): Int32Array {
  const [bits = 0, before = 0] = words.subarray(word, word + 2)
  return existing(entries, before + (bits & 1), before + bitsIn(bits) + 1)
}

function existing(entries: Int32Array, first: number, end: number): Int32Array {
  if (first < 0 || end > entries.length) throw new RangeError('a damaged address table: an entry is missing')
  return entries.subarray(first, end)
}
