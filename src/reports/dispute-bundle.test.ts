import { describe, expect, it } from 'vitest'
import type { Finding } from '../model/assessment.ts'
import { assessmentSaying, richAssessment } from './assessment-fixture.ts'
import { disputeBundle } from './dispute-bundle.ts'

const rich = richAssessment('de')

function bundleWith(value: unknown, changes: Partial<Finding> = {}) {
  const [finding] = rich.findings
  if (!finding) throw new Error('the fixture has no finding')
  const at = '2026-11-20T09:42:30.000Z'
  const evidence = [{ witness: 'inside', source: 'RMM01: C:\\Users\\mueller', at, value }] as const
  return disputeBundle({ ...finding, evidence, ...changes }, rich)
}

describe('the bundle of a dispute', () => {
  it('holds the form of the evidence and nothing that anybody wrote', () => {
    const value = {
      machine: 'RMM01',
      ports: [443, 8040],
      open: true,
      owner: null,
      accounts: [{ name: 'Müller', sid: 'S-1-5-21-1', lastLogin: '2026-11-01' }],
      headers: { server: 'geheim', secretname: 'x' },
      'srv-dc.muster.local': { 'a b': 1 },
    }
    const bundle = bundleWith(value)
    expect(bundle.evidence).toEqual([
      {
        witness: 'inside',
        ageDays: 3,
        shape: {
          machine: 'text',
          ports: [443, 8040],
          open: true,
          owner: null,
          accounts: [{ name: 'text', sid: 'text', lastLogin: 'text' }],
          headers: { key0: 'text', key1: 'text' },
          key6: { key0: 1 },
        },
      },
    ])
    expect(JSON.stringify(bundle)).not.toMatch(/RMM01|mueller|Müller|S-1-5|geheim|secretname|muster|2026-11-01/)
  })

  it.each([
    ['3306', '3306'],
    ['CVE-2024-1709', 'CVE-2024-1709'],
    ['TLSv1.1', 'TLSv1.1'],
    ['RMM01', 'text'],
    ['/Services/admin', 'text'],
  ])('names the item %s as %s', (item, shown) => {
    expect(bundleWith({}, { item }).item).toBe(shown)
  })

  it('lets no text of an assessment through', () => {
    const marked = assessmentSaying('MARKED-SECRET', 'de')
    for (const finding of marked.findings) {
      const { tool: _, catalog: __, ...bundle } = disputeBundle(finding, marked)
      expect(JSON.stringify(bundle)).not.toContain('MARKED')
    }
  })

  it('says why evidence is missing, and how far a value is followed', () => {
    const [finding] = rich.findings
    const missing = { reason: 'denied', detail: 'Müller' } as const
    const evidence = [{ witness: 'inside', source: 'x', at: '2026-11-23T00:00:00.000Z', missing }] as const
    expect(finding && disputeBundle({ ...finding, evidence }, rich).evidence).toEqual([
      { witness: 'inside', ageDays: 0, missing: 'denied' },
    ])
    let deep: unknown = 'x'
    for (let level = 0; level < 50; level++) deep = { a: deep }
    expect(JSON.stringify(bundleWith(deep)).length).toBeLessThan(600)
  })
})
