import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvidenceFile, writeEvidenceFile } from '../../src/evidence/file.ts'
import { collectMysql, NotEncrypted } from '../../src/evidence/mysql/collect.ts'
import type { MysqlFacts } from '../../src/evidence/mysql/facts.ts'
import { grantStatements } from '../../src/evidence/mysql/grants.ts'
import type { Evidence, Missing } from '../../src/model/evidence.ts'
import { installedMariadb, type Mariadb, mariadbIsInstalled, selfSigned, startMariadb } from './mariadb.ts'

const password = 'PLANTED-reader-password'
const planted = ['PLANTED-reader-password', 'PLANTED-technician', 'PLANTED-customer-password']

/** A database as a neglected Automate server has it; `%` accounts exist because Automate creates them. */
const site = `
CREATE DATABASE labtech;
CREATE TABLE labtech.users (UserID INT PRIMARY KEY, Name VARCHAR(50) CHARACTER SET latin1, Password VARCHAR(200));
CREATE TABLE labtech.passwords (PasswordID INT, Password VARCHAR(200));
INSERT INTO labtech.users VALUES (1, 'EMuster', 'PLANTED-technician');
INSERT INTO labtech.passwords VALUES (1, 'PLANTED-customer-password');
CREATE USER 'emuster'@'%' IDENTIFIED BY 'PLANTED-technician';
GRANT ALL ON labtech.* TO 'emuster'@'%';
CREATE USER 'oldvendor'@'%' IDENTIFIED BY 'PLANTED-technician' PASSWORD EXPIRE INTERVAL 90 DAY;
GRANT FILE, PROCESS ON *.* TO 'oldvendor'@'%' WITH GRANT OPTION;
GRANT INSERT ON mysql.user TO 'oldvendor'@'%';
CREATE USER 'gone'@'localhost' IDENTIFIED BY 'PLANTED-technician' ACCOUNT LOCK;
CREATE USER 'secure'@'10.20.0.%' IDENTIFIED BY 'PLANTED-technician' REQUIRE SSL;
CREATE ROLE keeper;
GRANT SHUTDOWN ON *.* TO keeper;
GRANT keeper TO 'emuster'@'%';
`

