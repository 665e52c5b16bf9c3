import { describe, expect, it } from 'vitest'
import { bundledCatalog, endpointMark } from './index.ts'

const { endpointProducts } = bundledCatalog

function found(name: string, kind: 'service' | 'driver' = 'service'): string | undefined {
  return endpointMark(bundledCatalog, kind, name)?.product.id
}

describe('products that protect a machine', () => {
  it('are at least twenty, each with a name, a class and where it was read', () => {
    const protecting = endpointProducts.filter((product) => product.class !== 'agent')
    expect(protecting.length).toBeGreaterThanOrEqual(20)
    expect(new Set(endpointProducts.map(({ id }) => id)).size).toBe(endpointProducts.length)
    for (const { source } of endpointProducts) expect(source).not.toBe('')
  })

  it('share no service and no driver', () => {
    const services = endpointProducts.flatMap(({ protects, helps }) => [...protects, ...helps])
    const drivers = endpointProducts.flatMap((product) => product.drivers)
    for (const names of [services, drivers]) {
      const lower = names.map((name) => name.toLowerCase())
      expect(lower).toEqual([...new Set(lower)])
    }
  })

  it('mark only names as unverified that they have', () => {
    for (const { unverified, protects, helps, drivers } of endpointProducts)
      for (const name of unverified) expect([...protects, ...helps, ...drivers]).toContain(name)
  })

  it('protect by a service or a driver, unless they are agents, which never do', () => {
    for (const product of endpointProducts) {
      const protecting = product.protects.length > 0 || product.drivers.length > 0
      expect(protecting, product.id).toBe(product.class !== 'agent')
    }
  })

  it.each(endpointProducts)('$name is known by each of its names, in any case, and by no part of one', (product) => {
    for (const name of [...product.protects, ...product.helps]) {
      for (const written of [name, name.toLowerCase(), name.toUpperCase()]) expect(found(written)).toBe(product.id)
      expect(found(`${name}x`)).not.toBe(product.id)
      expect(found(` ${name}`)).toBeUndefined()
      expect(found(`My ${name}`)).toBeUndefined()
    }
    for (const name of product.drivers) {
      for (const written of [name, `${name}.sys`, `${name.toUpperCase()}.SYS`])
        expect(found(written, 'driver')).toBe(product.id)
      expect(found(`${name}.sys.bak`, 'driver')).toBeUndefined()
    }
  })

  it('know ESET by ekrn and not by the copied misspelling ekm', () => {
    expect(found('ekrn')).toBe('eset')
    expect(found('EKRN')).toBe('eset')
    expect(found('ekm')).toBeUndefined()
  })

  it.each([
    'CiscoMeetingService',
    'OmniBus',
    'ElasticAgentX',
    'elastic-agent',
    'inspector',
    'threatintel',
    'canary',
    'DefendX',
    'WinDefendX',
    'Senses',
    'SentinelKeysServer',
    'SophosWebServer',
    'ScreenConnect Client (0123456789abcdef)',
    'LTService',
  ])('are not seen in %s', (name) => {
    expect(found(name)).toBeUndefined()
    expect(found(name, 'driver')).toBeUndefined()
  })

  it('say where a name is not confirmed', () => {
    expect(endpointMark(bundledCatalog, 'service', 'ekrn')?.sure).toBe(true)
    expect(endpointMark(bundledCatalog, 'service', 'fshoster')?.sure).toBe(false)
    expect(endpointMark(bundledCatalog, 'service', 'EIConnectorSvc')?.sure).toBe(false)
  })
})
