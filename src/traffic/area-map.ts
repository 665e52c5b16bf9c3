import { type AreaDefinition, serverOf } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import { compilePrefixes } from './prefix-map.ts'

/** Which area of a server a request belongs to. */
export interface AreaMap {
  /** The area of a canonical path; undefined if no area claims it, and then nobody needs it. */
  find(path: string): AreaDefinition | undefined
}

/**
 * Compiles the areas of one server. A whole page decides before the longest prefix (where a prefix ends, see
 * `compilePrefixes`); endings of file names count only where neither of any area fits.
 */
export function compileAreas(areas: readonly AreaDefinition[], server: ServerKind): AreaMap {
  const own = areas.filter((area) => serverOf(area.id) === server && area.transport === 'http')
  const prefixes = compilePrefixes(own.flatMap((area) => area.paths.map((path) => [path, area] as const)))
  const pages = new Map(own.flatMap((area) => (area.pages ?? []).map((page) => [page, area] as const)))
  const endings = own.flatMap((area) => (area.fileEndings ?? []).map((ending) => ({ ending, area })))
  return {
    find(path) {
      const decided = (pages.size > 0 && pages.get(path)) || prefixes.find(path)
      return decided || endings.find(({ ending }) => path.endsWith(ending))?.area
    },
  }
}
