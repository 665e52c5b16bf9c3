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
    [
      'one of two services can be gone round',
      signIn({ services: [...onlySso, { name: 'LDAP', enabled: true, localLogin: true }] }),
      users(people),
    ],
    ['the services are not told', signIn({ services: null }), users(people)],
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

  it('says that the answer of an account for integrations tells nothing of the persons', () => {
    const evidence = [signIn({ account: 'psa-sync', secondFactor: false }), users(people)]
    expect(ask(control, 'automate', evidence).judgements[0]?.detail.en).toMatch(
      /^psa-sync asked, an account for integra/,
    )
  })

  it('knows of nobody else where the API did not tell the users, whatever the database tells', () => {
    for (const list of [[], [users(people, 'sql')]]) {
      const { judgements } = ask(control, 'automate', [signIn(), ...list])
      expect(judgements).toMatchObject([{ outcome: 'manual', evidence: [signIn()] }])
      expect(judgements[0]?.detail.en).toMatch(/^A second factor was wanted from audit; the other users are not known/)
    }
  })

  it('does not count a service that is switched off', () => {
    const off = { name: 'LDAP', enabled: false, localLogin: true }
    const evidence = [signIn({ services: [...onlySso, off] }), users(people)]
    expect(ask(control, 'automate', evidence)).toMatchObject({ outcome: 'pass', judgements: [{ evidence }] })
  })

  it.each([
    ['the account that asked is not among the users', [signIn({ secondFactor: false }), users([user('gross')])]],
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
