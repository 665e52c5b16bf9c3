import fc from 'fast-check'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { describe, expect, it } from 'vitest'
import { formatAddress } from '../../model/address.ts'
import { geoData } from '../../traffic/geo.ts'
import { compileGeo } from '../../traffic/geo-compile.ts'
import { peer, sourceSaying } from '../../traffic/geo-fixture.ts'
import { addressOf } from '../../traffic/peer.ts'
import { readCountryDatabase } from './mmdb.ts'
import { databaseOf } from './mmdb-fixture.ts'

const { ranges } = sourceSaying({
  '1.0.0.0/8': 'DE',
  '1.2.3.0/24': 'AT',
  '203.0.113.7': 'CH',
  '2001:db8::/32': 'FR',
  '2001:db8:1::/48': 'CH',
})
const four = ranges.filter(({ family }) => family === 4)
const asked = [
  '1.2.2.255',
  '1.2.3.0',
  '1.2.4.0',
  '203.0.113.7',
  '203.0.113.8',
  '2001:db8::',
  '2001:db8:1::9',
  '2001:db9::',
]

function countries(content: Buffer): (string | undefined)[] {
  const geo = geoData(compileGeo(readCountryDatabase(content, 'own.mmdb')))
  return asked.map((text) => geo.opinion(geo.find(peer(text))).country)
}

describe('an own database of countries', () => {
  it.each([24, 28, 32] as const)('with records of %s bits says the same as its own reader', (recordSize) => {
    const content = databaseOf({ ranges, ipVersion: 6, recordSize })
    expect(countries(content)).toEqual(['DE', 'AT', 'DE', 'CH', undefined, 'FR', 'CH', undefined])
    const reader = new Reader<CountryResponse>(content)
    const theirs = asked.map((text) => reader.get(formatAddress(addressOf(peer(text))))?.country?.iso_code)
    expect(theirs).toEqual(countries(content))
  })

  it('may be of IPv4 alone', () => {
    const content = databaseOf({ ranges: four, ipVersion: 4 })
    expect(countries(content)).toEqual(['DE', 'AT', 'DE', 'CH', undefined, undefined, undefined, undefined])
  })

  it.each([
    ['country_code', (code: string) => ({ country_code: code })],
    ['country', (code: string) => ({ country: code })],
  ])('may write the country as %s', (_, record) => {
    expect(countries(databaseOf({ ranges: four, ipVersion: 4, record }))[0]).toBe('DE')
  })

  it('says of which day it is and whose it is', () => {
    expect(readCountryDatabase(databaseOf({ ranges, ipVersion: 6 }), 'own.mmdb').source).toEqual({
      name: 'own.mmdb',
      version: '2026-05-03',
      asOf: '2026-05-03',
      attribution: { text: 'Test-Country, under the licence of its owner' },
    })
  })

  it('that names no country is refused', () => {
    const content = databaseOf({ ranges, ipVersion: 6, record: () => ({ registered_country: { iso_code: 'DE' } }) })
    expect(() => readCountryDatabase(content, 'own.mmdb')).toThrow('own.mmdb cannot be used')
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('PK'.repeat(1000))],
    ['a circle', circle()],
  ])('that is %s is refused', (_, content) => {
    expect(() => readCountryDatabase(content, 'own.mmdb')).toThrow('own.mmdb cannot be used')
  })

  it('that is damaged is read or refused, and always comes to an end', () => {
    const content = databaseOf({ ranges, ipVersion: 6 })
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.nat(255), fc.nat(content.length), (at, byte, length) => {
        const damaged = Buffer.from(content)
        damaged[at] = byte
        for (const hostile of [damaged, content.subarray(0, length)]) {
          try {
            readCountryDatabase(hostile, 'own.mmdb')
          } catch (error) {
            expect(String(error)).toContain('own.mmdb cannot be used')
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

/** Its first node leads back to itself. */
function circle(): Buffer {
  const content = databaseOf({ ranges: four, ipVersion: 4 })
  content.fill(0, 0, 7)
  return content
}
