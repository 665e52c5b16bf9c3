import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { defender, services, unread } from '../windows-fixture.ts'
import { endpointProtectionCurrent as control } from './current.ts'

const windefend = services(['WinDefend'])

describe('endpoint-protection.current', () => {
  itJudgesEveryMachine(control, {
    good: [windefend, defender()],
    bad: [windefend, defender({ signaturesAt: '2025-10-01T00:00:00.000Z' })],
  })

  it.each([
    ['2026-11-23T04:00:00.000Z', 'pass', 'medium'],
    ['2026-11-20T12:00:00.000Z', 'pass', 'medium'],
    ['2026-11-20T11:00:00.000Z', 'fail', 'medium'],
    ['2026-11-09T12:00:00.000Z', 'fail', 'medium'],
    ['2026-11-09T11:00:00.000Z', 'fail', 'high'],
  ])('says of signatures of %s: %s (%s)', (signaturesAt, outcome, severity) => {
    const { judgements } = ask(control, 'automate', [windefend, defender({ signaturesAt })])
    expect(judgements[0]).toMatchObject({ outcome, severity })
  })

  it.each([
    ['names no date', [windefend, defender({ signaturesAt: null })]],
    ['names something that is no date', [windefend, defender({ signaturesAt: 'gestern' })]],
    ['hides its state', [windefend, unread('windows.defender')]],
  ])('does not know when Defender %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('asks a person where only the console of another vendor tells it', () => {
    const { outcome, judgements } = ask(control, 'automate', [services(['ekrn', 'WinDefend']), defender()])
    expect(outcome).toBe('manual')
    expect(judgements[0]?.detail.de).toContain('ESET')
  })

  it.each([[['HuntressRio']], [['Spooler']]])('does not apply where nothing with signatures runs: %j', (names) => {
    expect(ask(control, 'automate', [services(names)]).outcome).toBe('not-applicable')
  })
})
