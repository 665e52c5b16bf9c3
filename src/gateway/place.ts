import { type AreaId, areaIds, serverOf } from '../model/area.ts'
import { type ServerKind, serverKinds } from '../model/server.ts'

/** Where traffic belongs: an area, or only its server, or neither (a stranger who asked for no name of ours). */
export interface Place {
  readonly server?: ServerKind | undefined
  readonly area?: AreaId | undefined
}

/** Every place; its position is the small number that it is counted under. */
export const places: readonly Place[] = [
  {},
  ...serverKinds.map((server) => ({ server })),
  ...areaIds.map((area) => ({ server: serverOf(area), area })),
]

const ofArea: ReadonlyMap<AreaId, number> = new Map(
  places.flatMap(({ area }, index) => (area === undefined ? [] : [[area, index] as const])),
)

/** The position of a place in {@link places}; the area decides. */
export function placeIndex(server: ServerKind | undefined, area: AreaId | undefined): number {
  if (area !== undefined) return ofArea.get(area) ?? 0
  return server === undefined ? 0 : 1 + serverKinds.indexOf(server)
}
