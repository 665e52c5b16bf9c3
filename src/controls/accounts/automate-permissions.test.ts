import { describe, expect, it } from 'vitest'
import { classes, classesInDatabase, user, userInDatabase, users, usualCases } from '../automate-fixture.ts'
import { dangerousPermissions } from '../automate-permissions.ts'
import { ask } from '../question-fixture.ts'
import { automatePermissions as control } from './automate-permissions.ts'

const people = users([user('adm', { classes: ['1'] }), user('klein')])

usualCases(control, {
  pass: [people, classes()],
  fail: [people, classes({ '2': { permissions: ['ScriptRead', 'DatabaseExecute'] } })],
  item: 'class:Technik',
  needs: ['automate.users', 'automate.user-classes'],
})

describe('the permissions of a user class', () => {
  it.each([...dangerousPermissions])('fail with %s as %s', (permission, severity) => {
    const { judgements } = ask(control, 'automate', [people, classes({ '2': { permissions: [permission] } })])
    expect(judgements).toMatchObject([{ item: 'class:Technik', outcome: 'fail', severity }])
    expect(judgements[0]?.detail.en).toContain(`has dangerous permissions: ${permission}. Its members: klein`)
  })

  it('weigh as much as the gravest of them', () => {
    const { judgements } = ask(control, 'automate', [
      people,
      classes({ '2': { permissions: ['ReportsCreate', 'ShowPasswords', 'PluginManager'] } }),
    ])
    expect(judgements).toMatchObject([{ severity: 'high' }])
  })

  it('do not matter in a class that nobody belongs to', () => {
    expect(ask(control, 'automate', [people, classes({ '3': { permissions: ['UserEdit'] } })]).outcome).toBe('pass')
  })

  it('matter in every class where the classes of somebody are not told', () => {
    const open = users([user('adm', { classes: ['1'] }), user('x', { classes: null })])
    expect(ask(control, 'automate', [open, classes({ '3': { permissions: ['UserEdit'] } })]).outcome).toBe('fail')
  })

  it.each([
    ['the class does not tell them', [people, classes({ '2': { permissions: null } })]],
    ['only the database told', [users([userInDatabase('klein')], 'sql'), classesInDatabase()]],
  ])('are unknown where %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('are those of the API where the database tells something else', () => {
    const database = [users([userInDatabase('klein', ['3'])], 'sql'), classesInDatabase()]
    const risky = classes({ '2': { permissions: ['UserEdit'] } })
    expect(ask(control, 'automate', [people, risky, ...database]).outcome).toBe('fail')
  })

  it('are counted over the classes in use that are not Super Admin', () => {
    const { judgements } = ask(control, 'automate', [people, classes()])
    expect(judgements[0]?.detail.en).toContain('No user class in use without Super Admin (1)')
  })

  it('say so where the members of a class are not known', () => {
    const open = users([user('x', { classes: null })])
    const { judgements } = ask(control, 'automate', [open, classes({ '3': { permissions: ['UserEdit'] } })])
    expect(judgements[0]?.detail.en).toMatch(/permissions: UserEdit\. Its members: not known\.$/)
  })

  it('matter also in a class of which nobody knows whether it is Super Admin', () => {
    const unsure = classes({ '2': { superAdmin: null, permissions: ['UserEdit'] } })
    expect(ask(control, 'automate', [people, unsure]).judgements).toMatchObject([
      { item: 'class:Technik', outcome: 'fail' },
    ])
  })

  it('are judged with both facts as evidence, also where they are not told', () => {
    const { judgements } = ask(control, 'automate', [people, classes({ '2': { permissions: null } })])
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(ask(control, 'automate', [users([]), classes()]).outcome).toBe('pass')
  })
})
