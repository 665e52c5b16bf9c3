import { describe, expect, it } from 'vitest'
import type { DatabaseAccount } from '../../evidence/mysql/facts.ts'
import { account, denied, mysqlDenied, root, saysAccounts, saysDatabases, technician } from '../database-fixture.ts'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databaseAccounts as control } from './accounts.ts'

function judged(...accounts: readonly DatabaseAccount[]) {
  return ask(control, 'automate', [saysAccounts([root, ...accounts])])
}

describe('database-patched.accounts', () => {
  it('passes root at home', () => {
    expect(judged().outcome).toBe('pass')
  })

  it('tells the accounts that Automate made, says to leave them alone, and passes', () => {
    const { outcome, judgements } = judged(technician)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toContain('Löschen oder ändern Sie sie nicht')
  })

  it('counts as made by Automate only what holds from anywhere and is known to belong to one of its users', () => {
    const near = account('amuster', '10.20.0.%', { belongsToAutomateUser: true })
    const unsure = account('unsure', '%', { belongsToAutomateUser: null })
    const { judgements } = judged(technician, near, unsure, account('old', '%', { locked: true }))
    expect(judgements[0]?.detail.en).toMatch(/^RMM01: None of 4 accounts .* 1 of them hold from anywhere/)
    expect(judged(near).judgements[0]?.detail.en).not.toContain('of them hold')
  })

  it.each<[string, DatabaseAccount, string, string]>([
    ['a nameless account', account('', 'localhost'), '@localhost', 'high'],
    ['a nameless account without a password', account('', '%', { emptyPassword: true }), '@%', 'high'],
    ['root from anywhere', account('root', '%'), 'root@%', 'high'],
    ['root from another machine', account('root', '10.20.0.5'), 'root@10.20.0.5', 'high'],
    ['no password at home', account('backup', 'localhost', { emptyPassword: true }), 'backup@localhost', 'high'],
    ['no password for others', account('backup', '10.20.0.%', { emptyPassword: true }), 'backup@10.20.0.%', 'critical'],
    ['a technician without a password', { ...technician, emptyPassword: true }, 'emuster@%', 'critical'],
    ['an account from anywhere that nobody knows', account('vendor', '%'), 'vendor@%', 'medium'],
  ])('fails for %s', (_, one, item, severity) => {
    const { judgements } = judged(one)
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item, severity, outcome: 'fail' })
  })

  it.each<[string, DatabaseAccount]>([
    ['root by the name of the machine', account('root', 'rmm01')],
    ['root by the full name of the machine', account('root', 'rmm01.muster.local')],
    ['root by an address of the machine itself', account('root', '::1')],
    ['a locked account', account('old', '%', { locked: true, emptyPassword: true })],
    ['a role', account('keeper', '', { role: true, emptyPassword: true })],
    ['an account for one network', account('vendor', '10.20.0.%')],
  ])('passes %s', (_, one) => {
    expect(judged(one).outcome).toBe('pass')
  })

  it('counts an account of which nobody knows whether it is locked', () => {
    expect(judged(account('', 'localhost', { locked: null })).outcome).toBe('fail')
  })

  it('does not know of the database test where the list of databases was denied', () => {
    const { outcome, judgements } = ask(control, 'automate', [saysAccounts([root]), mysqlDenied('mysql.databases')])
    expect([outcome, judgements[0]?.item]).toEqual(['unknown', 'test-database'])
  })

  it('fails for the database test', () => {
    const { judgements } = ask(control, 'automate', [saysAccounts([root]), saysDatabases(['labtech', 'test'])])
    expect(judgements).toMatchObject([{ item: 'test-database', severity: 'low', outcome: 'fail' }])
  })

  it.each<[string, DatabaseAccount[], string]>([
    ['empty-passwords', [root], 'without a password'],
    ['automate-users', [root, { ...technician, belongsToAutomateUser: null }], '1 accounts'],
  ])('does not know what it was not told: %s', (part, accounts, words) => {
    const unsure = accounts.map((one) => (part === 'empty-passwords' ? { ...one, emptyPassword: null } : one))
    const { outcome, judgements } = ask(control, 'automate', [
      saysAccounts(unsure, { gaps: [{ part, missing: denied }] }),
    ])
    expect(outcome).toBe('unknown')
    expect(judgements[0]).toMatchObject({ item: part })
    expect(judgements[0]?.detail.en).toContain(words)
  })

  it('does not mind unknown names where no account is admitted from anywhere', () => {
    const gaps = [{ part: 'automate-users', missing: denied }]
    expect(ask(control, 'automate', [saysAccounts([root], { gaps })]).outcome).toBe('pass')
  })

  it.each([
    ['nobody asked', [], 'was not asked yet'],
    ['the account may not', [mysqlDenied('mysql.accounts')], 'MySQL error 1142'],
  ])('does not know when %s, and says so', (_, evidence, why) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain(why)
    expect(judgements[0]?.evidence).toEqual(evidence)
  })

  it('cites what it was told in part where it does not know the rest', () => {
    const partly = saysAccounts([root], { gaps: [{ part: 'empty-passwords', missing: denied }] })
    expect(ask(control, 'automate', [partly]).judgements[0]?.evidence).toEqual([partly])
  })

  it('never tells anybody to delete an account of an Automate user', () => {
    const { judgements } = judged(technician, account('vendor', '%'))
    const steps = judgements.flatMap(({ remedy }) => remedy?.steps ?? []).map(({ en }) => en)
    expect(steps.join('\n')).not.toMatch(/DROP USER/)
    expect(steps.join('\n')).toContain('leave it as it is')
  })

  it('lets no name break out of a statement that somebody copies', () => {
    const { judgements } = judged(account("x'; DROP DATABASE labtech; --\\", '%'))
    const text = judgements[0]?.remedy?.steps.map(({ en }) => en).join('\n') ?? ''
    expect(text).toContain("'x''; DROP DATABASE labtech; --\\\\'@'%'")
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [saysAccounts([root])])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [saysAccounts([root], { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('judges each of two servers that contradict each other', () => {
    const evidence = [saysAccounts([root]), saysAccounts([account('root', '%')], { machine: 'DB02' })]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['DB02: root@%', 'RMM01'])
  })

  it('waives one account and keeps failing for the other', () => {
    const evidence = [saysAccounts([account('root', '%'), account('vendor', '%')])]
    const { judgements } = ask(control, 'automate', evidence, { policy: accepting(control.id, 'vendor@%') })
    expect(judgements.map(({ overlay }) => overlay)).toEqual([undefined, 'waived'])
  })
})
