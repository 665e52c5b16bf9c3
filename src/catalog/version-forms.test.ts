import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Product } from './catalog.ts'
import { parseVersion } from './index.ts'

const products: readonly Product[] = ['automate', 'screenconnect', 'mysql', 'mariadb', 'percona', 'windows-server']

describe('parseVersion', () => {
  it.each<[Product, string, number[], string]>([
    ['automate', '||||||250.436', [25, 0, 436], '25.0.436'],
    ['automate', '250.436', [25, 0, 436], '25.0.436'],
    ['automate', '200.53', [20, 0, 53], '20.0.53'],
    ['automate', '25.0.436', [25, 0, 436], '25.0.436'],
    ['automate', '25.0.436.0', [25, 0, 436], '25.0.436'],
    ['automate', 'v25.0.436 Patch 11', [25, 11, 436], '25.0.436 Patch 11'],
    ['automate', '2025.11', [25, 11], '2025.11'],
    ['automate', '2020.5.178', [20, 5, 178], '20.0.178 Patch 5'],
    ['automate', '2021.0.6.132', [21, 6, 132], '21.0.132 Patch 6'],
    ['automate', '105.275', [10, 5, 275], '10.5.275'],
    ['screenconnect', '26.6.5.9742', [26, 6, 5, 9742], '26.6.5.9742'],
    ['screenconnect', ' 25.2.4\r\n', [25, 2, 4], '25.2.4'],
    ['screenconnect', 'ScreenConnect/6.3.13446.6374-4039728469', [6, 3, 13446, 6374], '6.3.13446.6374'],
    [
      'screenconnect',
      'ScreenConnect/19.3.25270.7185-3841999031 Microsoft-HTTPAPI/2.0',
      [19, 3, 25270, 7185],
      '19.3.25270.7185',
    ],
    ['mysql', '8.0.41-log', [8, 0, 41], '8.0.41'],
    ['mysql', '8.0.41', [8, 0, 41], '8.0.41'],
    ['mysql', '5.7.44-0ubuntu0.18.04.1-log', [5, 7, 44], '5.7.44'],
    ['mysql', '26.10.0-commercial', [26, 10, 0], '26.10.0'],
    ['mariadb', '5.5.5-10.11.6-MariaDB', [10, 11, 6], '10.11.6'],
    ['mariadb', '10.11.6-MariaDB-0+deb12u1', [10, 11, 6], '10.11.6'],
    ['mariadb', '11.4.2-MariaDB-ubu2404', [11, 4, 2], '11.4.2'],
    ['percona', '8.0.36-28', [8, 0, 36, 28], '8.0.36-28'],
    ['percona', '5.6.51-91.0-log', [5, 6, 51, 91, 0], '5.6.51-91.0'],
    ['percona', '5.1.73-rel14.12-log', [5, 1, 73, 14, 12], '5.1.73-14.12'],
    ['windows-server', '10.0.17763.5329', [10, 0, 17763, 5329], '10.0.17763.5329'],
    ['windows-server', '6.3.9600', [6, 3, 9600], '6.3.9600'],
  ])('reads %s %s', (product, text, parts, canonical) => {
    expect(parseVersion(product, text)).toEqual({ ok: true, value: { product, parts, text: canonical } })
  })

  it.each<[Product, string]>([
    ['automate', ''],
    ['automate', '||||||'],
    ['automate', '|||||250.436'],
    ['automate', '-25.0.436'],
    ['automate', '25.0.-436'],
    ['automate', '2025.0'],
    ['automate', '2025'],
    ['automate', '8.0.41'],
    ['automate', '26.6.5.9742'],
    ['automate', '٢٥٠.٤٣٦'],
    ['automate', '２５０.４３６'],
    ['screenconnect', '2025.8'],
    ['screenconnect', '26'],
    ['screenconnect', '26.1.2.3.4'],
    ['screenconnect', '26.-1'],
    ['screenconnect', '26.1e3'],
    ['screenconnect', 'Microsoft-HTTPAPI/2.0'],
    ['mysql', '5.5.5-10.11.6-MariaDB'],
    ['mysql', '8.0.36-28'],
    ['mysql', '5.7.25-TiDB-v5.0.0'],
    ['mysql', '8.0.11 (ProxySQL)'],
    ['mysql', '8.0.41\n8.0.42'],
    ['mariadb', '5.5.5-'],
    ['percona', '8.0'.padEnd(90, '.0')],
    ['windows-server', '2019'],
  ])('refuses %s %j', (product, text) => {
    expect(parseVersion(product, text).ok).toBe(false)
  })

  it.each(products)('refuses ten thousand digits as %s with a short, printable sentence', (product) => {
    for (const hostile of ['9'.repeat(10_000), `1.${'0'.repeat(10_000)}`, `8.0.41-${'\u001b[2J'.repeat(2_500)}`]) {
      const parsed = parseVersion(product, hostile)
      expect(parsed).toMatchObject({ ok: false })
      if (parsed.ok) continue
      expect(parsed.problem.de.length).toBeLessThan(200)
      expect(parsed.problem.en).toMatch(/^[\x20-\x7e]+$/)
    }
  })

  it.each(products)('answers every text as %s, and reads back what it wrote', (product) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parsed = parseVersion(product, text)
        if (!parsed.ok) expect(parsed.problem.en).toMatch(/^[\x20-\x7e]+$/)
        else expect(parseVersion(product, parsed.value.text)).toEqual(parsed)
      }),
      { numRuns: 500 },
    )
  })
})

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.stringMatching(/^[|v]{0,6}[0-9]{1,4}([.-][0-9a-zA-Z]{1,6}){0,5}( Patch [0-9]{1,3})?$/),
  fc
    .array(fc.constantFrom('5.5.5-', '10.11', '.', '-', '||||||', 'MariaDB', '٢', '\u0000', '20', '25', '0', ' '))
    .map((words) => words.join('')),
)
