import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, internalUsers, settingsWith, user } from '../screenconnect-fixture.ts'
import { screenconnectAdministrators as control } from './screenconnect-administrators.ts'

const rest = [folderFact('screenconnect.roles'), folderFact('screenconnect.settings')]
const good = [folderFact('screenconnect.users'), ...rest]

function named(...names: string[]) {
  const users = names.map((name) => user({ name, roles: ['Verwaltung'] }))
  return [folderFact('screenconnect.users', { users }), ...rest]
}

describe('accounts.screenconnect-administrators', () => {
  itJudgesEveryFolder(control, { good, bad: named('Administrator'), item: 'Administrator' })

  it('counts them: four are few, five are not', () => {
    expect(ask(control, 'screenconnect', named('a.a', 'b.b', 'c.c', 'd.d')).outcome).toBe('pass')
    const { judgements } = ask(control, 'screenconnect', named('a.a', 'b.b', 'c.c', 'd.d', 'e.e'))
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([['number', 'fail']])
  })

  it.each(['admin', 'Support', 'technik2', 'help desk', 'cloudadmin1', 'Büro'])('takes %s for nobody', (name) => {
    expect(ask(control, 'screenconnect', named(name)).outcome).toBe('fail')
  })

  it.each(['m.huber-admin', 'Adminski', 'it.mueller', 'testa'])('takes %s for a person', (name) => {
    expect(ask(control, 'screenconnect', named(name)).outcome).toBe('pass')
  })

  it('goes by the permission, not by the name of the role, and leaves out who is blocked', () => {
    const users = [
      user({ name: 'admin', roles: ['Control Administrator'] }),
      user({ name: 'root', approved: false, roles: ['Verwaltung'] }),
    ]
    expect(ask(control, 'screenconnect', [folderFact('screenconnect.users', { users }), ...rest]).outcome).toBe('pass')
  })

  it('does not take a denied permission for a granted one', () => {
    const permissions = [{ name: 'Administer', allowed: false, filter: null }]
    const roles = folderFact('screenconnect.roles', { roles: [{ name: 'Verwaltung', created: null, permissions }] })
    expect(ask(control, 'screenconnect', [...named('admin').slice(0, 1), roles, ...rest.slice(1)]).outcome).toBe('pass')
  })

  it('does not know of administrators from a directory or without the roles', () => {
    const settings = settingsWith({}, { userSources: [internalUsers({ name: 'Entra', kind: 'Saml' })] })
    expect(ask(control, 'screenconnect', [...good.slice(0, 2), settings]).judgements[0]?.item).toBe('Entra')
    expect(ask(control, 'screenconnect', [...good.slice(0, 1), settings]).outcome).toBe('unknown')
  })
})
