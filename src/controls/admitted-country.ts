import type { Vantage } from '../model/vantage.ts'
import type { Admit } from '../policy/intent.ts'
import type { Policy } from '../policy/policy.ts'

/**
 * Whether an unknown address from the country of a vantage may reach an area that is for everyone. `unstated` where
 * the area has countries and nobody named the country of the vantage.
 */
export function admitsCountry(countries: Admit['countries'], { country }: Vantage): 'yes' | 'no' | 'unstated' {
  if (countries === 'any') return 'yes'
  if (countries === 'fixed-networks') return 'no'
  if (country === undefined) return 'unstated'
  return countries.includes(country) ? 'yes' : 'no'
}

/** A place on the internet in a country that the policy does not name. A refusal there may be geoblocking alone. */
export function isForeign({ country }: Vantage, policy: Policy): boolean {
  return country !== undefined && !policy.countries.includes(country)
}
