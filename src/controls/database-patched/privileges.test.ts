import { describe, expect, it } from 'vitest'
import type { DatabasePrivilegesFact } from '../../evidence/mysql/facts.ts'
import { account, denied, mysqlDenied, root, saysAccounts, saysPrivileges, technician } from '../database-fixture.ts'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databasePrivileges as control } from './privileges.ts'

const vendor = account('vendor', '%')
const accounts = saysAccounts([
  root,
  technician,
  vendor,
  account('agent', 'localhost'),
  account('unsure', '%', { belongsToAutomateUser: null }),
  account('gone', '%', { locked: true }),
])

function judged(changes: Partial<DatabasePrivilegesFact>) {
  return ask(control, 'automate', [accounts, saysPrivileges(changes)])
}

const everything = ['SELECT', 'INSERT', 'FILE', 'SUPER', 'GRANT OPTION']

describe('database-patched.privileges', () => {
  it('passes where only root and the accounts of the database itself are masters', () => {
    const everywhere = [
      { user: 'root', host: 'localhost', privileges: everything },
      { user: 'mysql.session', host: 'localhost', privileges: ['SUPER', 'SHUTDOWN'] },
      { user: 'bollwerk', host: '127.0.0.1', privileges: ['SHOW DATABASES'] },
    ]
    const databases = [{ user: 'emuster', host: '%', database: 'labtech', privileges: ['SELECT', 'INSERT'] }]
    expect(judged({ everywhere, databases }).outcome).toBe('pass')
  })

  it.each<[string, Partial<DatabasePrivilegesFact>, string]>([
    ['FILE', { everywhere: [{ user: 'vendor', host: '%', privileges: ['FILE'] }] }, 'FILE'],
    [
      'a dynamic privilege',
      { everywhere: [{ user: 'vendor', host: '%', privileges: ['SYSTEM_VARIABLES_ADMIN'] }] },
      'SYSTEM_VARIABLES_ADMIN',
    ],
    ['writing everywhere', { everywhere: [{ user: 'vendor', host: '%', privileges: ['UPDATE'] }] }, 'mysql.*'],
    [
      'writing in mysql',
      { databases: [{ user: 'vendor', host: '%', database: 'mysql', privileges: ['INSERT'] }] },
      'mysql.*',
    ],
    [
      'a pattern that fits mysql',
      { databases: [{ user: 'vendor', host: '%', database: 'm%', privileges: ['DROP'] }] },
      'mysql.*',
    ],
    [
      'giving rights on',
      { databases: [{ user: 'vendor', host: '%', database: '%', privileges: ['GRANT OPTION'] }] },
      'mysql.*',
    ],
    [
      'a table of mysql',
      { systemTables: [{ user: 'vendor', host: '%', table: 'user', privileges: ['INSERT'] }] },
      'mysql.*',
    ],
    [
      'a role of a role',
      {
        everywhere: [{ user: 'master', host: '', privileges: ['SHUTDOWN'] }],
        roles: [
          { user: 'vendor', host: '%', role: { user: 'keeper', host: '' } },
          { user: 'keeper', host: '', role: { user: 'master', host: '' } },
        ],
      },
      'SHUTDOWN',
    ],
  ])('fails an outsider with %s', (_, changes, power) => {
    const { judgements } = judged(changes)
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item: 'vendor@%', outcome: 'fail', severity: 'high' })
    expect(judgements[0]?.detail.en).toContain(`(${power})`)
  })

  it.each<[string, Partial<DatabasePrivilegesFact>]>([
    ['reading in mysql', { databases: [{ user: 'vendor', host: '%', database: 'mysql', privileges: ['SELECT'] }] }],
    ['another database', { databases: [{ user: 'vendor', host: '%', database: 'reports', privileges: ['INSERT'] }] }],
    [
      'a pattern with its wildcard taken away',
      { databases: [{ user: 'vendor', host: '%', database: 'm\\%', privileges: ['DROP'] }] },
    ],
    ['a locked account', { everywhere: [{ user: 'gone', host: '%', privileges: ['SUPER'] }] }],
    [
      'a role that nobody holds a sign-in for',
      {
        everywhere: [{ user: 'gone', host: '%', privileges: ['FILE'] }],
        roles: [{ user: 'gone', host: '%', role: { user: 'gone', host: '%' } }],
      },
    ],
  ])('passes %s', (_, changes) => {
    expect(judged(changes).outcome).toBe('pass')
  })

  it('asks a person about an account that Automate made, and says to change nothing in the database', () => {
    const { judgements } = judged({ everywhere: [{ user: 'emuster', host: '%', privileges: ['FILE'] }] })
    expect(judgements).toMatchObject([{ item: 'emuster@%', outcome: 'manual', severity: 'medium' }])
    expect(judgements[0]?.remedy?.summary.en).toContain('Change nothing in the database')
    expect(judgements[0]?.remedy?.steps.map(({ en }) => en).join()).not.toMatch(/REVOKE|DROP/)
  })

  it('asks a person about a local account, which may be the one of the Database Agent', () => {
    const { judgements } = judged({ everywhere: [{ user: 'agent', host: 'localhost', privileges: ['SUPER'] }] })
    expect(judgements).toMatchObject([{ item: 'agent@localhost', outcome: 'manual', severity: 'low' }])
  })

  it('does not know whose account it is where the names could not be compared', () => {
    const { outcome } = judged({ everywhere: [{ user: 'unsure', host: '%', privileges: ['SUPER'] }] })
    expect(outcome).toBe('unknown')
  })

  it('does not know what it was not told', () => {
    const { outcome, judgements } = judged({ gaps: [{ part: 'table-privileges', missing: denied }] })
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.item).toBe('table-privileges')
  })

  it.each([
    ['nobody asked', []],
    ['the account may not', [mysqlDenied('mysql.privileges')]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('ends for roles that hold each other', () => {
    const roles = [
      { user: 'vendor', host: '%', role: { user: 'a', host: '' } },
      { user: 'a', host: '', role: { user: 'b', host: '' } },
      { user: 'b', host: '', role: { user: 'a', host: '' } },
    ]
    expect(judged({ roles }).outcome).toBe('pass')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [saysPrivileges()])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [saysPrivileges({}, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('judges each of two servers that contradict each other', () => {
    const more = saysPrivileges(
      { everywhere: [{ user: 'vendor', host: '%', privileges: ['FILE'] }] },
      { machine: 'DB02' },
    )
    const known = saysAccounts([vendor], { machine: 'DB02' })
    const { outcome, judgements } = ask(control, 'automate', [saysPrivileges(), more, known])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['DB02: vendor@%', 'RMM01'])
  })

  it('keeps the failure visible when it is waived', () => {
    const evidence = [accounts, saysPrivileges({ everywhere: [{ user: 'vendor', host: '%', privileges: ['FILE'] }] })]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
