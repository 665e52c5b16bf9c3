import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { ask, fromAbroad, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting, oldCatalog, outcomeWithout } from '../site-fixture.ts'
import { databaseAdvisories } from './advisories.ts'

function greets(version: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  const fact = { address: '198.51.100.10', port: 3306, answer: 'greeting', version } as const
  return seen('automate', 'outside.database', fact, circumstance)
}

describe('database-patched.advisories', () => {
  it('passes a version that no advisory affects', () => {
    const { outcome, judgements } = ask(databaseAdvisories, 'automate', [greets('8.4.14')])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toMatch(/^Keine der \d+ Sicherheitslücken/)
  })

  it('fails the last 8.0, which stays vulnerable, and says that this is concluded and that no repair comes', () => {
    const { outcome, judgements } = ask(databaseAdvisories, 'automate', [greets('8.0.46')])
    expect(outcome).toBe('fail')
    const crash = judgements.find(({ item }) => item === 'CVE-2026-46863')
    expect(crash).toMatchObject({ outcome: 'fail', severity: 'high' })
    expect(crash?.detail.en).toContain('concluded from public sources')
  })

  it('does not know of the newest advisories whether the ended 8.0 has them', () => {
    const { judgements } = ask(databaseAdvisories, 'automate', [greets('8.0.46')])
    expect(judgements.find(({ item }) => item === 'CVE-2026-114952')?.outcome).toBe('unknown')
  })

  it('fails 8.4.13 by the advisories of November 2026, critical by its score', () => {
    const { judgements } = ask(databaseAdvisories, 'automate', [greets('8.4.13')])
    const unauthenticated = judgements.find(({ item }) => item === 'CVE-2026-114952')
    expect(unauthenticated).toMatchObject({ outcome: 'fail', severity: 'critical' })
    expect(unauthenticated?.detail.de).toContain('Behoben ab 8.4.14. CVSS 9.1 (nicht bestätigt).')
  })

  it('does not pass MariaDB, for which the catalogue lists nothing', () => {
    const { outcome, judgements } = ask(databaseAdvisories, 'automate', [greets('5.5.5-10.11.6-MariaDB')])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain('keine Sicherheitslücken zu MariaDB')
  })

  it('does not know when the port is closed', () => {
    const closed = unseen('automate', 'outside.database', { reason: 'absent', detail: 'ECONNREFUSED' })
    expect(ask(databaseAdvisories, 'automate', [closed]).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', databaseAdvisories, [greets('8.4.14')])).toBe('not-applicable')
  })

  it('does not pass on stale evidence', () => {
    const { outcome, overlay } = ask(databaseAdvisories, 'automate', [greets('8.4.14', { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('does not know when two greetings contradict each other', () => {
    const evidence = [greets('8.4.14'), greets('8.0.41', { vantage: fromAbroad })]
    expect(ask(databaseAdvisories, 'automate', evidence).outcome).toBe('unknown')
  })

  it('keeps what is waived visible', () => {
    const policy = accepting('database-patched.advisories')
    const { outcome, overlay } = ask(databaseAdvisories, 'automate', [greets('8.0.46')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('passes nothing by a catalogue that is too old', () => {
    expect(ask(databaseAdvisories, 'automate', [greets('8.4.14')], { catalog: oldCatalog }).outcome).toBe('unknown')
  })
})