describe.skipIf(!mariadbIsInstalled)('the MySQL witness and a real MariaDB (needs mariadbd)', () => {
  let database: Mariadb
  let authority: string

  beforeAll(async () => {
    database = await startMariadb(selfSigned)
    authority = readFileSync(join(database.folder, 'certificate.pem'), 'utf8')
    database.run(site)
    // What the page tells the operator to run, and nothing else.
    const reader = { user: 'bollwerk', host: '127.0.0.1', passwordPlaceholder: password }
    database.run(grantStatements('mariadb', reader).join('\n'))
  }, 90_000)

  afterAll(async () => {
    await database.stop()
  })

  function look(changes: Partial<Parameters<typeof collectMysql>[0]> = {}): Promise<readonly Evidence[]> {
    const { address: host, port } = database
    const access = { host, port, user: 'bollwerk', password, allowUnencrypted: false, timeoutMs: 10_000 }
    return collectMysql({ ...access, signal: new AbortController().signal, now: () => Date.now(), ...changes })
  }

  function seenIn<Name extends keyof MysqlFacts>(evidence: readonly Evidence[], fact: Name): MysqlFacts[Name] {
    const piece = evidence.find((one) => one.fact === fact)
    if (!piece || !('value' in piece)) throw new Error(`${fact} is missing: ${JSON.stringify(piece)}`)
    return piece.value as MysqlFacts[Name]
  }

  it('needs no more than the documented rights to see everything', async () => {
    const evidence = await look({ machine: 'RMM01' })
    const missing = evidence.flatMap((piece): Missing[] => ('missing' in piece ? [piece.missing] : []))
    expect(missing).toEqual([])
    expect(seenIn(evidence, 'mysql.accounts').gaps).toEqual([])
    expect(seenIn(evidence, 'mysql.privileges').gaps).toEqual([])
    expect(seenIn(evidence, 'mysql.databases').complete).toBe(true)
    expect(evidence.every(({ source }) => source.startsWith('RMM01: mysql://127.0.0.1:'))).toBe(true)
  })

  it('says which product and version it is, and whom it looked as', async () => {
    const { product, version, account } = seenIn(await look(), 'mysql.version')
    expect([product, account]).toEqual(['mariadb', 'bollwerk@127.0.0.1'])
    expect(version).toContain(installedMariadb())
  })

  it('sees accounts as they are', async () => {
    const { accounts } = seenIn(await look(), 'mysql.accounts')
    const named = (user: string, host: string) => accounts.find((one) => one.user === user && one.host === host)
    expect(named('root', 'localhost')).toMatchObject({ emptyPassword: true, locked: false })
    expect(named('', 'localhost')).toMatchObject({ emptyPassword: true, belongsToAutomateUser: false })
    expect(named('emuster', '%')).toMatchObject({ emptyPassword: false, belongsToAutomateUser: true })
    expect(named('oldvendor', '%')).toMatchObject({ belongsToAutomateUser: false, passwordLifetime: 90 })
    expect(named('gone', 'localhost')).toMatchObject({ locked: true })
    expect(named('secure', '10.20.0.%')).toMatchObject({ requiresEncryption: true, plugin: 'mysql_native_password' })
    expect(named('keeper', '')).toMatchObject({ role: true, emptyPassword: false })
  })

  it('sees who may do what, on which level', async () => {
    const { everywhere, databases, systemTables, roles } = seenIn(await look(), 'mysql.privileges')
    const vendor = everywhere.find(({ user }) => user === 'oldvendor')
    expect(vendor?.privileges).toEqual(['GRANT OPTION', 'PROCESS', 'FILE'])
    expect(everywhere.find(({ user }) => user === 'keeper')?.privileges).toEqual(['SHUTDOWN'])
    expect(roles).toContainEqual({ user: 'emuster', host: '%', role: { user: 'keeper', host: '' } })
    expect(databases.find(({ user }) => user === 'emuster')).toMatchObject({ database: 'labtech' })
    expect(systemTables).toContainEqual({ user: 'oldvendor', host: '%', table: 'user', privileges: ['INSERT'] })
  })

  it('sees databases, settings and its own connection', async () => {
    const evidence = await look()
    expect(seenIn(evidence, 'mysql.databases').names).toEqual(expect.arrayContaining(['labtech', 'mysql', 'test']))
    expect(seenIn(evidence, 'mysql.settings').variables).toMatchObject({
      bind_address: '127.0.0.1',
      local_infile: 'ON',
    })
    const { protocol, offered, verified, certificateUntil } = seenIn(evidence, 'mysql.encryption')
    expect([protocol, offered, verified]).toEqual(['TLSv1.3', true, false])
    expect(certificateUntil).toMatch(/GMT$/)
  })

  it('checks the certificate where an authority is given, and signs in nowhere else', async () => {
    expect(seenIn(await look({ authority }), 'mysql.encryption').verified).toBe(true)
    const other = execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=other', '-keyout', '/dev/null'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
    await expect(look({ authority: other })).rejects.toMatchObject({ code: 'HANDSHAKE_SSL_ERROR' })
  })

  it('writes a file that reads back, with no secret of the database in it', async () => {
    const text = writeEvidenceFile({
      schema: 'bollwerk.evidence/1',
      site: 'x',
      tool: { version: '1' },
      evidence: await look(),
    })
    expect(readEvidenceFile(text)).toMatchObject({ ok: true, value: { notes: [] } })
    for (const secret of planted) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/\*[0-9A-F]{40}/)
    expect(text).not.toContain('authentication_string')
  })

  it('changes nothing: its session cannot write', async () => {
    database.run("GRANT INSERT ON labtech.passwords TO 'bollwerk'@'127.0.0.1'")
    const { openLine } = await import('../../src/evidence/mysql/connection/collect.ts')
    const { address: host, port } = database
    const signal = new AbortController().signal
    const line = await openLine({
      host,
      port,
      user: 'bollwerk',
      password,
      allowUnencrypted: false,
      timeoutMs: 5000,
      signal,
    })
    try {
      expect(await line.ask('INSERT INTO labtech.passwords VALUES (2, NULL)')).toMatchObject({
        missing: { detail: 'MySQL error 1792' },
      })
    } finally {
      line.close()
      database.run("REVOKE INSERT ON labtech.passwords FROM 'bollwerk'@'127.0.0.1'")
    }
  })

  it('says what it may not see, each in its place', async () => {
    database.run(`CREATE USER 'little'@'127.0.0.1' IDENTIFIED BY '${password}'`)
    const evidence = await look({ user: 'little' })
    const denied = evidence.flatMap((piece) => ('missing' in piece ? [[piece.fact, piece.missing.reason]] : []))
    expect(denied).toEqual([
      ['mysql.accounts', 'denied'],
      ['mysql.privileges', 'denied'],
    ])
    expect(seenIn(evidence, 'mysql.databases').complete).toBe(false)
    expect(seenIn(evidence, 'mysql.version').product).toBe('mariadb')
  })

  it('throws where it may not sign in, without a word of the password', async () => {
    const failure = await look({ password: 'PLANTED-wrong' }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ errno: 1045 })
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('PLANTED-wrong')
  })
})

describe.skipIf(!mariadbIsInstalled)('a MariaDB without encryption (needs mariadbd)', () => {
  it('is signed in to only where that was allowed', async () => {
    const database = await startMariadb()
    try {
      database.run(`CREATE USER 'little'@'127.0.0.1' IDENTIFIED BY '${password}'`)
      const { address: host, port } = database
      const access = { host, port, user: 'little', password, timeoutMs: 5000, now: () => 0 }
      const signal = new AbortController().signal
      await expect(collectMysql({ ...access, allowUnencrypted: false, signal })).rejects.toBeInstanceOf(NotEncrypted)
      const evidence = await collectMysql({ ...access, allowUnencrypted: true, signal })
      expect(evidence.find(({ fact }) => fact === 'mysql.encryption')).toMatchObject({
        value: { offered: false, protocol: null, cipher: null, verified: false },
      })
    } finally {
      await database.stop()
    }
  }, 90_000)
})
