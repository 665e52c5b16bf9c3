import { describe, expect, it } from 'vitest'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { uac, unread } from '../windows-fixture.ts'
import { uacValues as control } from './values.ts'

describe('uac.values', () => {
  it('passes when every value is as wanted', () => {
    expect(ask(control, 'automate', [uac()]).outcome).toBe('pass')
    expect(ask(control, 'automate', [uac({ ConsentPromptBehaviorAdmin: 1 })]).outcome).toBe('pass')
  })

  it('names exactly the values that are not set, and cites what it read', () => {
    const set = uac({ LocalAccountTokenFilterPolicy: 0 })
    const [nothingAbsent] = ask(control, 'automate', [set]).judgements
    expect(nothingAbsent?.detail.en).toBe('RMM01: All nine values of User Account Control are as wanted.')
    expect(nothingAbsent?.evidence).toEqual([set])
    const [twoAbsent] = ask(control, 'automate', [
      uac({ EnableVirtualization: null, LocalAccountTokenFilterPolicy: null }),
    ]).judgements
    expect(twoAbsent?.detail.en).toContain(
      'as wanted. Not set and so at the default: EnableVirtualization, LocalAccountTokenFilterPolicy.',
    )
  })

  it.each([
    ['the only wanted number', { EnableLUA: 0 }, 1],
    ['the best of several', { ConsentPromptBehaviorAdmin: 5 }, 2],
  ])('says what is wanted and cites what it read: %s', (_, changes, wanted) => {
    const bad = uac(changes)
    const [failing] = ask(control, 'automate', [bad]).judgements
    expect(failing?.detail.de).toMatch(new RegExp(`Gewünscht ist ${wanted}\\.$`))
    expect(failing?.detail.en).toMatch(new RegExp(`Wanted is ${wanted}\\.$`))
    expect(failing?.evidence).toEqual([bad])
  })

  it('cites what it read where it does not know the number', () => {
    const strange = uac({ EnableLUA: 7 })
    expect(ask(control, 'automate', [strange]).judgements[0]?.evidence).toEqual([strange])
  })

  it.each([
    ['EnableLUA', 0, 'critical'],
    ['ConsentPromptBehaviorAdmin', 0, 'high'],
    ['ConsentPromptBehaviorAdmin', 3, 'low'],
    ['ConsentPromptBehaviorAdmin', 4, 'low'],
    ['ConsentPromptBehaviorAdmin', 5, 'low'],
    ['ConsentPromptBehaviorUser', 1, 'low'],
    ['ConsentPromptBehaviorUser', 3, 'low'],
    ['PromptOnSecureDesktop', 0, 'medium'],
    ['FilterAdministratorToken', 0, 'medium'],
    ['EnableInstallerDetection', 0, 'low'],
    ['EnableSecureUIAPaths', 0, 'low'],
    ['EnableVirtualization', 0, 'low'],
    ['LocalAccountTokenFilterPolicy', 1, 'high'],
  ] as const)('fails for %s = %d, and only for that', (name, number, severity) => {
    const { judgements } = ask(control, 'automate', [uac({ [name]: number })])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item: name, outcome: 'fail', severity })
    expect(judgements[0]?.detail.en).toContain(`${name} is ${number}:`)
  })

  it.each([
    ['EnableLUA', 'pass'],
    ['ConsentPromptBehaviorAdmin', 'fail'],
    ['ConsentPromptBehaviorUser', 'fail'],
    ['PromptOnSecureDesktop', 'pass'],
    ['FilterAdministratorToken', 'fail'],
    ['EnableInstallerDetection', 'pass'],
    ['EnableSecureUIAPaths', 'pass'],
    ['EnableVirtualization', 'pass'],
    ['LocalAccountTokenFilterPolicy', 'pass'],
  ] as const)('takes the default of Windows where %s is absent: %s', (name, outcome) => {
    const { judgements } = ask(control, 'automate', [uac({ [name]: null })])
    expect(judgements[0]).toMatchObject({ outcome })
    expect(judgements[0]?.detail.en).toMatch(/not set/i)
  })

  it('says where the default itself is not confirmed', () => {
    const { judgements } = ask(control, 'automate', [uac({ ConsentPromptBehaviorUser: null })])
    expect(judgements[0]?.detail.en).toContain('not confirmed')
  })

  it.each([
    ['a number that nobody knows', [uac({ EnableLUA: 7 })], 'what that means is not known'],
    ['no right to read', [unread('windows.uac')], 'as administrator'],
    ['nobody looked', [], 'bollwerk collect windows'],
  ])('does not know with %s', (_, evidence, words) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain(words)
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout('screenconnect', { ...control, servers: ['screenconnect'] }, [])).toBe('not-applicable')
  })

  it('does not pass on old evidence, and still fails on it', () => {
    const good = ask(control, 'automate', [uac({}, { at: lastYear })])
    expect([good.outcome, good.overlay]).toEqual(['unknown', 'stale'])
    const bad = ask(control, 'automate', [uac({ EnableLUA: 0 }, { at: lastYear })])
    expect([bad.outcome, bad.overlay]).toEqual(['fail', 'stale'])
  })

  it('judges two machines that contradict each other each by itself, and names them', () => {
    const { outcome, judgements } = ask(control, 'automate', [uac(), uac({ EnableLUA: 0 }, { machine: 'SQL01' })])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item, outcome: each }) => [item, each])).toEqual([
      ['RMM01', 'pass'],
      ['SQL01/EnableLUA', 'fail'],
    ])
    expect(judgements[1]?.detail.de).toMatch(/^SQL01: EnableLUA steht auf 0/)
  })

  it('believes the newest look at a machine', () => {
    const before = uac({ EnableLUA: 0 }, { at: '2026-11-20T00:00:00.000Z' })
    expect(ask(control, 'automate', [before, uac()]).outcome).toBe('pass')
  })

  it('waives one value and keeps failing for another', () => {
    const evidence = [uac({ EnableLUA: 0, PromptOnSecureDesktop: 0 })]
    const { overlay, judgements } = ask(control, 'automate', evidence, { policy: accepting(control.id, 'EnableLUA') })
    expect(overlay).toBeUndefined()
    expect(judgements.map((judgement) => judgement.overlay)).toEqual(['waived', undefined])
  })
})
