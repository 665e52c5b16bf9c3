import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../../catalog/index.ts'
import type { InstalledExtension } from '../../evidence/screenconnect/facts.ts'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { oldCatalog } from '../site-fixture.ts'
import { screenconnectExtensions } from './extensions.ts'

const id = '3f1f7c1e-7f1a-4c0e-9d57-2f9d9f1b7a10'
const usual = { id, name: 'Certificate Signing', version: '1.0.10', enabled: true, signed: true, pages: 1 }

function installed(changes: Partial<InstalledExtension>) {
  return [folderFact('screenconnect.extensions', { extensions: [{ ...usual, ...changes }] })]
}

describe('screenconnect-current.extensions', () => {
  itJudgesEveryFolder(screenconnectExtensions, {
    good: [folderFact('screenconnect.extensions')],
    bad: installed({}),
    item: 'CVE-2025-14823',
  })

  it('stays unknown for every advisory of an extension while nobody looked inside', () => {
    const { outcome, judgements } = ask(screenconnectExtensions, 'screenconnect', [])
    expect(outcome).toBe('unknown')
    expect(judgements.map(({ item }) => item)).toEqual(['CVE-2025-14823'])
    expect(judgements[0]?.detail.en).toContain('Repaired from 1.0.12.')
  })

  it.each([
    ['1.0.11', 'fail'],
    ['1.0.12', 'pass'],
    ['1.1', 'pass'],
    ['1.0', 'unknown'],
    [null, 'unknown'],
  ])('judges version %s by the advisory', (version, outcome) => {
    expect(ask(screenconnectExtensions, 'screenconnect', installed({ version })).outcome).toBe(outcome)
  })

  it('knows the extension by its name in any case, and no other', () => {
    expect(ask(screenconnectExtensions, 'screenconnect', installed({ name: 'certificate signing' })).outcome).toBe(
      'fail',
    )
    expect(ask(screenconnectExtensions, 'screenconnect', installed({ name: 'Certificate' })).outcome).toBe('pass')
  })

  it('does not pass when the catalogue is old or lists no advisory of an extension', () => {
    const evidence = [folderFact('screenconnect.extensions')]
    expect(ask(screenconnectExtensions, 'screenconnect', evidence, { catalog: oldCatalog }).outcome).toBe('unknown')
    const { screenconnect } = bundledCatalog.products
    const products = { ...bundledCatalog.products, screenconnect: { ...screenconnect, advisories: [] } }
    const catalog = { ...bundledCatalog, products }
    const { outcome, judgements } = ask(screenconnectExtensions, 'screenconnect', evidence, { catalog })
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain('heißt nicht, dass es keine gibt')
  })
})
