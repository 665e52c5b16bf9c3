import { describe, expect, it } from 'vitest'
import type { ServerKind } from '../model/server.ts'
import type { Product } from './catalog.ts'
import { ageOf, areaDefinition, bundledCatalog, lineOf, newestRelease, parseVersion, portEntry } from './index.ts'

const { products } = bundledCatalog

describe('newestRelease', () => {
  it.each<[Product, string | undefined, string | undefined]>([
    ['automate', undefined, '25.0.436'],
    ['screenconnect', undefined, '26.6.5.9742'],
    ['mysql', '8.0', '8.0.46'],
    ['mysql', '8.4', '8.4.14'],
    ['mysql', '1.0', undefined],
    ['mariadb', '10.11', undefined],
    ['windows-server', '2019', '10.0.17763.8511'],
  ])('of %s %s is %s', (product, line, release) => {
    expect(newestRelease(products[product], line)?.version).toBe(release)
  })
})

describe('lineOf', () => {
  it.each<[Product, string, string | undefined]>([
    ['mysql', '8.4.13', '8.4'],
    ['mysql', '8.0.99', '8.0'],
    ['mysql', '26.10.0', '26.10'],
    ['mysql', '26.1.0', undefined],
    ['mariadb', '5.5.5-10.11.6-MariaDB', '10.11'],
    ['mariadb', '10.1.48-MariaDB', '10.1'],
    ['percona', '8.0.36-28', '8.0'],
    ['windows-server', '10.0.17763.5329', '2019'],
    ['windows-server', '6.3.9600', '2012 R2'],
    ['windows-server', '10.0.99999', undefined],
    ['automate', '250.436', undefined],
  ])('of %s %s is %s', (product, text, line) => {
    const parsed = parseVersion(product, text)
    expect(parsed.ok && lineOf(products[product], parsed.value)?.line).toBe(line)
  })
})

describe('ageOf', () => {
  const asOf = Date.UTC(2026, 10, 23)
  const day = 86_400_000

  it.each([
    [asOf, 0, false],
    [asOf + day - 1, 0, false],
    [asOf + 45 * day, 45, false],
    [asOf + 46 * day - 1, 45, false],
    [asOf + 46 * day, 46, true],
    [asOf - 400 * day, 0, false],
  ])('at %d is %d days, too old: %s', (now, days, tooOld) => {
    expect(ageOf(bundledCatalog, now)).toEqual({ days, tooOld })
  })

  it('does not trust a catalogue without a readable day', () => {
    expect(ageOf({ ...bundledCatalog, asOf: 'soon' }, asOf).tooOld).toBe(true)
  })
})

describe('portEntry', () => {
  it.each<[ServerKind, 'tcp' | 'udp', number, string | undefined]>([
    ['automate', 'tcp', 443, 'everyone'],
    ['automate', 'udp', 75, 'everyone'],
    ['automate', 'tcp', 8484, 'technicians'],
    ['screenconnect', 'tcp', 8484, undefined],
    ['automate', 'tcp', 40_500, 'nobody'],
    ['automate', 'tcp', 3306, 'nobody'],
    ['screenconnect', 'tcp', 8041, 'everyone'],
    ['screenconnect', 'tcp', 3389, 'nobody'],
    ['screenconnect', 'udp', 443, undefined],
    ['screenconnect', 'tcp', 12_345, undefined],
  ])('of %s %s %d is needed by %s', (server, protocol, port, neededBy) => {
    expect(portEntry(bundledCatalog, { server, protocol, port })?.neededBy).toBe(neededBy)
  })

  it('prefers what belongs to the product', () => {
    const plain = portEntry(bundledCatalog, { server: 'screenconnect', protocol: 'tcp', port: 80 })
    expect(plain?.server).toBe('screenconnect')
  })
})

describe('areaDefinition', () => {
  it('says which catalogue is broken instead of guessing', () => {
    expect(() => areaDefinition({ ...bundledCatalog, areas: [] }, 'automate.agents')).toThrow('automate.agents')
  })
})
