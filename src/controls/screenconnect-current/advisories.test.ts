import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { screenconnectAdvisories } from './advisories.ts'

function runs(text: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('screenconnect', 'outside.version', { text, by: 'script.ashx' }, circumstance)
}

function items(evidence: readonly Evidence[]): readonly (string | undefined)[] {
  return ask(screenconnectAdvisories, 'screenconnect', evidence).judgements.map(({ item }) => item)
}

describe('screenconnect-current.advisories', () => {
  it.each(['26.2', '26.6.5.9742'])('passes %s, of which no advisory of the server is known', (text) => {
    const { outcome, judgements } = ask(screenconnectAdvisories, 'screenconnect', [runs(text)])
    expect(outcome).toBe('pass')
    expect(judgements).toHaveLength(1)
  })

  it('fails the bypass of 2024 as critical, with its exploitation and the deadline', () => {
    const { outcome, judgements } = ask(screenconnectAdvisories, 'screenconnect', [runs('23.9.7.8804')])
    expect(outcome).toBe('fail')
    const bypass = judgements.find(({ item }) => item === 'CVE-2024-1709')
    expect(bypass?.severity).toBe('critical')
    expect(bypass?.detail.de).toBe(
      'Version 23.9.7.8804 ist betroffen. Behoben ab 23.9.8. Die Lücke wird nachweislich ausgenutzt, auch für Ransomware (KEV-Katalog der CISA seit 2024-02-22, Frist dort 2024-02-29). CVSS 10.0.',
    )
  })

  it('weighs what is known to be exploited as critical, whatever its score', () => {
    const { judgements } = ask(screenconnectAdvisories, 'screenconnect', [runs('25.2.3.1')])
    expect(judgements.find(({ item }) => item === 'CVE-2025-3935')?.severity).toBe('critical')
  })

  it.each([
    ['25.2.4', ['CVE-2025-14265', 'CVE-2026-3564', 'CVE-2026-11596']],
    ['25.8.1', ['CVE-2026-3564', 'CVE-2026-11596']],
    ['26.1.4', ['CVE-2026-11596']],
  ])('names for %s exactly %j', (text, expected) => {
    expect(items([runs(text)])).toEqual(expected)
  })

  it('names what ransomware uses before what is exploited, and both before mere scores', () => {
    const [first, second, third, fourth] = items([runs('23.9.7.8804')])
    expect([first, second, third, fourth]).toEqual([
      'CVE-2024-1709',
      'CVE-2024-1708',
      'CVE-2025-3935',
      'CVE-2025-14265',
    ])
  })

  it('leaves the clients and the extensions to their own questions', () => {
    expect(items([runs('23.1.1')])).not.toContain('CVE-2026-84869')
    expect(items([runs('23.1.1')])).not.toContain('CVE-2025-14823')
  })

  it('does not know whether a version that is cut off is affected', () => {
    const { judgements } = ask(screenconnectAdvisories, 'screenconnect', [runs('25.2')])
    expect(judgements.find(({ item }) => item === 'CVE-2025-3935')?.outcome).toBe('unknown')
  })

  it('does not know without a version', () => {
    expect(ask(screenconnectAdvisories, 'screenconnect', []).outcome).toBe('unknown')
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', screenconnectAdvisories, [runs('26.2')])).toBe('not-applicable')
  })

  it('does not pass on stale evidence, and still fails on it', () => {
    const passed = ask(screenconnectAdvisories, 'screenconnect', [runs('26.6.5.9742', { at: lastYear })])
    expect([passed.outcome, passed.overlay]).toEqual(['unknown', 'stale'])
    const failed = ask(screenconnectAdvisories, 'screenconnect', [runs('23.9.7', { at: lastYear })])
    expect([failed.outcome, failed.overlay]).toEqual(['fail', 'stale'])
  })

  it('does not know when versions contradict each other', () => {
    const evidence = [runs('26.6.5.9742', { source: 'https://a/Script.ashx' }), runs('23.9.7.8804')]
    expect(ask(screenconnectAdvisories, 'screenconnect', evidence).outcome).toBe('unknown')
  })

  it('keeps what is waived visible', () => {
    const policy = accepting('screenconnect-current.advisories')
    const { outcome, overlay } = ask(screenconnectAdvisories, 'screenconnect', [runs('23.9.7')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
