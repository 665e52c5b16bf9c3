import { describe, expect, it } from 'vitest'
import { signIn, user, userInDatabase, users, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateSecondFactor as control } from './automate-mfa.ts'

const onlySso = [{ name: 'SSO', enabled: true, localLogin: false }]
const people = [user('audit'), user('gross', { singleSignOn: true }), user('psa-sync', { integrator: true })]

usualCases(control, {
  pass: [signIn({ services: onlySso }), users(people)],
  fail: [signIn({ account: 'Admin', secondFactor: false }), users([user('admin')])],
  item: 'account:Admin',
  needs: ['automate.authentication'],
})

describe('the second factor of Automate', () => {
  it.each([
    ['others can sign in with a password of Automate', signIn(), users(people)],
    [
      'single sign-on can be gone round',
      signIn({ services: [{ name: 'SSO', enabled: true, localLogin: true }] }),
      users(people),
    ],
    ['somebody is outside of single sign-on', signIn({ services: onlySso }), users([...people, user('klein')])],
    [
      'the account that asks is one for integrations',
      signIn({ account: 'psa-sync', secondFactor: false }),
      users(people),
    ],
  ])('is a question for a person where %s', (_, auth, list) => {
    expect(ask(control, 'automate', [auth, list]).outcome).toBe('manual')
  })

  it('names those of whom Automate does not tell', () => {
    const { judgements } = ask(control, 'automate', [signIn(), users([...people, user('klein')])])
    expect(judgements[0]?.detail.en).toContain('gross, klein')
    expect(judgements[0]?.detail.en).not.toContain('psa-sync')
  })

  it.each([
    ['the server did not say', [signIn({ secondFactor: null }), users(people)]],
    ['nobody knows whether the account is one for integrations', [signIn({ secondFactor: false })]],
    ['only the database told of the users', [signIn({ secondFactor: false }), users([userInDatabase('audit')], 'sql')]],
  ])('is unknown where %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('believes the API of two witnesses that contradict each other', () => {
    const evidence = [signIn({ secondFactor: false }), users([user('audit')]), users([], 'sql')]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })
})
