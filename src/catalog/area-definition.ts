import type { AreaDefinition, AreaId } from '../model/area.ts'
import type { Catalog } from './catalog.ts'

/** What is known of an area. Throws if the catalogue does not define it, which its schema rules out. */
export function areaDefinition(catalog: Catalog, area: AreaId): AreaDefinition {
  const definition = catalog.areas.find((candidate) => candidate.id === area)
  if (definition === undefined) throw new Error(`The catalogue defines no area ${area}`)
  return definition
}
