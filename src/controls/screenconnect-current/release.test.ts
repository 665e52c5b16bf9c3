import { describe, expect, it } from 'vitest'
import type { VersionFact } from '../../evidence/outside/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { ask, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting, oldCatalog, outcomeWithout } from '../site-fixture.ts'
import { screenconnectRelease } from './release.ts'

function runs(text: string, by: VersionFact['by'] = 'script.ashx', at?: string): Evidence {
  return seen('screenconnect', 'outside.version', { text, by }, at === undefined ? {} : { at })
}

const header = 'ScreenConnect/26.6.5.9742-4039728469 Microsoft-HTTPAPI/2.0'

describe('screenconnect-current.release', () => {
  it('passes the newest release of the catalogue, read by two ways that agree', () => {
    const evidence = [runs('26.6.5.9742'), runs(header, 'server-header')]
    const { outcome, judgements } = ask(screenconnectRelease, 'screenconnect', evidence)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('takes a version that one way writes shorter for the same', () => {
    const evidence = [runs('26.6.5', 'server-header'), runs('26.6.5.9742')]
    expect(ask(screenconnectRelease, 'screenconnect', evidence).outcome).toBe('pass')
  })

  it('does not know whether the newest build runs when the version is cut off', () => {
    expect(ask(screenconnectRelease, 'screenconnect', [runs('26.6.5')]).outcome).toBe('unknown')
  })

  it.each(['6.3.13446.6374', '23.9.8.8811', '26.2.0.9000', '26.6.4.1'])('fails the older %s', (text) => {
    const { outcome, judgements } = ask(screenconnectRelease, 'screenconnect', [runs(text)])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('26.6.5.9742, 2026-09-08')
  })

  it('does not know without a version, and says where a person finds it', () => {
    const missing = unseen('screenconnect', 'outside.version', { reason: 'absent', detail: 'HTTP 404' })
    const { outcome, judgements } = ask(screenconnectRelease, 'screenconnect', [missing])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('not there (HTTP 404)')
    expect(judgements[0]?.remedy?.steps[0]?.en).toContain('Administration > Status')
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', screenconnectRelease, [runs(header)])).toBe('not-applicable')
  })

  it('does not pass on stale evidence', () => {
    const { outcome, overlay } = ask(screenconnectRelease, 'screenconnect', [runs(header, 'server-header', lastYear)])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('does not know when the header and Script.ashx contradict each other', () => {
    const evidence = [runs(header, 'server-header'), runs('23.9.8.8811')]
    const { outcome, judgements } = ask(screenconnectRelease, 'screenconnect', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(/server-header: 26\.6\.5\.9742/)
    expect(judgements[0]?.detail.de).toMatch(/script\.ashx: 23\.9\.8\.8811/)
  })

  it('keeps the failure visible when it is waived', () => {
    const policy = accepting('screenconnect-current.release')
    const { outcome, overlay } = ask(screenconnectRelease, 'screenconnect', [runs('23.9.8.8811')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('passes nothing by a catalogue that is too old', () => {
    expect(ask(screenconnectRelease, 'screenconnect', [runs(header)], { catalog: oldCatalog }).outcome).toBe('unknown')
  })
})
