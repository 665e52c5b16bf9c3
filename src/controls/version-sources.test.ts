import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { automateRelease } from './automate-current/release.ts'
import { denied, patchLevel } from './automate-fixture.ts'
import { ask, seen } from './question-fixture.ts'

function outside(text: string, at?: string): Evidence {
  return seen('automate', 'outside.version', { text, by: 'agent.aspx' }, at === undefined ? {} : { at })
}

describe('the version of Automate that it tells itself', () => {
  it('answers where nobody could look from outside', () => {
    expect(ask(automateRelease, 'automate', [patchLevel()]).outcome).toBe('pass')
    expect(ask(automateRelease, 'automate', [patchLevel({ webServer: '2024.1' })]).outcome).toBe('fail')
  })

  it('is that of the database agent where the web server gives none', () => {
    expect(ask(automateRelease, 'automate', [patchLevel({ webServer: null })]).outcome).toBe('pass')
  })

  it.each([
    ['nothing', patchLevel({ webServer: null, databaseAgent: null })],
    ['something that is no version', patchLevel({ webServer: 'newest' })],
    ['nothing, because it was denied', denied('automate.patch-level')],
  ])('leaves the answer open where it tells %s', (_, evidence) => {
    expect(ask(automateRelease, 'automate', [evidence]).outcome).toBe('unknown')
  })

  it('agrees with the other form that the outside sees', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [patchLevel(), outside('250.436')])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('makes the answer unknown where it contradicts the outside', () => {
    const { outcome, judgements } = ask(automateRelease, 'automate', [patchLevel(), outside('240.331')])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('PatchInformation: 25.0.436')
  })

  it('replaces what was seen from outside before the upgrade', () => {
    const before = outside('240.331', '2026-11-18T11:00:00.000Z')
    expect(ask(automateRelease, 'automate', [patchLevel(), before]).outcome).toBe('pass')
  })
})
