import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grants } from '../../src/evidence/automate/sql/statements.ts'
import { readEvidenceFile } from '../../src/evidence/file.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { freePort, isInstalled, type Service, serviceFolder, startService } from './running-service.ts'

const address = '127.0.0.1'
const env = { PATH: `${process.env['PATH']}:/usr/sbin` }
const password = 'lab-mark-db-password-19'
const account = "'bollwerk'@'127.0.0.1'"

/** Values that no statement may touch; the account has no right to read them either. */
const secrets = ['lab-mark-user-hash', 'lab-mark-customer', 'lab-mark-server-id', password]

/** A small part of the schema as automate.md §4 describes it. `schema changes with each patch` is the second one. */
const schemas: Readonly<Record<string, string>> = {
  labtech: `
    CREATE TABLE users (UserID INT, Name VARCHAR(64), Password VARCHAR(200), ClientID VARCHAR(200), Last_Date DATETIME);
    INSERT INTO users VALUES (1,'admin','lab-mark-user-hash','1','2026-11-20 08:00:00'),(2,'sklein','lab-mark-user-hash','2,3',NULL),(3,'Günter','lab-mark-user-hash','',NULL);
    CREATE TABLE userclasses (ClassID INT, Name VARCHAR(64), Permissions BIGINT, PermissionsHigh BIGINT);
    INSERT INTO userclasses VALUES (1,'Super Admin',-1,0),(2,'Almost Super Admin',8934384919677763566,4485869464436223),(3,'API',0,0);
    CREATE TABLE computers (ComputerID INT, Name VARCHAR(64), LastContact DATETIME);
    INSERT INTO computers VALUES (1,'PC1',NOW()),(2,'PC2',NOW() - INTERVAL 2 DAY),(3,'PC3',NOW() - INTERVAL 200 DAY),(4,'PC4',NULL);
    CREATE TABLE config (ServerID VARCHAR(64), ServerName VARCHAR(64), DBVersion VARCHAR(20));
    INSERT INTO config VALUES ('lab-mark-server-id','RMM01','250.436');
    CREATE TABLE lt_patchinformation (Id INT, WebServerPatchVersion VARCHAR(20), RemoteAgentPatchVersion VARCHAR(20), LastPatchedDate DATETIME);
    INSERT INTO lt_patchinformation VALUES (1,'24.0.331','240.331','2024-11-02 20:00:00'),(2,'25.0.436','250.436','2025-11-30 20:00:00');
    CREATE TABLE plugins (Name VARCHAR(64), Version VARCHAR(20), License VARCHAR(64));
    INSERT INTO plugins VALUES ('Report Manager','2.1','lab-mark-customer');
    CREATE TABLE passwords (PasswordID INT, Title VARCHAR(64), Password BLOB);
    INSERT INTO passwords VALUES (1,'Firewall','lab-mark-customer');`,
  oldtech: `
    CREATE TABLE Users (userid INT, name VARCHAR(64), password VARCHAR(200));
    INSERT INTO Users VALUES (1,'admin','lab-mark-user-hash');
    CREATE TABLE userclasses (ClassID INT, Name VARCHAR(64), Permissions BIGINT);
    CREATE TABLE computers (ComputerID INT, LastContact DATETIME);`,
}

