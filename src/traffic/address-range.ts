import type { Prefix } from '../model/address.ts'

/** Addresses of one family from `first` to `last`, both included, and the number that a table answers for them. */
export interface AddressRange {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
  /** 0 to 65535; 0 takes the addresses out of a wider range. */
  readonly value: number
}

/**
 * One family cut into pieces: the piece `i` reaches from `starts[i]` to just before `starts[i + 1]` and has
 * `values[i]`. The first piece starts at 0, the last one ends with the family, and neighbours differ.
 */
export interface Pieces {
  readonly starts: readonly bigint[]
  readonly values: readonly number[]
}

/** The range that a prefix stands for. */
export function rangeOf(prefix: Prefix, value: number): AddressRange {
  const hostBits = BigInt((prefix.family === 4 ? 32 : 128) - prefix.length)
  return { family: prefix.family, first: prefix.number, last: prefix.number + (1n << hostBits) - 1n, value }
}

/** The fewest prefixes that make up the addresses of a family from `first` to `last`, both included. */
export function prefixesBetween(first: bigint, last: bigint, family: 4 | 6): Prefix[] {
  const width = family === 4 ? 32 : 128
  const prefixes: Prefix[] = []
  for (let at = first; at <= last; ) {
    const bits = Math.min(lowZeros(at, width), (last + 1n - at).toString(2).length - 1)
    prefixes.push({ family, number: at, length: width - bits })
    at += 1n << BigInt(bits)
  }
  return prefixes
}

/** How many bits at the end of an address are 0. As text, since counting bits of a million big numbers takes minutes. */
function lowZeros(address: bigint, width: number): number {
  if (address === 0n) return width
  const bits = address.toString(2)
  return bits.length - 1 - bits.lastIndexOf('1')
}

/**
 * Flattens ranges of one family: where several cover an address, the smallest wins, and of equally small ones the one
 * that starts later, of equal ones the later in the list. Addresses that no range covers have 0.
 */
export function flatten(ranges: readonly AddressRange[]): Pieces {
  const pieces = new GrowingPieces()
  let open: AddressRange[] = []
  let at = 0n
  const coverUntil = (end: bigint | undefined) => {
    while (open.length > 0 && (end === undefined || at < end)) {
      const winner = open.reduce(smaller)
      pieces.add(at, winner.value)
      at = end !== undefined && end <= winner.last ? end : winner.last + 1n
      open = open.filter(({ last }) => last >= at)
    }
    if (open.length === 0) pieces.add(at, 0)
  }
  for (const range of sorted(ranges)) {
    coverUntil(range.first)
    at = range.first
    open.push(range)
  }
  coverUntil(undefined)
  return pieces.within(ranges[0]?.family ?? 4)
}

/** Cuts two lists of pieces at each other's ends and gives each pair of values one number. */
export function overlay(under: Pieces, over: Pieces, numberOf: (under: number, over: number) => number): Pieces {
  const pieces = new GrowingPieces()
  for (let low = 0, high = 0; low < under.starts.length && high < over.starts.length; ) {
    const [lowStart = 0n, highStart = 0n] = [under.starts[low], over.starts[high]]
    pieces.add(lowStart > highStart ? lowStart : highStart, numberOf(under.values[low] ?? 0, over.values[high] ?? 0))
    const [lowEnd, highEnd] = [under.starts[low + 1], over.starts[high + 1]]
    if (lowEnd !== undefined && (highEnd === undefined || lowEnd <= highEnd)) low++
    else high++
    if (lowEnd !== undefined && lowEnd === highEnd) high++
  }
  return pieces
}

function sorted(ranges: readonly AddressRange[]): AddressRange[] {
  return [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
}

function smaller(best: AddressRange, next: AddressRange): AddressRange {
  return next.last - next.first <= best.last - best.first ? next : best
}

class GrowingPieces implements Pieces {
  readonly starts: bigint[] = [0n]
  readonly values: number[] = [0]

  /** Continues with `value` from `start` on, which is not before the start of any earlier piece. */
  add(start: bigint, value: number): void {
    if (this.starts.at(-1) === start) {
      this.starts.pop()
      this.values.pop()
    }
    if (this.values.at(-1) === value) return
    this.starts.push(start)
    this.values.push(value)
  }

  /** Drops the end of the last range when it is the end of the family. */
  within(family: 4 | 6): this {
    if (this.starts.at(-1) === 1n << (family === 4 ? 32n : 128n)) {
      this.starts.pop()
      this.values.pop()
    }
    return this
  }
}
