import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Product } from './catalog.ts'
import { compareVersions } from './index.ts'
import { writtenVersion as version } from './written-version.ts'

const products: readonly Product[] = ['automate', 'screenconnect', 'mysql', 'mariadb', 'percona', 'windows-server']

describe('compareVersions', () => {
  it.each<[Product, string, string]>([
    ['automate', '||||||200.178', '||||||250.436'],
    ['automate', '250.99', '250.436'],
    ['automate', '2025.9', '25.0.436'],
    ['automate', '25.0.435', '2025.11'],
    ['automate', '25.0.436', '2025.12'],
    ['automate', '2020.5', '2020.11'],
    ['automate', '240.900', '250.1'],
    ['screenconnect', '25.2.3', '25.10'],
    ['screenconnect', '26.6.5', '26.6.5.9742'],
    ['mysql', '8.0.9', '8.0.41-log'],
    ['mysql', '9.7.5', '26.7.0'],
    ['mariadb', '5.5.5-10.6.20-MariaDB', '10.11.6-MariaDB'],
    ['percona', '8.0.36-9', '8.0.36-28'],
    ['windows-server', '6.3.9600', '10.0.14393'],
  ])('puts %s %s before %s', (product, older, newer) => {
    expect(compareVersions(version(product, older), version(product, newer))).toBeLessThan(0)
    expect(compareVersions(version(product, newer), version(product, older))).toBeGreaterThan(0)
  })

  it.each<[Product, string, string]>([
    ['automate', '||||||250.436', 'v25.0.436 Patch 11'],
    ['automate', '2025.11', '25.0.436'],
    ['automate', '2021.0.6.132', '210.132'],
    ['screenconnect', '26.1', '26.1.0.0'],
    ['mysql', '8.0.41-log', '8.0.41'],
  ])('holds %s %s and %s for the same', (product, one, other) => {
    expect(compareVersions(version(product, one), version(product, other))).toBe(0)
  })

  it.each(products)('is a total order on versions of %s', (product) => {
    const any = versionText(product).map((text) => version(product, text))
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0)
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1_000 },
    )
  })
})

const number = fc.nat({ max: 99_999 })
const small = fc.nat({ max: 40 })

function versionText(product: Product): fc.Arbitrary<string> {
  const three = fc.tuple(small, small, number).map((parts) => parts.join('.'))
  if (product === 'screenconnect')
    return fc.oneof(
      three,
      fc.tuple(small, small, small, number).map((parts) => parts.join('.')),
    )
  if (product === 'percona')
    return fc.oneof(
      three,
      fc.tuple(three, fc.integer({ min: 1, max: 99 })).map((parts) => parts.join('-')),
    )
  if (product === 'windows-server') return fc.tuple(small, fc.nat({ max: 9 }), number).map((parts) => parts.join('.'))
  if (product !== 'automate') return three
  const year = fc.integer({ min: 19, max: 26 })
  const patch = fc.integer({ min: 1, max: 13 })
  const build = fc.nat({ max: 500 })
  return fc.oneof(
    fc.tuple(year, build).map(([yy, number]) => `${yy}0.${number}`),
    fc.tuple(year, patch).map(([yy, number]) => `20${yy}.${number}`),
    fc.tuple(year, patch, build).map(([yy, named, number]) => `v${yy}.0.${number} Patch ${named}`),
  )
}
