import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePrefix } from '../model/address.ts'
import { countryNumber, countryOf } from './country-number.ts'
import { geoData, opinionOf, privateId, unknownId } from './geo.ts'
import { geoAge } from './geo-age.ts'
import { compileGeo } from './geo-compile.ts'
import { peer, sourceSaying } from './geo-fixture.ts'
import { withOverrides } from './geo-override.ts'

const registry = sourceSaying({
  '1.0.0.0/8': 'DE',
  '2.0.0.0/8': 'DE',
  '2.128.0.0/9': 'EU',
  '3.0.0.0/8': 'AT',
  '10.0.0.0/8': 'US',
  '2001:db8::/32': 'CH',
})
const other = sourceSaying(
  { '1.0.0.0/8': 'DE', '2.0.0.0/8': 'FR', '4.0.0.0/8': 'XK', '2001:db8::/33': 'CH' },
  '2026-06-01',
)
const geo = geoData(compileGeo(registry, other))

function on(text: string, from = geo) {
  return from.opinion(from.find(peer(text)))
}

describe('two opinions', () => {
  it.each([
    ['1.2.3.4', { opinions: ['DE', 'DE'], class: 'agreed', country: 'DE' }],
    ['2.2.3.4', { opinions: ['DE', 'FR'], class: 'disagreement' }],
    ['2.200.3.4', { opinions: [undefined, 'FR'], class: 'unknown' }],
    ['3.2.3.4', { opinions: ['AT', undefined], class: 'agreed', country: 'AT' }],
    ['4.2.3.4', { opinions: [undefined, 'XK'], class: 'unknown' }],
    ['5.2.3.4', { opinions: [undefined, undefined], class: 'unknown' }],
    ['10.2.3.4', { opinions: [undefined, undefined], class: 'private' }],
    ['127.0.0.1', { opinions: [undefined, undefined], class: 'private' }],
    ['::1', { opinions: [undefined, undefined], class: 'private' }],
    ['fd00::1', { opinions: [undefined, undefined], class: 'private' }],
    ['::ffff:1.2.3.4', { opinions: ['DE', 'DE'], class: 'agreed', country: 'DE' }],
    ['2001:db8::1', { opinions: ['CH', 'CH'], class: 'agreed', country: 'CH' }],
    ['2001:db8:8000::1', { opinions: ['CH', undefined], class: 'agreed', country: 'CH' }],
    ['2001:db9::', { opinions: [undefined, undefined], class: 'unknown' }],
  ])('on %s', (text, opinion) => {
    expect(on(text)).toStrictEqual(opinion)
  })

  it('are as old as the older of them', () => {
    expect(geo.asOf).toBe('2026-06-01')
  })

  it('are both the same when there is only one source', () => {
    const alone = geoData(compileGeo(registry))
    expect(on('3.2.3.4', alone)).toStrictEqual({ opinions: ['AT', 'AT'], class: 'agreed', country: 'AT' })
    expect([alone.sources.length, alone.asOf]).toEqual([1, '2026-06-17'])
  })

  it('have the same numbers for unknown and private everywhere', () => {
    expect([geo.opinion(unknownId).class, geo.opinion(privateId).class]).toEqual(['unknown', 'private'])
    expect(geo.opinion(60_000)).toEqual(opinionOf([undefined, undefined]))
  })
})

describe('overrides of the policy', () => {
  const overrides = Object.entries({
    '1.2.0.0/16': 'AT',
    '1.2.3.0/24': 'CH',
    '127.0.0.2': 'RU',
    '2001:db8::/48': 'AT',
  }).flatMap(([text, country]) => {
    const prefix = parsePrefix(text)
    return prefix.ok ? [{ prefix: prefix.value, country }] : []
  })
  const over = withOverrides(geo, overrides)

  it.each([
    ['1.2.3.4', 'CH'],
    ['1.2.4.4', 'AT'],
    ['127.0.0.2', 'RU'],
    ['2001:db8::1', 'AT'],
  ])('make both opinions on %s %s', (text, country) => {
    expect(on(text, over)).toStrictEqual({ opinions: [country, country], class: 'agreed', country })
  })

  it('leave everything else and every id as it was', () => {
    for (const text of ['1.3.0.1', '2.2.3.4', '127.0.0.1', '2001:db8:1::']) expect(on(text, over)).toEqual(on(text))
    expect(over.opinions.slice(0, geo.opinions.length)).toEqual(geo.opinions)
    expect(withOverrides(geo, [])).toBe(geo)
  })
})

describe('the number of a country', () => {
  it('is its letters and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 676 }), (number) => {
        const code = countryOf(number) ?? ''
        expect([number, 0]).toContain(countryNumber(code))
      }),
    )
    expect(['AA', 'DE', 'ZY'].map((code) => countryOf(countryNumber(code)))).toEqual(['AA', 'DE', 'ZY'])
  })

  it.each(['', 'D', 'de', 'DEU', 'EU', 'AP', 'ZZ', '??'])('does not exist for %j', (code) => {
    expect(countryNumber(code)).toBe(0)
    expect([countryOf(0), countryOf(677), countryOf(Number.NaN)]).toEqual([undefined, undefined, undefined])
  })
})

describe('the age of geo data', () => {
  it.each([
    ['2026-06-01', { days: 0, state: 'fresh', mayTighten: true }],
    ['2026-05-01', { days: 0, state: 'fresh', mayTighten: true }],
    ['2026-07-16', { days: 45, state: 'fresh', mayTighten: true }],
    ['2026-07-17', { days: 46, state: 'overdue', mayTighten: true }],
    ['2026-08-30', { days: 90, state: 'overdue', mayTighten: true }],
    ['2026-08-31', { days: 91, state: 'too-old', mayTighten: false }],
  ])('of 2026-06-01 on %s', (today, age) => {
    expect(geoAge('2026-06-01', today)).toEqual(age)
  })

  it('is too old when nobody can tell it', () => {
    expect(geoAge('yesterday', '2026-06-01')).toMatchObject({ state: 'too-old', mayTighten: false })
  })
})
