import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, oldCatalog, outcomeWithout } from '../site-fixture.ts'
import { automateAdvisories } from './advisories.ts'

function runs(text: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('automate', 'outside.version', { text, by: 'agent.aspx' }, circumstance)
}

describe('automate-current.advisories', () => {
  it('passes a version that no advisory affects, and says how many were asked', () => {
    const { outcome, judgements } = ask(automateAdvisories, 'automate', [runs('250.436')])
    expect(outcome).toBe('pass')
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.detail.en).toMatch(/^None of the \d+ advisories that the catalogue of 2026-11-23/)
  })

  it('fails once for every advisory that affects the version, with its number, weight and repair', () => {
    const { outcome, judgements } = ask(automateAdvisories, 'automate', [runs('210.132')])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['CVE-2025-11492', 'CVE-2025-11493'])
    expect(judgements.map(({ severity }) => severity)).toEqual(['critical', 'high'])
    expect(judgements[0]?.detail.de).toBe('Version 21.0.132 ist betroffen. Behoben ab 2025.9. CVSS 9.6.')
    expect(judgements[0]?.references?.[0]?.url).toMatch(/^https:/)
  })

  it('marks a score that is not confirmed', () => {
    const { judgements } = ask(automateAdvisories, 'automate', [runs('200.53')])
    const bypass = judgements.find(({ item }) => item === 'CVE-2020-15027')
    expect(bypass?.severity).toBe('critical')
    expect(bypass?.detail.en).toContain('CVSS 9.8 (not confirmed)')
  })

  it('does not know whether a build is affected whose patch nobody published', () => {
    const { outcome, judgements } = ask(automateAdvisories, 'automate', [runs('250.400')])
    expect(outcome).toBe('unknown')
    expect(judgements.map(({ item }) => item)).toEqual(['CVE-2025-11492', 'CVE-2025-11493'])
    expect(judgements[0]?.detail.de).toContain('vergleichen Sie die genaue Version')
  })

  it('lays "disputed" over what the vendor disputes, and weighs it low', () => {
    const { judgements } = ask(automateAdvisories, 'automate', [runs('2022.11')])
    const disputed = judgements.find(({ item }) => item === 'CVE-2023-23126')
    expect(disputed).toMatchObject({ outcome: 'fail', overlay: 'disputed', severity: 'low' })
    expect(disputed?.detail.en).toContain('The vendor disputes this advisory.')
  })

  it('does not know without a version', () => {
    expect(ask(automateAdvisories, 'automate', []).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', automateAdvisories, [runs('250.436')])).toBe('not-applicable')
  })

  it('does not pass on stale evidence', () => {
    const { outcome, overlay } = ask(automateAdvisories, 'automate', [runs('250.436', { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('does not know when versions contradict each other', () => {
    const other = runs('210.132', { source: 'https://198.51.100.12/LabTech/agent.aspx' })
    const { outcome, judgements } = ask(automateAdvisories, 'automate', [runs('250.436'), other])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('contradict')
  })

  it('waives the one advisory that an exception names and no other', () => {
    const policy = accepting('automate-current.advisories', 'CVE-2025-11493')
    const { outcome, overlay, judgements } = ask(automateAdvisories, 'automate', [runs('210.132')], { policy })
    expect([outcome, overlay]).toEqual(['fail', undefined])
    expect(judgements.map((judgement) => judgement.overlay)).toEqual([undefined, 'waived'])
  })

  it('passes nothing by a catalogue that is too old', () => {
    const changes = { catalog: oldCatalog }
    expect(ask(automateAdvisories, 'automate', [runs('250.436')], changes).outcome).toBe('unknown')
    expect(ask(automateAdvisories, 'automate', [runs('210.132')], changes).outcome).toBe('fail')
  })
})
