import { describe, expect, it } from 'vitest'
import type { Advisory, Product } from './catalog.ts'
import { bundledCatalog, repairOf, verdictOn } from './index.ts'
import { writtenVersion as version } from './written-version.ts'

function advisory(product: Product, id: string): Advisory {
  const found = bundledCatalog.products[product].advisories.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

type Case = [Product, string, string, ReturnType<typeof verdictOn>]

describe('verdictOn', () => {
  it.each<Case>([
    ['automate', 'CVE-2025-11492', '||||||250.436', 'not-affected'],
    ['automate', 'CVE-2025-11492', '2025.9', 'not-affected'],
    ['automate', 'CVE-2025-11492', '2025.8', 'affected'],
    ['automate', 'CVE-2025-11492', '250.435', 'unclear'],
    ['automate', 'CVE-2025-11492', '250.500', 'not-affected'],
    ['automate', 'CVE-2025-11492', '260.1', 'not-affected'],
    ['automate', 'CVE-2025-11492', '240.331', 'affected'],
    ['automate', 'CVE-2025-11492', '105.275', 'affected'],
    ['automate', 'CVE-2021-35066', '210.132', 'not-affected'],
    ['automate', 'CVE-2021-35066', '210.131', 'affected'],
    ['automate', 'CVE-2021-32582', '210.120', 'unclear'],
    ['automate', 'CVE-2020-14159', '190.337', 'not-affected'],
    ['automate', 'CVE-2020-14159', '190.336', 'affected'],
    ['automate', 'CVE-2020-14159', '200.60', 'unclear'],
    ['automate', 'CVE-2020-14159', '200.178', 'not-affected'],
    ['automate', 'CVE-2020-15027', '190.337', 'affected'],
    ['automate', 'CVE-2020-15027', '2019.12.400', 'unclear'],
    ['screenconnect', 'CVE-2024-1709', '23.9.7.8804', 'affected'],
    ['screenconnect', 'CVE-2024-1709', '23.9.8.8811', 'not-affected'],
    ['screenconnect', 'CVE-2024-1709', '23.9', 'unclear'],
    ['screenconnect', 'CVE-2025-3935', '25.2.3.9209', 'affected'],
    ['screenconnect', 'CVE-2025-3935', '25.2.4.9229', 'not-affected'],
    ['screenconnect', 'CVE-2026-84869', '26.6.5.9742', 'not-affected'],
    ['screenconnect', 'CVE-2026-84869', '26.6.4.9999', 'affected'],
    ['screenconnect', 'CVE-2025-14823', '26.6.5.9742', 'unclear'],
    ['screenconnect', 'CVE-2019-16514', '26.6.5.9742', 'not-affected'],
    ['mysql', 'CVE-2026-114952', '8.4.13', 'affected'],
    ['mysql', 'CVE-2026-114952', '8.4.14', 'not-affected'],
    ['mysql', 'CVE-2026-114952', '9.7.4', 'affected'],
    ['mysql', 'CVE-2026-114952', '8.0.46', 'unclear'],
    ['mysql', 'CVE-2026-101771', '26.7.1', 'affected'],
    ['mysql', 'CVE-2026-101771', '26.10.0', 'not-affected'],
    ['mysql', 'CVE-2026-60315', '8.0.46', 'affected'],
    ['mysql', 'CVE-2026-46862', '8.0.46', 'not-affected'],
    ['mysql', 'CVE-2026-34271', '8.0.45', 'affected'],
    ['mysql', 'CVE-2026-34271', '8.0.46', 'not-affected'],
    ['mysql', 'CVE-2026-34271', '5.7.44', 'unclear'],
  ])('for %s, %s: %s is %s', (product, id, text, verdict) => {
    expect(verdictOn(advisory(product, id), version(product, text))).toBe(verdict)
  })

  const invented: Advisory = {
    ...advisory('screenconnect', 'CVE-2024-1709'),
    affected: [{ from: '22.1', before: '23.9.8' }],
    repaired: ['22.4.20001'],
  }

  it('believes a repair that was carried back', () => {
    expect(verdictOn(invented, version('screenconnect', '22.4.20001.8817'))).toBe('not-affected')
    expect(verdictOn(invented, version('screenconnect', '22.4.20000'))).toBe('affected')
    expect(verdictOn(invented, version('screenconnect', '22.4'))).toBe('unclear')
    expect(verdictOn(invented, version('screenconnect', '22.0.9'))).toBe('not-affected')
  })

  it('stays unclear if the catalogue names a version that nobody can read', () => {
    const broken = { ...invented, affected: [{ before: 'tomorrow' }] }
    expect(verdictOn(broken, version('screenconnect', '23.9.7'))).toBe('unclear')
  })
})

describe('repairOf', () => {
  it.each<[Product, string, string, string | undefined]>([
    ['mysql', 'CVE-2026-114952', '9.7.2', '9.7.5'],
    ['mysql', 'CVE-2026-114952', '8.4.3', '8.4.14'],
    ['mysql', 'CVE-2026-101771', '26.7.0', '26.10.0'],
    ['screenconnect', 'CVE-2025-3935', '25.2.3', '25.2.4'],
    ['screenconnect', 'CVE-2019-16516', '19.3.25270.7185', undefined],
  ])('for %s, %s on %s is %s', (product, id, text, repair) => {
    expect(repairOf(advisory(product, id), version(product, text))).toBe(repair)
  })
})
