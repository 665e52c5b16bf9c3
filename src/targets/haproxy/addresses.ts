import { formatPrefix } from '../../model/address.ts'
import type { AddressTable } from '../../traffic/address-table.ts'
import type { GeoData, Opinion } from '../../traffic/geo.ts'
import { unknownId } from '../../traffic/geo.ts'
import type { Rules } from '../../traffic/rules.ts'
import { prefixesOf, tablePieces } from '../../traffic/table-pieces.ts'

/** What the map of the world calls an opinion: `DE`, `DE/FR` where two sources disagree, `private`, `unknown`. */
function labelOf({ class: kind, opinions }: Opinion): string {
  if (kind === 'private' || kind === 'unknown') return kind
  return kind === 'agreed' ? (opinions[0] ?? 'unknown') : opinions.join('/')
}

/** The map of the world: a network and its label on each line; what is unknown is not in it. */
export function geoMap(geo: GeoData): string {
  const labels = geo.opinions.map(labelOf)
  const lines: string[] = []
  for (const family of [4, 6] as const) {
    const { starts, values } = geo.pieces(family)
    const known = values.map((id) => (labels[id] === 'unknown' ? unknownId : id))
    for (const { value, ...prefix } of prefixesOf({ starts, values: known }, family)) {
      lines.push(`${formatPrefix(prefix)} ${labels[value] ?? 'unknown'}`)
    }
  }
  return text(lines)
}

/** Which label may enter which area: `area:label` on each line. Areas that countries do not matter for are not in it. */
export function countriesMap({ areas, geo }: Rules): string {
  const lines = [...areas.values()].flatMap(({ id, admitted }) => {
    if (admitted === undefined) return []
    const labels = geo.opinions.flatMap((opinion, index) => (admitted[index] === 1 ? [labelOf(opinion)] : []))
    return [...new Set(labels)].map((label) => `${id}:${label} admitted`)
  })
  return text(lines)
}

/** A list of networks, one on each line. */
export function networkList({ parts }: AddressTable): string {
  return text(([4, 6] as const).flatMap((family) => prefixesOf(tablePieces(parts, family), family).map(formatPrefix)))
}

/** Lines of a file. */
export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
