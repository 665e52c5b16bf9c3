import { formatPrefix } from '../../model/address.ts'
import type { Pieces } from '../../traffic/address-range.ts'
import type { AddressTable } from '../../traffic/address-table.ts'
import type { Opinion } from '../../traffic/geo.ts'
import type { Rules } from '../../traffic/rules.ts'
import { prefixesOf } from '../../traffic/table-pieces.ts'
import { networkTexts, setOf } from '../address-set.ts'

/** What the maps call an opinion: `DE`, `DE/FR` where two sources disagree, `private`, `unknown`. */
function labelOf({ class: kind, opinions }: Opinion): string {
  if (kind === 'private' || kind === 'unknown') return kind
  return kind === 'agreed' ? (opinions[0] ?? 'unknown') : opinions.join('/')
}

/**
 * The label of each opinion. Two sources that disagree about countries of which none is let in anywhere are the first one's
 * country, which is not let in either: the map of the world becomes half as long, and nothing is decided otherwise.
 */
function labelsOf({ areas, geo }: Rules): readonly string[] {
  const labels = geo.opinions.map(labelOf)
  const admitted = [...areas.values()].flatMap((area) => (area.admitted === undefined ? [] : [area.admitted]))
  const isLetIn = (id: number): boolean => admitted.some((vector) => vector[id] === 1)
  const letIn = new Set(labels.filter((_, id) => isLetIn(id)))
  return geo.opinions.map(({ class: kind, opinions: [first = ''] }, id) => {
    const collapses = kind === 'disagreement' && !isLetIn(id) && !letIn.has(first)
    return collapses ? first : (labels[id] ?? 'unknown')
  })
}

/** The map of the world: a network and its label on each line; what is unknown is not in it. */
export function geoMap(rules: Rules): string {
  const labels = labelsOf(rules)
  const names = ['unknown', ...new Set(labels.filter((label) => label !== 'unknown'))]
  const numbers = new Map(names.map((name, number) => [name, number]))
  const lines: string[] = []
  for (const family of [4, 6] as const) {
    const pieces = joined(rules.geo.pieces(family), (id) => numbers.get(labels[id] ?? 'unknown') ?? 0)
    for (const { value, ...prefix } of prefixesOf(pieces, family)) lines.push(`${formatPrefix(prefix)} ${names[value]}`)
  }
  return text(lines)
}

/** The same pieces with other numbers; neighbours that have the same one become one piece. */
function joined({ starts, values }: Pieces, numberOf: (value: number) => number): Pieces {
  const kept = values.map(numberOf)
  const begins = kept.map((number, index) => index === 0 || number !== kept[index - 1])
  return { starts: starts.filter((_, index) => begins[index]), values: kept.filter((_, index) => begins[index]) }
}

/** Which label may enter which area: `area:label` on each line. Areas that countries do not matter for are not in it. */
export function countriesMap(rules: Rules): string {
  const labels = labelsOf(rules)
  const lines = [...rules.areas.values()].flatMap(({ id, admitted }) => {
    if (admitted === undefined) return []
    return [...new Set(labels.filter((_, opinion) => admitted[opinion] === 1))].map(
      (label) => `${id}:${label} admitted`,
    )
  })
  return text(lines)
}

/** A list of networks, one on each line. */
export function networkList(table: AddressTable): string {
  return text(networkTexts(setOf(table)))
}

/** Lines of a file. */
export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
