import { describe, expect, it } from 'vitest'
import { audits, classes, classesInDatabase, user, userInDatabase, users, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateIntegrators as control } from './automate-integrators.ts'

const sync = user('psa-sync', { integrator: true, classes: ['3'] })
const person = user('klein')

usualCases(control, {
  pass: [users([sync, person]), classes()],
  fail: [users([{ ...sync, classes: ['1'] }, person]), classes()],
  item: 'account:psa-sync',
  needs: ['automate.users', 'automate.user-classes'],
})

describe('an account for integrations', () => {
  it.each([
    ['is Super Admin', users([{ ...sync, classes: ['1'] }]), classes(), 'high'],
    ['may show passwords', users([sync]), classes({ '3': { permissions: ['ShowPasswords'] } }), 'medium'],
  ])('that %s fails', (_, list, known, severity) => {
    expect(ask(control, 'automate', [list, known]).judgements).toMatchObject([
      { item: 'account:psa-sync', outcome: 'fail', severity },
    ])
  })

  it('fails by itself for the legacy interface, and so does a person', () => {
    const { judgements } = ask(control, 'automate', [
      users([
        { ...sync, legacyApi: true },
        { ...person, legacyApi: true },
      ]),
      classes(),
    ])
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['legacy:psa-sync', 'fail'],
      ['legacy:klein', 'fail'],
    ])
  })

  it('is a question for a person where the log shows it at a place of people', () => {
    const log = audits({ user: 'PSA-Sync', from: 'Control Center' }, { user: 'klein', from: 'Control Center' })
    const { judgements } = ask(control, 'automate', [users([sync, person]), classes(), log])
    expect(judgements).toMatchObject([{ item: 'person:psa-sync', outcome: 'manual' }])
    expect(judgements[0]?.evidence).toHaveLength(3)
  })

  it.each([
    ['the flag is not told', [users([user('x', { integrator: null })]), classes()]],
    ['the legacy interface is not told', [users([user('x', { legacyApi: null })]), classes()]],
    ['its permissions are not told', [users([sync]), classes({ '3': { permissions: null } })]],
    ['its class is not known', [users([{ ...sync, classes: ['99'] }]), classes()]],
    ['there are no users', [users([]), classes()]],
    ['only the database told', [users([userInDatabase('psa-sync', ['3'])], 'sql'), classesInDatabase()]],
  ])('is unknown where %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('need not exist', () => {
    expect(ask(control, 'automate', [users([person]), classes()]).outcome).toBe('pass')
  })

  it('is judged by the API where the database contradicts it', () => {
    const database = [users([userInDatabase('psa-sync', ['3'])], 'sql'), classesInDatabase()]
    const evidence = [users([{ ...sync, classes: ['1'] }]), classes(), ...database]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })
})
