import { describe, expect, it } from 'vitest'
import { classes, classesInDatabase, user, userInDatabase, users, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateAdministrators as control } from './automate-administrators.ts'

const boss = user('h.gross-adm', { classes: ['1'] })

usualCases(control, {
  pass: [users([boss, user('klein')]), classes()],
  fail: [users([boss, user('Support', { classes: ['2', '1'] })]), classes()],
  item: 'account:Support',
  needs: ['automate.users', 'automate.user-classes'],
})

describe('the Super Admins of Automate', () => {
  it.each(['admin', 'Administrator', 'LTAdmin', 'technik2', 'support', 'labtech', 'root', 'test1'])(
    'are not to be called %s',
    (name) => {
      expect(ask(control, 'automate', [users([user(name, { classes: ['1'] })]), classes()]).outcome).toBe('fail')
    },
  )

  it.each(['administrativa', 'h.test', 'itzhak'])('may be called %s', (name) => {
    expect(ask(control, 'automate', [users([user(name, { classes: ['1'] })]), classes()]).outcome).toBe('pass')
  })

  it('are named where it passes', () => {
    const { judgements } = ask(control, 'automate', [users([boss, user('klein')]), classes()])
    expect(judgements[0]?.detail.en).toBe('Super Admin: h.gross-adm.')
  })

  it.each([
    [5, 'pass'],
    [6, 'fail'],
  ] as const)('are few: %i of them %s', (count, outcome) => {
    const many = Array.from({ length: count }, (_, index) => user(`person${index}.x`, { classes: ['1'] }))
    const { outcome: found, judgements } = ask(control, 'automate', [users(many), classes()])
    expect(found).toBe(outcome)
    if (outcome === 'fail') expect(judgements).toMatchObject([{ item: 'count', severity: 'medium' }])
  })

  it.each([
    ['nobody shows as one', [users([user('klein')]), classes()]],
    ['a class is not known', [users([boss, user('x', { classes: ['99'] })]), classes()]],
    ['the classes of somebody are not told', [users([boss, user('x', { classes: null })]), classes()]],
    ['a class does not tell', [users([boss, user('klein')]), classes({ '2': { superAdmin: null } })]],
  ])('are unknown where %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('are inferred from the database, which weighs less and says so', () => {
    const evidence = [users([userInDatabase('admin', ['1'])], 'sql'), classesInDatabase()]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements).toMatchObject([{ outcome: 'fail', severity: 'medium' }])
    expect(judgements[0]?.detail.en).toContain('inferred')
  })

  it('are those of the API where the database contradicts it', () => {
    const database = [users([userInDatabase('admin', ['1'])], 'sql'), classesInDatabase()]
    expect(ask(control, 'automate', [users([boss]), classes(), ...database]).outcome).toBe('pass')
  })

  it('are those of the database where the API did not show the classes', () => {
    const database = [users([userInDatabase('admin', ['1'])], 'sql'), classesInDatabase()]
    expect(ask(control, 'automate', [users([boss]), ...database]).outcome).toBe('fail')
  })

  it('are told beside the accounts whose permissions nobody knows', () => {
    const evidence = [
      users([user('admin', { classes: ['1'] }), user('x', { classes: null }), user('klein')]),
      classes(),
    ]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['account:admin', 'fail'],
      [undefined, 'unknown'],
    ])
    expect(judgements[1]?.detail.en).toContain('are not known: x.')
    expect(judgements[1]?.evidence).toEqual(evidence)
  })

  it('are not guessed where nobody shows as one, and the evidence is cited', () => {
    const evidence = [users([user('klein')]), classes()]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements[0]?.detail.en).toContain('No account shows as Super Admin')
    expect(judgements[0]?.evidence).toEqual(evidence)
  })

  it('are inferred also where they pass by the database, and not where the API told them', () => {
    const database = [users([userInDatabase('h.gross-adm', ['1'])], 'sql'), classesInDatabase()]
    expect(ask(control, 'automate', database).judgements[0]?.detail.en).toContain('inferred')
    expect(ask(control, 'automate', [users([boss]), classes()]).judgements[0]?.detail.en).not.toContain('inferred')
  })

  it('weigh more by the API than by the database', () => {
    const { judgements } = ask(control, 'automate', [users([user('admin', { classes: ['1'] })]), classes()])
    expect(judgements[0]?.severity).toBe('high')
  })
})
