import { describe, expect, it } from 'vitest'
import {
  account,
  mysqlDenied,
  root,
  saysAccounts,
  saysSettings,
  saysVersion,
  windowsSays,
} from '../database-fixture.ts'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databaseUpgradeBlockers as control } from './upgrade-blockers.ts'

const version = saysVersion('8.0.46')
const native = account('emuster', '%', { plugin: 'mysql_native_password', belongsToAutomateUser: true })

describe('database-patched.upgrade-blockers', () => {
  it('passes where nothing stands in the way', () => {
    const { outcome, judgements } = ask(control, 'automate', [version, saysAccounts([root]), saysSettings()])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('ask ConnectWise')
  })

  it('lists accounts with mysql_native_password, and says that Automate converts its own', () => {
    const { judgements } = ask(control, 'automate', [version, saysAccounts([root, native]), saysSettings()])
    expect(judgements).toMatchObject([{ item: 'mysql_native_password', outcome: 'manual', severity: 'low' }])
    expect(judgements[0]?.detail.en).toContain('converted by Automate only')
  })

  it('names five accounts at most', () => {
    const many = Array.from({ length: 7 }, (_, at) => ({ ...native, user: `user${at}` }))
    const { judgements } = ask(control, 'automate', [version, saysAccounts(many), saysSettings()])
    expect(judgements[0]?.detail.en).toContain('accounts: 7')
    expect(judgements[0]?.detail.en).toContain("'user4'@'%' and others")
  })

  it('takes an empty plug-in of an old version for the old password', () => {
    const evidence = [
      saysVersion('5.6.51'),
      saysAccounts([account('root', 'localhost', { plugin: '' })]),
      saysSettings(),
    ]
    expect(ask(control, 'automate', evidence).judgements[0]?.item).toBe('mysql_native_password')
  })

  it('says to keep an sql_mode that is not strict, and never to change it', () => {
    const settings = saysSettings({ sql_mode: 'NO_ENGINE_SUBSTITUTION' })
    const { judgements } = ask(control, 'automate', [version, saysAccounts([root]), settings])
    expect(judgements).toMatchObject([{ item: 'sql_mode', outcome: 'manual' }])
    expect(judgements[0]?.detail.en).toContain('Do not change it')
    expect(judgements[0]?.remedy).toBeUndefined()
    expect(control.remedy.summary.en).toContain('Change nothing now')
  })

  it('names modes that 8.0 does not know, to servers before 8.0 only', () => {
    const settings = saysSettings({ sql_mode: 'STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER' })
    const asked = (text: string) => ask(control, 'automate', [saysVersion(text), saysAccounts([root]), settings])
    expect(asked('5.7.44').judgements[0]?.detail.en).toContain('NO_AUTO_CREATE_USER is gone from 8.0')
    expect(asked('8.0.46').outcome).toBe('pass')
  })

  it('names settings of my.ini that newer lines do not know', () => {
    const file = windowsSays({
      settings: { query_cache_size: '64M', default_authentication_plugin: 'mysql_native_password' },
    })
    const asked = (text: string) =>
      ask(control, 'automate', [saysVersion(text), saysAccounts([root]), saysSettings(), file]).judgements[0]?.detail.en
    expect(asked('5.7.44')).toContain('query_cache_size (8.0), default_authentication_plugin (8.4)')
    expect(asked('8.0.46')).not.toContain('query_cache_size')
  })

  it.each([
    ['MariaDB', saysVersion('10.11.6-MariaDB', { product: 'mariadb' })],
    ['the newest line', saysVersion('9.7.4')],
  ])('does not apply to %s', (_, piece) => {
    expect(ask(control, 'automate', [piece, saysAccounts([native])]).outcome).toBe('not-applicable')
  })

  it.each([
    ['nobody asked', []],
    ['nobody saw the accounts', [version, mysqlDenied('mysql.accounts')]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [version])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const old = [
      saysVersion('8.0.46', { at: lastYear }),
      saysAccounts([root], { at: lastYear }),
      saysSettings({}, { at: lastYear }),
    ]
    const { outcome, overlay } = ask(control, 'automate', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('lists each of two servers that contradict each other', () => {
    const evidence = [version, saysAccounts([root]), saysAccounts([native], { machine: 'DB02' }), saysSettings()]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item }) => item)).toEqual(['DB02: mysql_native_password'])
  })

  it('keeps what is to be done visible when it is waived', () => {
    const evidence = [version, saysAccounts([native]), saysSettings()]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['manual', 'waived'])
  })
})
