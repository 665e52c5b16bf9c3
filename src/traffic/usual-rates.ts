import { areaIds } from '../model/area.ts'
import type { Policy } from '../policy/policy.ts'
import { usualRates } from '../policy/usual-rates.ts'
import type { Rate } from './rate-limits.ts'

/** Trying names and passwords: what a person who mistypes needs, and not more. */
const signInRate: Rate = { perMinute: 10, burst: 10 }

/** The rates in the order of the areas, as the policy changes them; behind them the one for signing in. */
export function ratesOf({ areas }: Policy): readonly Rate[] {
  return [...areaIds.map((area) => areas[area]?.rate ?? usualRates[area]), signInRate]
}
