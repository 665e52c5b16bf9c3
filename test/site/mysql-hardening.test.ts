import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLine } from '../../src/evidence/mysql/connection/collect.ts'
import type { Change, Step } from '../../src/hardening/change.ts'
import { mariadbIsInstalled, selfSigned } from './mariadb.ts'
import { type DatabaseStep, type NeglectedMariadb, startNeglected } from './neglected-mariadb.ts'

type SettingStep = Extract<Step, { kind: 'mysql-setting' }>
type AccountStep = Extract<Step, { kind: 'mysql-account' }>

const accounts = 'database-patched.accounts/automate'
const settings = 'database-patched.settings/automate'

const localInfile: SettingStep = {
  kind: 'mysql-setting',
  name: 'local_infile',
  before: 'ON',
  after: 'OFF',
  persisted: false,
}

function locking(user: string, host: string): AccountStep {
  return { kind: 'mysql-account', user, host, property: 'locked', before: false, after: true }
}

describe.skipIf(!mariadbIsInstalled)('hardening a real MariaDB (needs mariadbd)', () => {
  let site: NeglectedMariadb

  beforeAll(async () => {
    site = await startNeglected(selfSigned)
  })

  beforeEach(() => {
    site.database.run('SET GLOBAL local_infile = ON; SET GLOBAL general_log = ON;')
  })

  afterAll(async () => {
    await site.database.stop()
  })

  async function move(step: DatabaseStep, to: 'before' | 'after'): Promise<string> {
    if (step.kind === 'mysql-setting') {
      await site.ground(step.kind).move(step, to)
      return site.ground(step.kind).standing(step)
    }
    await site.ground(step.kind).move(step, to)
    return site.ground(step.kind).standing(step)
  }

  function stepsOf(changes: readonly Change[]): readonly DatabaseStep[] {
    return changes.flatMap(({ steps }) => steps) as readonly DatabaseStep[]
  }

  async function leftOf(finding: string): Promise<string | undefined> {
    return (await site.plan()).left.find((one) => one.finding === finding)?.reason.en
  }

  it('plans what is safe, and says of everything else why it stays', async () => {
    const { changes, left } = await site.plan()
    const nameless = changes.filter(({ id }) => id.startsWith(`${accounts}/@`))
    expect(nameless.map(({ id }) => id)).toContain(`${accounts}/@localhost`)
    expect(changes.filter((change) => !nameless.includes(change)).map(({ id }) => id)).toEqual([
      `${accounts}/backup@10.20.0.9`,
      `${accounts}/logger@127.0.0.1`,
      `${settings}/local_infile`,
      `${settings}/general_log`,
    ])
    const found = (await site.findings()).map(({ id }) => id)
    const answered = [...changes.map(({ id }) => id), ...left.map(({ finding }) => finding)]
    expect([...new Set(answered)].sort()).toEqual([...found].sort())
    expect(JSON.stringify({ changes, left })).not.toMatch(/PLANTED|\*[0-9A-F]{40}/)
  })

  it('shows before and after, whom it touches and whom it locks out', async () => {
    const { changes } = await site.plan()
    const of = (id: string): Change | undefined => changes.find((change) => change.id === id)
    expect(of(`${settings}/local_infile`)).toMatchObject({
      shown: [{ place: 'MySQL local_infile', before: 'local_infile = ON', after: 'local_infile = OFF' }],
      affected: expect.stringContaining('only until the database restarts'),
      lockedOut: [],
    })
    expect(of(`${accounts}/backup@10.20.0.9`)).toMatchObject({
      shown: [{ before: 'ACCOUNT UNLOCK', after: 'ACCOUNT LOCK' }],
      affected: expect.stringContaining('Not Automate'),
      lockedOut: ["Whoever signs in as 'backup'@'10.20.0.9'"],
    })
  })

  it('leaves the line in my.ini to a person, since MariaDB forgets at a restart', async () => {
    expect(await leftOf(`${settings}/local_infile`)).toContain('local-infile=0')
    expect(await leftOf(`${settings}/general_log`)).toContain('The old log file')
  })

  it.each([
    ['root, with which Automate may sign in', 'root@localhost', 'never locks'],
    ['an account of an Automate user', 'phuber@%', 'belongs to an Automate user'],
    ['an account that may use labtech by a pattern', 'agent@localhost', 'database of Automate'],
    ['an account with a password', 'oldvendor@%', 'has a password'],
    ['the database test', 'test-database', 'deletes no database'],
  ])('never touches %s', async (_, item, reason) => {
    expect(await leftOf(`${accounts}/${item}`)).toContain(reason)
  })

  it('never touches the account that the registry names as that of Automate', async () => {
    const readRegistry = (key: string, name: string) =>
      Promise.resolve(
        key === 'HKLM\\SOFTWARE\\LabTech\\Agent' && name === 'User'
          ? ({ type: 'REG_SZ', data: 'Backup' } as const)
          : null,
      )
    const { changes, left } = await site.plan({ readRegistry })
    expect(changes.map(({ id }) => id)).not.toContain(`${accounts}/backup@10.20.0.9`)
    expect(left.find(({ finding }) => finding.endsWith('backup@10.20.0.9'))?.reason.en).toContain('signs in with')
  })

  it('goes there, which the controls confirm, and back, which leaves everything as it was', async () => {
    const before = await site.state()
    const { changes } = await site.plan()
    const steps = stepsOf(changes)
    expect(steps.length).toBeGreaterThan(4)
    for (const step of steps) expect(await move(step, 'after')).toBe('after')
    const open = (await site.findings()).map(({ id }) => id)
    for (const { verify } of changes)
      for (const { findings } of verify) expect(open).not.toEqual(expect.arrayContaining([...findings]))
    expect(await site.state()).not.toEqual(before)
    for (const step of steps.toReversed()) expect(await move(step, 'before')).toBe('before')
    expect(await site.state()).toEqual(before)
    expect((await site.plan()).changes).toEqual(changes)
  })

  it('keeps a locked account from signing in, and lets it in again afterwards', async () => {
    const step = locking('logger', '127.0.0.1')
    const signIn = async (): Promise<void> => (await openLine(site.access({ user: 'logger', password: '' }))).close()
    await move(step, 'after')
    await expect(signIn()).rejects.toMatchObject({ errno: 4151 })
    await move(step, 'before')
    await signIn()
  })

  it('stops where somebody else was there in the meantime', async () => {
    const step: SettingStep = { ...localInfile, before: 'ON' }
    site.database.run('SET GLOBAL local_infile = OFF')
    expect(await site.ground('mysql-setting').standing(step)).toBe('after')
    site.database.run("ALTER USER 'backup'@'10.20.0.9' ACCOUNT LOCK")
    expect(await site.ground('mysql-account').standing(locking('backup', '10.20.0.9'))).toBe('after')
    site.database.run("ALTER USER 'backup'@'10.20.0.9' ACCOUNT UNLOCK")
  })

  it.each<[string, Partial<SettingStep>, string]>([
    ['sql_mode', { name: 'sql_mode', before: 'ON' }, 'strict mode'],
    ['lower_case_table_names', { name: 'lower_case_table_names', before: '0', after: '1' }, 'tables'],
    ['a setting that does not exist', { name: 'local_infiles' }, 'not on the list'],
    ['a setting that MariaDB does not know', { name: 'log_error_verbosity', before: '1', after: '2' }, 'does not know'],
    ['a setting that can only be read', { name: 'have_symlink', before: 'YES', after: 'DISABLED' }, 'not on the list'],
    ['a value that the server would refuse', { after: 'SOMETIMES' }, 'only from ON to OFF'],
    ['the way to what is unsafe', { before: 'OFF', after: 'ON' }, 'only from ON to OFF'],
    ['what only MySQL can keep', { persisted: true }, 'another version'],
    ['a name that is a statement', { name: 'local_infile = 1; DROP DATABASE labtech; --' }, 'not on the list'],
  ])('refuses %s before anything changes', async (_, change, reason) => {
    const before = await site.state()
    const step = { ...localInfile, ...change }
    const ground = site.ground('mysql-setting')
    await expect(ground.standing(step)).rejects.toThrow(reason)
    for (const side of ['after', 'before'] as const) await expect(ground.move(step, side)).rejects.toThrow(reason)
    await expect(ground.restore(step, '', '')).rejects.toThrow(reason)
    expect(await site.state()).toEqual(before)
  })

  it.each<[string, Partial<AccountStep>, string]>([
    ['root', { user: 'root', host: 'localhost' }, 'never locks'],
    ['Root', { user: 'Root', host: 'localhost' }, 'never locks'],
    ['the account of the server itself', { user: 'mariadb.sys', host: 'localhost' }, 'server itself'],
    ['an account that does not exist', { user: 'nobody', host: '%' }, 'no such account'],
    ['the same name from elsewhere', { user: 'backup', host: '%' }, 'no such account'],
    ['a role', { user: 'helper', host: '' }, 'no such account'],
    ['a name with a NUL', { user: 'back\0up', host: '%' }, 'no such account'],
    ['unlocking', { user: 'gone', host: 'localhost', before: true, after: false }, 'only locks'],
  ])('refuses %s before anything changes, whoever wrote it into the plan', async (_, change, reason) => {
    const before = await site.state()
    const step = { ...locking('backup', '10.20.0.9'), ...change }
    const ground = site.ground('mysql-account')
    await expect(ground.standing(step)).rejects.toThrow(reason)
    for (const side of ['after', 'before'] as const) await expect(ground.move(step, side)).rejects.toThrow(reason)
    expect(await site.state()).toEqual(before)
  })

  it.each([
    ['the account that Bollwerk uses', 'keeper', '127.0.0.1', 'lock itself out'],
    ['an account of an Automate user', 'emuster', '%', 'Automate user'],
    ['an account that may use labtech', 'agent', 'localhost', 'database of Automate'],
    ['an account that may do something everywhere', 'oldvendor', '%', 'database of Automate'],
  ])('does not lock %s, even if a plan says so', async (_, user, host, reason) => {
    const before = await site.state()
    await expect(site.ground('mysql-account').move(locking(user, host), 'after')).rejects.toThrow(reason)
    expect(await site.state()).toEqual(before)
  })

  it('does not lock an account while somebody is signed in with it', async () => {
    const line = await openLine(site.access({ user: 'logger', password: '' }))
    try {
      const step = locking('logger', '127.0.0.1')
      await expect(site.ground('mysql-account').move(step, 'after')).rejects.toThrow('right now')
      expect(await leftOf(`${accounts}/logger@127.0.0.1`)).toContain('right now')
    } finally {
      line.close()
    }
  })

  it('does not lock a nameless account while a stranger is signed in', async () => {
    const line = await openLine(site.access({ user: 'stranger', password: '' }))
    try {
      expect(await leftOf(`${accounts}/@localhost`)).toContain('right now')
    } finally {
      line.close()
    }
  })

  it('locks nothing where it may not see who is signed in', async () => {
    site.database.run("REVOKE PROCESS ON *.* FROM 'keeper'@'127.0.0.1'")
    try {
      const { changes, left } = await site.plan()
      expect(changes.map(({ id }) => id).filter((id) => id.startsWith(accounts))).toEqual([])
      expect(left.find(({ finding }) => finding === `${accounts}/backup@10.20.0.9`)?.reason.en).toContain('PROCESS')
    } finally {
      site.database.run("GRANT PROCESS ON *.* TO 'keeper'@'127.0.0.1'")
    }
  })

  it('says so where it lacks the right to change, and nothing has changed', async () => {
    site.database.run("REVOKE SUPER, CREATE USER ON *.* FROM 'keeper'@'127.0.0.1'")
    try {
      const before = await site.state()
      await expect(site.ground('mysql-setting').move(localInfile, 'after')).rejects.toThrow('MySQL error 1227')
      const step = locking('backup', '10.20.0.9')
      await expect(site.ground('mysql-account').move(step, 'after')).rejects.toThrow('MySQL error 1227')
      expect(await site.state()).toEqual(before)
    } finally {
      site.database.run("GRANT SUPER, CREATE USER ON *.* TO 'keeper'@'127.0.0.1'")
    }
  })

  it('plans nothing without a way to the database, or where it does not answer', async () => {
    const { changes, left } = await site.plan({ query: () => Promise.reject(new Error('connection refused')) })
    expect(changes).toEqual([])
    expect(left.every(({ reason }) => reason.en.includes('connection refused'))).toBe(true)
    expect(left).toHaveLength((await site.findings()).length)
  })
})
