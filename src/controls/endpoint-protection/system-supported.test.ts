import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { system } from '../windows-fixture.ts'
import { systemSupported as control } from './system-supported.ts'

function on(build: number, day: string) {
  const now = Date.parse(`${day}T12:00:00Z`)
  const evidence = [system({ build }, { at: `${day}T11:00:00.000Z` })]
  const { outcome, judgements } = ask(control, 'automate', evidence, { now })
  return { outcome, severity: judgements[0]?.severity, detail: judgements[0]?.detail }
}

describe('endpoint-protection.system-supported', () => {
  itJudgesEveryMachine(control, { good: [system()], bad: [system({ build: 14_393 })] })

  it.each([
    ['2026-07-15', 'pass', 'high'],
    ['2026-07-16', 'fail', 'low'],
    ['2026-10-14', 'fail', 'medium'],
    ['2026-12-13', 'fail', 'medium'],
    ['2027-01-12', 'fail', 'medium'],
    ['2027-01-13', 'fail', 'high'],
    ['2030-01-13', 'fail', 'critical'],
  ])('on %s says %s (%s) of Windows Server 2016, which ends with 2027-01-12', (day, outcome, severity) => {
    expect(on(14_393, day)).toMatchObject({ outcome, severity })
  })

  it('says how many days are left, and what extended updates would give', () => {
    const { detail } = on(14_393, '2026-11-23')
    expect(detail?.en).toContain('until 2027-01-12 (50 days)')
    expect(detail?.de).toContain('ESU, kostenpflichtig) ginge es bis 2030-01-12')
  })

  it.each([
    [7_601, 'fail', 'critical'],
    [9_200, 'fail', 'critical'],
    [9_600, 'fail', 'critical'],
    [17_763, 'pass', 'high'],
    [20_348, 'pass', 'high'],
    [25_398, 'fail', 'critical'],
    [26_100, 'pass', 'high'],
    [99_999, 'unknown', 'high'],
  ])('knows build %d: %s (%s)', (build, outcome, severity) => {
    expect(on(build, '2026-11-23')).toMatchObject({ outcome, severity })
  })

  it('does not take a workstation for the server whose build it shares', () => {
    const { outcome } = ask(control, 'automate', [system({ build: 26_100, installationType: 'Client' })])
    expect(outcome).toBe('unknown')
  })
})
