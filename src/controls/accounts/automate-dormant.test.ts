import { describe, expect, it } from 'vitest'
import { classes, user, userInDatabase, users, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateDormant as control } from './automate-dormant.ts'

const gone = user('meier', { lastSignIn: '2026-08-01T08:00:00.000Z' })

usualCases(control, {
  pass: [users([user('gross'), user('klein')])],
  fail: [users([user('gross'), gone])],
  item: 'account:meier',
  needs: ['automate.users'],
})

describe('a dormant account of Automate', () => {
  it.each([
    ['2026-08-25T12:00:00.000Z', 'pass'],
    ['2026-08-24T10:00:00.000Z', 'fail'],
    ['never', 'fail'],
    ['2027-01-01T00:00:00.000Z', 'unknown'],
    ['soon', 'unknown'],
    [null, 'unknown'],
  ] as const)('whose last sign-in is %s gives %s', (lastSignIn, outcome) => {
    expect(ask(control, 'automate', [users([user('meier', { lastSignIn })])]).outcome).toBe(outcome)
  })

  it('weighs more if it is Super Admin', () => {
    const evidence = [users([gone, user('adm', { classes: ['1'], lastSignIn: 'never' })]), classes()]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item, severity }) => [item, severity])).toEqual([
      ['account:meier', 'medium'],
      ['account:adm', 'high'],
    ])
  })

  it('is told to be locked', () => {
    const { judgements } = ask(control, 'automate', [users([{ ...gone, locked: true }])])
    expect(judgements[0]?.detail.en).toContain('locked at the moment')
  })

  it('is not sought in the database, whose column is not trusted', () => {
    expect(ask(control, 'automate', [users([userInDatabase('meier')], 'sql')]).outcome).toBe('unknown')
  })

  it('is not ruled out by an empty list', () => {
    expect(ask(control, 'automate', [users([])]).outcome).toBe('unknown')
  })

  it('is found by the API although the database contradicts it', () => {
    expect(ask(control, 'automate', [users([], 'sql'), users([gone])]).outcome).toBe('fail')
  })

  it('is one that nobody used for more than 90 whole days, as of the look', () => {
    const last = (lastSignIn: string) => ask(control, 'automate', [users([user('meier', { lastSignIn })])])
    expect(last('2026-08-24T11:00:00.001Z').outcome).toBe('pass')
    expect(last('2026-08-24T11:00:00.000Z').judgements[0]?.detail.en).toContain('for 91 days')
  })

  it('may have signed in a day after the look by the clock of the server, and no later', () => {
    const last = (lastSignIn: string) => ask(control, 'automate', [users([user('meier', { lastSignIn })])]).outcome
    expect(last('2026-11-24T11:00:00.000Z')).toBe('pass')
    expect(last('2026-11-24T11:00:00.001Z')).toBe('unknown')
  })

  it('is told beside those of whom nothing is known, each with its evidence', () => {
    const evidence = [users([gone, user('klein'), user('stumm', { lastSignIn: null })])]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['account:meier', 'fail'],
      [undefined, 'unknown'],
    ])
    expect(judgements[1]?.detail.en).toContain('is not known: stumm.')
    expect(judgements[1]?.evidence).toEqual(evidence)
  })

  it('is not told to be locked where it is not, or where nobody says so', () => {
    for (const locked of [false, null]) {
      const { judgements } = ask(control, 'automate', [users([{ ...gone, locked }])])
      expect(judgements[0]?.detail.en).not.toContain('locked')
    }
    const never = user('meier', { lastSignIn: 'never', locked: true })
    expect(ask(control, 'automate', [users([never])]).judgements[0]?.detail.en).toMatch(
      /Nobody ever .* locked at the moment/,
    )
  })
})
