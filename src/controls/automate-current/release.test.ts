import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { ask, fromAbroad, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting, oldCatalog, outcomeWithout } from '../site-fixture.ts'
import { automateRelease } from './release.ts'

const recognised: Evidence = seen('automate', 'outside.identity', {
  expected: 'automate',
  recognised: 'automate',
  marks: ['agent.aspx'],
})

function runs(text: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('automate', 'outside.version', { text, by: 'agent.aspx' }, circumstance)
}

const stranger: Evidence = seen('automate', 'outside.identity', {
  expected: 'automate',
  recognised: 'stranger',
  marks: ['server-header'],
  calledItself: 'nginx/1.22',
})

describe('automate-current.release', () => {
  it('passes the newest release of the catalogue, and says what a pass means and that the catalogue has gaps', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [recognised, runs('250.436')])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('The catalogue of 2026-11-23 knows no newer one.')
    expect(judgements[0]?.detail.en).toContain('may not know every release')
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it.each(['||||||210.132', '250.85', 'v25.0.85 Patch 2', '2025.9'])('fails the older %s', (text) => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [recognised, runs(text)])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.de).toContain('2025.11 (25.0.436)')
  })

  it('does not know without a version, gives the reason and tells a person where to read it', () => {
    const missing = unseen('automate', 'outside.version', { reason: 'timeout', detail: 'ETIMEDOUT' })
    const { outcome, judgements } = ask(automateRelease, 'automate', [recognised, missing])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain('keine Antwort (ETIMEDOUT)')
    expect(judgements[0]?.remedy?.steps[0]?.de).toContain('LTAgent.exe')
  })

  it('does not know when nobody looked', () => {
    expect(ask(automateRelease, 'automate', []).outcome).toBe('unknown')
  })

  it('does not know what a stranger runs, and names it', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [stranger, runs('250.436')])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(/nicht ConnectWise Automate.*nginx\/1\.22/)
  })

  it('names the other product of the site at the wrong address', () => {
    const swapped = seen('automate', 'outside.identity', {
      expected: 'automate',
      recognised: 'screenconnect',
      marks: ['server-header'],
    })
    const { outcome, judgements } = ask(automateRelease, 'automate', [swapped])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('ConnectWise ScreenConnect answers')
  })

  it('does not know a version that is written in no known way, and quotes it without control characters', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [recognised, runs('\u001b[31mnewest')])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain('„?[31mnewest“')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', automateRelease, [recognised, runs('250.436')])).toBe('not-applicable')
  })

  it('does not pass on stale evidence, and still fails on it', () => {
    const old = { at: lastYear }
    const passed = ask(automateRelease, 'automate', [runs('250.436', old)])
    expect([passed.outcome, passed.overlay]).toEqual(['unknown', 'stale'])
    const failed = ask(automateRelease, 'automate', [runs('210.132', old)])
    expect([failed.outcome, failed.overlay]).toEqual(['fail', 'stale'])
  })

  it('does not know which of two contradicting versions runs, and says both', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [
      recognised,
      runs('250.436', { source: 'https://198.51.100.10/LabTech/agent.aspx' }),
      runs('210.132', { source: 'https://198.51.100.12/LabTech/agent.aspx' }),
    ])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(/widersprechen.*25\.0\.436.*21\.0\.132/)
  })

  it('does not know when one place sees both the product and a stranger', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [recognised, stranger, runs('250.436')])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('contradict')
  })

  it('lets a stranger that only another place sees not speak against the product', () => {
    const frontDoor: Evidence = { ...stranger, vantage: fromAbroad }
    expect(ask(automateRelease, 'automate', [recognised, frontDoor, runs('250.436')]).outcome).toBe('pass')
  })

  it('takes the version before an upgrade for history, not for a contradiction', () => {
    const before = runs('210.132', { at: '2026-11-21T11:00:00.000Z' })
    const hoursBefore = runs('210.132', { at: '2026-11-23T08:00:00.000Z' })
    expect(ask(automateRelease, 'automate', [before, hoursBefore, runs('250.436')]).outcome).toBe('pass')
  })

  it('keeps the failure visible when it is waived', () => {
    const policy = accepting('automate-current.release')
    const { outcome, overlay } = ask(automateRelease, 'automate', [recognised, runs('210.132')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('lets a catalogue older than 45 days not pass anything, but fail what it knows to be old', () => {
    const changes = { catalog: oldCatalog }
    const newest = ask(automateRelease, 'automate', [runs('250.436')], changes)
    expect(newest.outcome).toBe('unknown')
    expect(newest.judgements[0]?.detail.en).toContain('46 days old')
    expect(ask(automateRelease, 'automate', [runs('210.132')], changes).outcome).toBe('fail')
  })

  it('says so when something newer runs than the catalogue knows', () => {
    expect(ask(automateRelease, 'automate', [runs('260.12')]).outcome).toBe('pass')
  })
})
