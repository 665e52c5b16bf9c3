import type { Policy } from '../policy/policy.ts'
import { overlay, rangeOf } from './address-range.ts'
import { type GeoData, opinionOf } from './geo.ts'
import { buildTable } from './table-build.ts'
import { tablePieces } from './table-pieces.ts'

/**
 * Lays the operator's own knowledge over geo data: both opinions on an address of a prefix are the country that the
 * policy names, private networks included; the most specific prefix wins. The ids of `geo` keep their meaning.
 * @throws RangeError when there are more opinions than a table can tell apart.
 */
export function withOverrides(geo: GeoData, overrides: Policy['geoOverrides']): GeoData {
  if (overrides.length === 0) return geo
  const named = [...new Set(overrides.map(({ country }) => country))]
  const opinions = [...geo.opinions, ...named.map((country) => opinionOf([country, country]))]
  const idOf = (country: string) => geo.opinions.length + named.indexOf(country)
  const over = buildTable(overrides.map(({ prefix, country }) => rangeOf(prefix, idOf(country))))
  return {
    ...geo,
    opinions,
    find: (peer) => over.find(peer) || geo.find(peer),
    findIn: (bytes, at, family) => over.findIn(bytes, at, family) || geo.findIn(bytes, at, family),
    opinion: (id) => opinions[id] ?? geo.opinion(id),
    pieces: (family) => overlay(geo.pieces(family), tablePieces(over.parts, family), (under, own) => own || under),
  }
}
