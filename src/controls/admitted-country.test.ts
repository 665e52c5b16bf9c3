import { describe, expect, it } from 'vitest'
import { admitsCountry, isForeign } from './admitted-country.ts'
import { fromSomewhere } from './look-fixture.ts'
import { fromAbroad, fromInternet, musterMsp } from './question-fixture.ts'

describe('an unknown address on the internet', () => {
  it.each([
    ['any', 'yes', 'yes', 'yes'],
    ['fixed-networks', 'no', 'no', 'no'],
    [['DE', 'AT'], 'yes', 'no', 'unstated'],
  ] as const)(
    'reaches what is for %j from home, from abroad and from nowhere: %s, %s, %s',
    (countries, ...expected) => {
      expect([fromInternet, fromAbroad, fromSomewhere].map((vantage) => admitsCountry(countries, vantage))).toEqual(
        expected,
      )
    },
  )

  it('is foreign only if its country is known and not in the policy', () => {
    expect([fromInternet, fromAbroad, fromSomewhere].map((vantage) => isForeign(vantage, musterMsp))).toEqual([
      false,
      true,
      false,
    ])
  })
})
