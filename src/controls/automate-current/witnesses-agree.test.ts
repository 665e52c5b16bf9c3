import { describe, expect, it } from 'vitest'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { automateInstallation, unread } from '../windows-fixture.ts'
import { automateRelease } from './release.ts'
import { automateVersionsAgree as control } from './witnesses-agree.ts'

function shows(text: string, at?: string) {
  return seen('automate', 'outside.version', { text, by: 'agent.aspx' }, at === undefined ? {} : { at })
}

const older = automateInstallation({ serverVersion: '25.0.300' })

describe('automate-current.witnesses-agree', () => {
  it('passes when both name the same, however each of them writes it', () => {
    const { outcome, judgements } = ask(control, 'automate', [shows('||||||250.436'), automateInstallation()])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.evidence.map(({ witness }) => witness)).toEqual(['outside', 'inside'])
  })

  it('fails when they contradict each other, and names both with their days', () => {
    const { outcome, judgements } = ask(control, 'automate', [shows('250.436'), older])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('agent.aspx: 25.0.436, RMM01 LTAgent.exe: 25.0.300; seen on 2026-11-23')
  })

  it('fails when two machines of the server contradict each other', () => {
    const other = automateInstallation({ serverVersion: '25.0.300' }, { machine: 'WEB02' })
    expect(ask(control, 'automate', [automateInstallation(), other]).outcome).toBe('fail')
  })

  it.each([
    ['nobody looked', []],
    ['only the outside was looked at', [shows('250.436')]],
    ['only the inside was looked at', [automateInstallation()]],
    ['the file could not be read', [shows('250.436'), unread('windows.automate')]],
    ['the file has no version', [shows('250.436'), automateInstallation({ serverVersion: null })]],
    ['one of them writes something else', [shows('soon'), automateInstallation()]],
    ['the inside is old', [shows('250.436'), automateInstallation({}, { at: lastYear })]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [])).toBe('not-applicable')
  })

  it('keeps a waived contradiction visible', () => {
    const { outcome, overlay } = ask(control, 'automate', [shows('250.436'), older], { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})

const stranger = seen('automate', 'outside.identity', { expected: 'automate', recognised: 'stranger', marks: [] })

describe('the version of Automate, with a look inside', () => {
  it.each([
    ['where nobody looked from outside', [automateInstallation()], 'pass'],
    ['where the outside shows nothing', [older], 'fail'],
    ['where a stranger answers outside', [stranger, shows('200.1'), automateInstallation()], 'pass'],
    ['where both agree', [shows('250.436'), automateInstallation()], 'pass'],
    ['not where they contradict each other', [shows('250.436'), older], 'unknown'],
    ['not where a machine has no Automate', [unread('windows.automate', 'absent')], 'unknown'],
  ])('is known %s', (_, evidence, outcome) => {
    expect(ask(automateRelease, 'automate', evidence).outcome).toBe(outcome)
  })
})
