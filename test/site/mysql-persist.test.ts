import { afterEach, describe, expect, it } from 'vitest'
import { musterMsp } from '../../src/controls/question-fixture.ts'
import type { Step } from '../../src/hardening/change.ts'
import type { Ground } from '../../src/hardening/ground.ts'
import { mysqlGrounds } from '../../src/hardening/grounds/mysql.ts'
import type { Planned } from '../../src/hardening/planner.ts'
import { mysqlPlanner } from '../../src/hardening/planners/mysql.ts'
import type { Finding } from '../../src/model/assessment.ts'
import { readingAt } from './database-reading.ts'
import { type PersistingMysql, playPersistingMysql } from './persisting-mysql.ts'

type SettingStep = Extract<Step, { kind: 'mysql-setting' }>

const localInfile: SettingStep = {
  kind: 'mysql-setting',
  name: 'local_infile',
  before: 'ON',
  after: 'OFF',
  persisted: true,
}

const versions = ['8.0.46', '8.4.13', '9.7.4', '26.10.0', '8.0.45-36']

let server: PersistingMysql | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function play(version: string, failing?: (sql: string) => boolean): Promise<PersistingMysql> {
  server = await playPersistingMysql(version, { local_infile: 'ON', log_error_verbosity: '2' }, failing)
  return server
}

function access(port: number) {
  const signal = new AbortController().signal
  return { host: '127.0.0.1', port, user: 'keeper', password: 'x', allowUnencrypted: true, timeoutMs: 5000, signal }
}

function groundAt({ port }: PersistingMysql): Ground<'mysql-setting'> {
  return mysqlGrounds({ access: access(port), language: 'en' })['mysql-setting']
}

const finding: Finding = {
  id: 'database-patched.settings/automate/local_infile',
  control: 'database-patched.settings',
  version: 1,
  measure: 'database-patched',
  subject: 'automate',
  item: 'local_infile',
  outcome: 'fail',
  severity: 'medium',
  title: '',
  detail: '',
  evidence: [],
  remedy: { summary: '', steps: [], automatic: false },
  references: [],
  mappings: [],
}

function planAt({ port }: PersistingMysql): Promise<Planned> {
  return readingAt(access(port), (query) => {
    const reach = { readFile: () => Promise.reject(new Error('no files here')), query }
    return mysqlPlanner.plan({ findings: [finding], policy: musterMsp, reach, language: 'en', keepAccess: [] })
  })
}

describe.each(versions)('a setting of MySQL %s (played from its manual)', (version) => {
  it('is planned as one that the server keeps, with nothing left to do', async () => {
    const { changes, left } = await planAt(await play(version))
    expect(changes.flatMap(({ steps }) => steps)).toEqual([localInfile])
    expect(left).toEqual([])
    expect(changes[0]?.affected).not.toContain('restart')
  })

  it('holds at once and over a restart, and is unkept again on the way back', async () => {
    const played = await play(version)
    const ground = groundAt(played)
    expect(await ground.standing(localInfile)).toBe('before')
    await ground.move(localInfile, 'after')
    expect(await ground.standing(localInfile)).toBe('after')
    played.restart()
    expect(await ground.standing(localInfile)).toBe('after')
    await ground.move(localInfile, 'before')
    expect(await ground.standing(localInfile)).toBe('before')
    expect([played.running.get('local_infile'), played.kept.size]).toEqual(['ON', 0])
    played.restart()
    expect(await ground.standing(localInfile)).toBe('before')
  })
})

describe('a setting that MySQL keeps', () => {
  it('is brought back whole where the way back broke off in the middle', async () => {
    let broken = true
    const played = await play('8.4.13', (sql) => broken && sql.startsWith('RESET'))
    const ground = groundAt(played)
    await ground.move(localInfile, 'after')
    await expect(ground.move(localInfile, 'before')).rejects.toThrow('did not do this')
    expect(await ground.standing(localInfile)).toBe('other')
    broken = false
    await ground.restore(localInfile, '', '')
    expect(await ground.standing(localInfile)).toBe('before')
  })

  it('stays where somebody else kept a value for it, and is not even planned', async () => {
    const played = await play('8.0.46')
    played.kept.set('local_infile', 'ON')
    expect(await groundAt(played).standing(localInfile)).toBe('other')
    const { changes, left } = await planAt(played)
    expect(changes).toEqual([])
    expect(left[0]?.reason.en).toContain('SET PERSIST')
  })

  it('is not brought back over a value of somebody else', async () => {
    const played = await play('8.0.46')
    played.running.set('local_infile', 'DEMAND')
    await expect(groundAt(played).restore(localInfile, '', '')).rejects.toThrow('does not come from Bollwerk')
    expect(played.running.get('local_infile')).toBe('DEMAND')
  })

  it.each([
    ['a setting that this version does not have', { name: 'log_raw' }, 'does not know'],
    ['a step for a version that keeps nothing', { persisted: false }, 'another version'],
    ['sql_mode', { name: 'sql_mode', before: 'x', after: 'y' }, 'strict mode'],
  ])('is not changed by %s', async (_, change, reason) => {
    const played = await play('8.0.46')
    await expect(groundAt(played).move({ ...localInfile, ...change }, 'after')).rejects.toThrow(reason)
    expect(played.asked.filter((sql) => /^(SET (GLOBAL|PERSIST)|RESET)/.test(sql))).toEqual([])
  })
})

describe('a database whose version is not known', () => {
  it('is left alone', async () => {
    const played = await play('8.0.11-TiDB-v7.5.0')
    await expect(groundAt(played).standing(localInfile)).rejects.toThrow('does not know this database')
    expect((await planAt(played)).changes).toEqual([])
  })
})
