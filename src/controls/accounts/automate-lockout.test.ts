import { describe, expect, it } from 'vitest'
import { denied, signIn, user, userInDatabase, users } from '../automate-fixture.ts'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { automateLockout as control } from './automate-lockout.ts'

const locked = users([user('klein', { locked: true }), user('gross')])

describe('accounts.automate-lockout', () => {
  it('never passes or fails: the names of the settings are not confirmed, so a person answers', () => {
    expect(ask(control, 'automate', [users([user('klein')]), signIn()]).outcome).toBe('manual')
  })

  it('tells what can be seen: who is locked and how long a token lives', () => {
    const { judgements } = ask(control, 'automate', [locked, signIn()])
    expect(judgements[0]?.detail.en).toContain('Locked at the moment: klein')
    expect(judgements[0]?.detail.en).toContain('240 minutes')
  })

  it.each([
    ['nobody looked', []],
    ['only the database told', [users([userInDatabase('klein')], 'sql')]],
    ['it was denied', [denied('automate.users')]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('says so where the evidence is old', () => {
    const old = { ...locked, at: lastYear }
    expect(ask(control, 'automate', [old])).toMatchObject({ outcome: 'manual', overlay: 'stale' })
  })

  it('does not take the empty list of the database for a contradiction', () => {
    expect(ask(control, 'automate', [locked, users([], 'sql')]).outcome).toBe('manual')
  })

  it('can be waived', () => {
    const { overlay } = ask(control, 'automate', [locked], { policy: accepting(control.id) })
    expect(overlay).toBe('waived')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [locked])).toBe('not-applicable')
  })

  it('says nothing of locking and tokens where nobody is locked and no life is told', () => {
    const unsure = users([user('klein', { locked: null }), user('gross', { locked: false })])
    const { judgements } = ask(control, 'automate', [unsure, signIn({ longestTokenMinutes: null })])
    expect(judgements[0]?.detail.en).toMatch(/check them in the Control Center\.$/)
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('is asked where one of the two facts is known', () => {
    expect(ask(control, 'automate', [signIn()]).judgements[0]?.evidence).toHaveLength(1)
    expect(ask(control, 'automate', [locked]).judgements[0]?.evidence).toEqual([locked])
  })
})
