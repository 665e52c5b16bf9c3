import { formatPrefix, type Prefix } from '../model/address.ts'
import { type Pieces, prefixesBetween, rangeOf } from '../traffic/address-range.ts'
import type { AddressTable } from '../traffic/address-table.ts'
import { tablePieces } from '../traffic/table-pieces.ts'

export type Family = 4 | 6

export const families: readonly Family[] = [4, 6]

/** Bits of an address. */
export const widthOf: Readonly<Record<Family, number>> = { 4: 32, 6: 128 }

/** Addresses from the first to the last, both included. */
export interface Span {
  readonly first: bigint
  readonly last: bigint
}

/** A set of addresses: the spans of each family in their order, which neither overlap nor touch. */
export type AddressSet = Readonly<Record<Family, readonly Span[]>>

/** The addresses for which a table answers anything but 0. */
export function setOf({ parts }: AddressTable): AddressSet {
  const ofFamily = (family: Family): Span[] => spansWhere(tablePieces(parts, family), family, (value) => value > 0)
  return { 4: ofFamily(4), 6: ofFamily(6) }
}

/** The addresses whose value in the pieces of a family is one of those that count. */
export function spansWhere({ starts, values }: Pieces, family: Family, counts: (value: number) => boolean): Span[] {
  const spans: Span[] = []
  let open: bigint | undefined
  for (const [index, start] of starts.entries()) {
    const isIn = counts(values[index] ?? 0)
    if (isIn && open === undefined) open = start
    if (!isIn && open !== undefined) {
      spans.push({ first: open, last: start - 1n })
      open = undefined
    }
  }
  if (open !== undefined) spans.push({ first: open, last: lastOf(family) })
  return spans
}

/** Whether the spans are all addresses of their family. */
export function isWhole([only, ...more]: readonly Span[], family: Family): boolean {
  return more.length === 0 && only?.first === 0n && only.last === lastOf(family)
}

/** Puts spans in any order into theirs, and joins those that overlap or touch. */
export function joinedSpans(spans: readonly Span[]): Span[] {
  const joined: { first: bigint; last: bigint }[] = []
  for (const { first, last } of [...spans].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const before = joined.at(-1)
    if (before === undefined || first > before.last + 1n) joined.push({ first, last })
    else if (last > before.last) before.last = last
  }
  return joined
}

/** What is in the first spans and in none of the others. Both must be in order and disjoint. */
export function minus(spans: readonly Span[], others: readonly Span[]): Span[] {
  const rest: Span[] = []
  let at = 0
  for (const span of spans) {
    while ((others[at]?.last ?? span.first) < span.first) at++
    rest.push(...cut(span, others, at))
  }
  return rest
}

/** What is left of a span without others, of which those before `from` end before it. */
function cut({ first, last }: Span, others: readonly Span[], from: number): Span[] {
  const rest: Span[] = []
  let at = first
  for (let index = from; index < others.length; index++) {
    const other = others[index]
    if (other === undefined || other.first > last) break
    if (other.first > at) rest.push({ first: at, last: other.first - 1n })
    at = other.last + 1n
  }
  if (at <= last) rest.push({ first: at, last })
  return rest
}

/** The fewest prefixes that make up the spans. */
export function prefixesOf(spans: readonly Span[], family: Family): Prefix[] {
  return spans.flatMap(({ first, last }) => prefixesBetween(first, last, family))
}

/** The networks of a set in their usual text, IPv4 before IPv6. */
export function networkTexts(set: AddressSet): readonly string[] {
  return families.flatMap((family) => prefixesOf(set[family], family).map(formatPrefix))
}

/** The addresses of a prefix. */
export function spanOf(prefix: Prefix): Span {
  const { first, last } = rangeOf(prefix, 1)
  return { first, last }
}

function lastOf(family: Family): bigint {
  return (1n << BigInt(widthOf[family])) - 1n
}
