import { expect, test } from 'vitest'
import { bundledCatalog, parseVersion } from '../src/catalog/index.ts'
import { LabError } from './lab-error.ts'
import { labVersions } from './versions.ts'

test('a neglected site is old and a hardened one has the newest known versions', () => {
  expect(labVersions('neglected')).toEqual({
    automate: '220.105',
    screenconnect: '23.9.7.8804',
    database: '5.7.44-log',
  })
  expect(labVersions('hardened')).toMatchObject({ automate: '250.436', screenconnect: '26.6.5.9742' })
})

test.each(['2025.11', '25.0.436', '250.436', 'v25.0.436 Patch 11'])('Automate %s is 250.436 on the wire', (text) => {
  expect(labVersions('neglected', { automate: text }).automate).toBe('250.436')
})

test.each([{ automate: 'new' }, { automate: '1999.9' }, { screenconnect: '26' }, { database: 'a\r\nb' }])(
  '%j is refused with a sentence',
  (wanted) => {
    expect(() => labVersions('neglected', wanted)).toThrow(LabError)
  },
)

test('every release of the catalogue can be simulated and is read back as itself', () => {
  const { automate, screenconnect, mysql } = bundledCatalog.products
  for (const { version } of automate.releases) {
    const onTheWire = parseVersion('automate', labVersions('hardened', { automate: version }).automate)
    expect(onTheWire).toEqual(parseVersion('automate', version))
  }
  for (const { version } of screenconnect.releases) labVersions('hardened', { screenconnect: version })
  for (const { version } of mysql.releases) labVersions('hardened', { database: version })
})