describe.skipIf(!isInstalled('mariadbd'))('bollwerk collect automate, from a real MariaDB (needs mariadbd)', () => {
  let service: Service
  let port: number
  let socket: string
  const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-automate-sql-'))

  beforeAll(async () => {
    const folder = serviceFolder()
    port = await freePort(address)
    socket = join(folder, 'socket')
    const root = process.getuid?.() === 0 ? ['--user=root'] : []
    const files = ['--no-defaults', `--datadir=${join(folder, 'db')}`, ...root]
    execFileSync('mariadb-install-db', [...files, '--auth-root-authentication-method=normal'], { env, stdio: 'ignore' })
    const network = [`--bind-address=${address}`, `--port=${port}`, `--socket=${socket}`, '--skip-name-resolve']
    const log = ['--general-log', `--general-log-file=${join(folder, 'queries.log')}`]
    service = await startService(['mariadbd', ...files, ...network, ...log], { folder, address, port })
    const filled = Object.entries(schemas).map(([name, tables]) => `CREATE DATABASE ${name}; USE ${name}; ${tables}`)
    const rights = grants('labtech', account).join('\n').replace('<a long random password>', password)
    sql(`${filled.join('\n')}\n${rights}\nGRANT SELECT ON oldtech.* TO ${account};`)
    const policy =
      'site: X\nlanguage: en\ntechnicians: []\nservers:\n  automate:\n    host: a.example\n    origin: https://10.0.0.1\n'
    writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  }, 90_000)

  afterAll(async () => {
    await service?.stop()
    rmSync(cwd, { recursive: true })
  })

  function sql(text: string): string {
    return execFileSync(
      'mariadb',
      ['--no-defaults', '--default-character-set=utf8mb4', `--socket=${socket}`, '-uroot'],
      {
        env,
        input: text,
        encoding: 'utf8',
      },
    )
  }

  function collect(more: readonly string[] = [], secret = password): Promise<Answer> {
    rmSync(join(cwd, 'evidence'), { recursive: true, force: true })
    const flags = ['--user', 'bollwerk', '--database', `tcp://${address}:${port}`, ...more]
    return bollwerk(['collect', 'automate', ...flags], { cwd, env: { BOLLWERK_AUTOMATE_DATABASE_PASSWORD: secret } })
  }

  function kept(): { evidence: readonly Evidence[]; text: string } {
    const text = readFileSync(join(cwd, 'evidence', readdirSync(join(cwd, 'evidence'))[0] ?? ''), 'utf8')
    const file = readEvidenceFile(text)
    if (!file.ok) throw new Error(file.problem.en)
    return { evidence: file.value.evidence, text }
  }

  it('reads with the documented rights what the tables tell, and no secret', async () => {
    const { code, stdout, stderr } = await collect()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { evidence, text } = kept()
    const values = Object.fromEntries(evidence.map((piece) => [piece.fact, 'value' in piece ? piece.value : piece]))
    expect(values['automate.users']).toMatchObject({
      by: 'sql',
      users: [
        { id: '1', name: 'admin', classes: ['1'], integrator: null, lastSignIn: null },
        { name: 'sklein', classes: ['2', '3'] },
        { name: 'Günter', classes: [] },
      ],
    })
    expect(values['automate.user-classes']).toMatchObject({
      classes: [{ superAdmin: true }, { name: 'Almost Super Admin', superAdmin: false }, { superAdmin: false }],
    })
    expect(values['automate.agents']).toMatchObject({ total: 4, recent: 2, versions: null })
    expect(values['automate.patch-level']).toMatchObject({
      webServer: '25.0.436',
      windowsAgent: '250.436',
      schema: '250.436',
    })
    expect(values['automate.plugins']).toMatchObject({
      plugins: [{ name: 'Report Manager', version: '2.1', enabled: null }],
    })
    expect(evidence[0]?.source).toBe('127.0.0.1: SQL labtech.lt_patchinformation')
    for (const secret of secrets) expect(`${text}${stdout}${stderr}`).not.toContain(secret)
  }, 30_000)

  it('sends nothing but reading statements, and none that could see a secret', async () => {
    await collect()
    const log = readFileSync(join(service.folder, 'queries.log'), 'utf8')
    const [, session = ''] = log.split('Connect\tbollwerk').slice(-2)
    const ours = session.split('\n').filter((line) => / Query\t/.test(line))
    expect(ours).toHaveLength(8)
    expect(ours.map((line) => /Query\t(\w+)/.exec(line)?.[1])).toEqual([
      'SET',
      ...Array.from({ length: 7 }, () => 'SELECT'),
    ])
    expect(ours.join('\n')).not.toMatch(/Password|ServerID|\*\s+FROM|License/)
  }, 30_000)

  it('gives an account that cannot read passwords, whatever it asks', () => {
    const ask = (statement: string): string => {
      const client = [
        '--no-defaults',
        `-h${address}`,
        `-P${port}`,
        '-ubollwerk',
        `-p${password}`,
        'labtech',
        '-e',
        statement,
      ]
      return execFileSync('mariadb', client, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    }
    expect(ask('SELECT Name FROM users')).toContain('admin')
    for (const statement of [
      'SELECT Password FROM users',
      'SELECT * FROM passwords',
      'SELECT ServerID FROM config',
      'DELETE FROM plugins',
    ])
      expect(() => ask(statement), statement).toThrow()
  })

  it('says which tables or columns a schema lacks', async () => {
    const { code, stderr } = await collect(['--database-name', 'oldtech'])
    expect(code).toBe(3)
    expect(stderr).toContain('automate.users is missing: not there (users)')
    const { evidence } = kept()
    expect(evidence.find(({ fact }) => fact === 'automate.agents')).toMatchObject({ value: { total: 0, recent: 0 } })
    expect(evidence.find(({ fact }) => fact === 'automate.patch-level')).toMatchObject({
      missing: { reason: 'absent' },
    })
  }, 30_000)

  it('signs in to another machine over an encrypted connection only', async () => {
    const elsewhere = [
      'collect',
      'automate',
      '--user',
      'bollwerk',
      '--database',
      'tcp://192.0.2.10:3306',
      '--lang',
      'en',
    ]
    const env = { BOLLWERK_AUTOMATE_DATABASE_PASSWORD: password }
    const { code, stderr } = await bollwerk(elsewhere, { cwd, env })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^Without --authority the connection to 192\.0\.2\.10 would not be encrypted/m)
  }, 30_000)

  it.each([
    ['a wrong password', [], 'x', /denied \(ER_ACCESS_DENIED_ERROR\)/],
    ['another database', ['--database-name', 'mysql'], password, /denied \(ER_DBACCESS_DENIED_ERROR\)/],
    ['a name that is none', ['--database-name', 'a`;DROP'], password, /letters, digits and underscores/],
    ['a port where nobody listens', ['--database', 'tcp://127.0.0.1:9'], password, /--database/],
  ])(
    'keeps nothing with %s',
    async (_, more, secret, sentence) => {
      const { code, stderr } = await collect(more, secret)
      expect(code).toBeGreaterThan(1)
      expect(stderr).toMatch(sentence)
      expect(readdirSync(cwd)).not.toContain('evidence')
    },
    30_000,
  )
})
