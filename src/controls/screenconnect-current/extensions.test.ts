import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../../catalog/index.ts'
import { ask, seen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { screenconnectExtensions } from './extensions.ts'

const newest = seen('screenconnect', 'outside.version', { text: '26.6.5.9742', by: 'script.ashx' })

describe('screenconnect-current.extensions', () => {
  it('stays unknown for every advisory of an extension, whatever the version of the server', () => {
    for (const evidence of [[], [newest]]) {
      const { outcome, judgements } = ask(screenconnectExtensions, 'screenconnect', evidence)
      expect(outcome).toBe('unknown')
      expect(judgements.map(({ item }) => item)).toEqual(['CVE-2025-14823'])
      expect(judgements[0]?.detail.en).toContain('Repaired from 1.0.12.')
    }
  })

  it('does not pass when the catalogue lists no advisory of an extension', () => {
    const { screenconnect } = bundledCatalog.products
    const products = { ...bundledCatalog.products, screenconnect: { ...screenconnect, advisories: [] } }
    const catalog = { ...bundledCatalog, products }
    const { outcome, judgements } = ask(screenconnectExtensions, 'screenconnect', [newest], { catalog })
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain('heißt nicht, dass es keine gibt')
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', screenconnectExtensions, [])).toBe('not-applicable')
  })

  it('keeps what is waived visible', () => {
    const policy = accepting('screenconnect-current.extensions', 'CVE-2025-14823')
    const { outcome, overlay } = ask(screenconnectExtensions, 'screenconnect', [], { policy })
    expect([outcome, overlay]).toEqual(['unknown', 'waived'])
  })
})
