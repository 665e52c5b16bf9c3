import type { Catalog } from './catalog.ts'

const day = 86_400_000
const oldestTrusted = 45

/**
 * How old the catalogue is at `now` (milliseconds since 1970, UTC), in whole days. After 45 days it no longer says
 * that something is current. A clock before the day of the catalogue counts as age 0.
 */
export function ageOf(catalog: Catalog, now: number): { readonly days: number; readonly tooOld: boolean } {
  const days = Math.max(0, Math.floor((now - Date.parse(`${catalog.asOf}T00:00:00Z`)) / day))
  return { days, tooOld: !(days <= oldestTrusted) }
}
