import { describe, expect, it } from 'vitest'
import { bundledCatalog, newestRelease } from '../../catalog/index.ts'
import type { Evidence } from '../../model/evidence.ts'
import { ask, fromAbroad, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting, oldCatalog, outcomeWithout } from '../site-fixture.ts'
import { databaseRelease } from './release.ts'

function greets(version: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  const fact = { address: '198.51.100.10', port: 3306, answer: 'greeting', version } as const
  return seen('automate', 'outside.database', fact, circumstance)
}

const newestOf84 = newestRelease(bundledCatalog.products.mysql, '8.4')?.version ?? ''

describe('database-patched.release', () => {
  it('passes the newest patch of its line', () => {
    expect(ask(databaseRelease, 'automate', [greets(newestOf84)]).outcome).toBe('pass')
  })

  it('compares within the line only: the last 8.0 passes although 8.4 is newer', () => {
    expect(ask(databaseRelease, 'automate', [greets('8.0.46-log')]).outcome).toBe('pass')
  })

  it('fails an older patch and names the newest of the same line', () => {
    const { outcome, judgements } = ask(databaseRelease, 'automate', [greets('8.0.41')])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('8.0.46, 2026-04-21')
  })

  it('says when the newer patch is concluded from sources', () => {
    const { outcome, judgements } = ask(databaseRelease, 'automate', [greets('8.4.13')])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.de).toContain('aus öffentlichen Quellen geschlossen')
  })

  it('does not fail by a newer patch that is not proven to exist', () => {
    const { mysql } = bundledCatalog.products
    const rumour = { version: '8.0.99', sure: 'unverified' } as const
    const products = { ...bundledCatalog.products, mysql: { ...mysql, releases: [...mysql.releases, rumour] } }
    const catalog = { ...bundledCatalog, products }
    expect(ask(databaseRelease, 'automate', [greets('8.0.46')], { catalog }).outcome).toBe('unknown')
    expect(ask(databaseRelease, 'automate', [greets('8.0.41')], { catalog }).outcome).toBe('fail')
  })

  it.each(['5.5.5-10.11.6-MariaDB', '5.5.5-12.3.1-MariaDB', '99.1.2'])(
    'does not know for %s, of which the catalogue has no releases',
    (version) => {
      expect(ask(databaseRelease, 'automate', [greets(version)]).outcome).toBe('unknown')
    },
  )

  it('does not know when the port is closed', () => {
    const closed = unseen('automate', 'outside.database', { reason: 'absent', detail: 'ECONNREFUSED' })
    expect(ask(databaseRelease, 'automate', [closed]).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', databaseRelease, [greets('8.0.46')])).toBe('not-applicable')
  })

  it('does not pass on stale evidence', () => {
    const { outcome, overlay } = ask(databaseRelease, 'automate', [greets('8.0.46', { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('does not know when two greetings contradict each other', () => {
    const evidence = [greets('8.0.46'), greets('8.0.41', { vantage: fromAbroad })]
    expect(ask(databaseRelease, 'automate', evidence).outcome).toBe('unknown')
  })

  it('keeps the failure visible when it is waived', () => {
    const policy = accepting('database-patched.release')
    const { outcome, overlay } = ask(databaseRelease, 'automate', [greets('8.0.41')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('passes nothing by a catalogue that is too old', () => {
    expect(ask(databaseRelease, 'automate', [greets('8.0.46')], { catalog: oldCatalog }).outcome).toBe('unknown')
  })
})
