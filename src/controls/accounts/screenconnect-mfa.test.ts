import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, internalUsers, settingsWith, user } from '../screenconnect-fixture.ts'
import { screenconnectSecondFactor as control } from './screenconnect-mfa.ts'

const good = [
  folderFact('screenconnect.users'),
  folderFact('screenconnect.roles'),
  folderFact('screenconnect.settings'),
  folderFact('screenconnect.lists'),
]
const bare = folderFact('screenconnect.users', { users: [user({ secondFactor: 'none' }), user({ name: 's.graf' })] })

describe('accounts.screenconnect-mfa', () => {
  itJudgesEveryFolder(control, {
    good,
    bad: [bare, ...good.slice(1)],
    item: 'm.huber',
    weighing: ['screenconnect.roles'],
  })

  it.each([
    ['an administrator', 'Verwaltung', 'critical', '"m.huber", an administrator, has no second factor.'],
    ['anybody else', 'Technik', 'high', '"m.huber" has no second factor.'],
  ])('weighs %s', (_, role, severity, words) => {
    const users = folderFact('screenconnect.users', { users: [user({ secondFactor: 'none', roles: [role] })] })
    const { judgements } = ask(control, 'screenconnect', [users, ...good.slice(1)])
    expect(judgements).toMatchObject([{ item: 'm.huber', severity, evidence: [users, good[1]] }])
    expect(judgements[0]?.detail.en).toBe(words)
  })

  it('weighs everybody as an administrator while the roles are not known, and calls nobody one', () => {
    const { judgements } = ask(control, 'screenconnect', [bare, good[2] ?? bare])
    expect(judgements).toMatchObject([{ item: 'm.huber', outcome: 'fail', severity: 'critical', evidence: [bare] }])
    expect(judgements[0]?.detail.en).toBe('"m.huber" has no second factor.')
  })

  it('does not count users who are blocked, or whose source is switched off', () => {
    const blocked = folderFact('screenconnect.users', { users: [user({ secondFactor: 'none', approved: false })] })
    expect(ask(control, 'screenconnect', [blocked, ...good.slice(1)]).outcome).toBe('pass')
    const off = settingsWith({}, { userSources: [internalUsers({ enabled: false })] })
    const { outcome, judgements } = ask(control, 'screenconnect', [bare, off])
    expect([outcome, judgements[0]?.detail.en]).toEqual(['pass', 'All internal users (0) have a second factor.'])
  })

  it('tells codes by mail and pages that demand nothing as weaker failures', () => {
    const users = folderFact('screenconnect.users', { users: [user({ secondFactor: 'mail' })] })
    const place = { path: 'host.aspx', line: 1, restrictTo: [], block: [], factors: 0, idleSeconds: null }
    const lists = folderFact('screenconnect.lists', { places: [place] })
    const { judgements } = ask(control, 'screenconnect', [users, ...good.slice(1, 3), lists])
    expect(judgements.map(({ item, severity, evidence }) => [item, severity, evidence])).toEqual([
      ['e-mail', 'low', [users]],
      ['Host.aspx', 'medium', [lists]],
    ])
  })

  it('demands nothing of a page for which the key is not set', () => {
    const place = { path: 'Host.aspx', line: 1, restrictTo: [], block: [], factors: null, idleSeconds: null }
    const lists = folderFact('screenconnect.lists', { places: [place] })
    expect(ask(control, 'screenconnect', [...good.slice(0, 3), lists]).outcome).toBe('pass')
  })

  it('does not know of users from a directory', () => {
    const settings = settingsWith(
      {},
      { userSources: [internalUsers({}), internalUsers({ name: 'AD', kind: 'Windows' })] },
    )
    const { outcome, judgements } = ask(control, 'screenconnect', [good[0] ?? bare, settings])
    expect([outcome, judgements[0]?.item]).toEqual(['unknown', 'AD'])
  })
})
