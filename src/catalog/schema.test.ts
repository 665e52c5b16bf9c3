import { expect, it } from 'vitest'
import { bundledCatalog } from './index.ts'
import { catalogJsonSchema, catalogSchema } from './schema.ts'

it('is written down in docs/reference as the code has it (vitest -u writes it anew)', async () => {
  const written = `${JSON.stringify(catalogJsonSchema(), undefined, 2)}\n`
  await expect(written).toMatchFileSnapshot('../../docs/reference/catalog.schema.json')
})

it.each([
  ['an unknown key', { ...bundledCatalog, extra: 1 }],
  ['another schema', { ...bundledCatalog, schema: 'bollwerk.catalog/2' }],
  ['a day that is none', { ...bundledCatalog, asOf: '2026-13-01' }],
  ['an undefined area', { ...bundledCatalog, areas: [{ ...bundledCatalog.areas[0], id: 'automate.other' }] }],
  ['an empty text', { ...bundledCatalog, areas: [{ ...bundledCatalog.areas[0], title: { de: ' ', en: 'x' } }] }],
  ['a port out of range', { ...bundledCatalog, ports: [{ ...bundledCatalog.ports[0], last: 65_536 }] }],
])('refuses %s', (_, broken) => {
  expect(catalogSchema.safeParse(broken).success).toBe(false)
})
