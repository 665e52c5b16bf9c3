import { type AreaDefinition, type AreaId, serverOf } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { entry } from './quote.ts'

/*
 * Where a prefix ends. The evaluator takes `/host` for `/host`, `/host/x` and `/host.aspx`, not for `/hosting`
 * (`compilePrefixes`): behind a word it needs a border. HAProxy's trees know no borders, so the border is written into what
 * is compared: a `=` behind every word. A `=` that a client sends stands behind the one that is written there, and is a border
 * itself, so it can imitate nothing.
 */

/** The converter that writes `=` behind each word of a canonical path. */
export const withBorders = 'regsub("([a-z0-9_-])([^a-z0-9_-]|$)","\\1=\\2",g)'

/** What `txn.place` holds begins with the server. */
export function placeOf(server: ServerKind, path: string): string {
  return `${server}:${path.replaceAll(/([a-z0-9_-])(?![a-z0-9_-])/g, '$1=')}`
}

/** Lines of the map from places to areas by their beginning: the longest counts. */
export function areaLines(areas: readonly AreaDefinition[]): readonly string[] {
  return http(areas).flatMap(({ id, paths }) =>
    paths.map((path) => `${entry(placeOf(serverOf(id), path), 'areas')} ${id}`),
  )
}

/** Lines of the map from whole places to areas: pages, and folders without their last slash. */
export function pageLines(areas: readonly AreaDefinition[]): readonly string[] {
  const pages = new Map<string, AreaId>()
  const prefixes = new Set(http(areas).flatMap(({ id, paths }) => paths.map((path) => placeOf(serverOf(id), path))))
  for (const { id, pages: own = [] } of http(areas)) for (const page of own) pages.set(placeOf(serverOf(id), page), id)
  for (const { id, paths } of http(areas)) {
    for (const folder of paths.filter((path) => path !== '/' && path.endsWith('/'))) {
      const bare = placeOf(serverOf(id), folder.slice(0, -1))
      if (!pages.has(bare) && !prefixes.has(bare)) pages.set(bare, id)
    }
  }
  return [...pages].map(([place, id]) => `${entry(place, 'areas')} ${id}`)
}

/** The endings of file names of each area, in the order in which they are asked. */
export function endings(
  areas: readonly AreaDefinition[],
): readonly { readonly area: AreaId; readonly of: readonly string[] }[] {
  return http(areas).flatMap(({ id, fileEndings = [] }) =>
    fileEndings.length === 0 ? [] : [{ area: id, of: fileEndings }],
  )
}

function http(areas: readonly AreaDefinition[]): readonly AreaDefinition[] {
  return areas.filter(({ transport }) => transport === 'http')
}
