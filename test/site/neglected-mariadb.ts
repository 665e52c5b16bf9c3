import { databaseAccounts } from '../../src/controls/database-patched/accounts.ts'
import { databaseEncryption } from '../../src/controls/database-patched/encryption.ts'
import { databasePrivileges } from '../../src/controls/database-patched/privileges.ts'
import { databaseSettings } from '../../src/controls/database-patched/settings.ts'
import { musterMsp, noon } from '../../src/controls/question-fixture.ts'
import { assessed } from '../../src/controls/site-fixture.ts'
import { collectMysql } from '../../src/evidence/mysql/collect.ts'
import type { DatabaseAccess } from '../../src/evidence/mysql/connection/collect.ts'
import type { Step } from '../../src/hardening/change.ts'
import type { Ground } from '../../src/hardening/ground.ts'
import { mysqlGrounds } from '../../src/hardening/grounds/mysql.ts'
import type { Query } from '../../src/hardening/grounds/mysql-look.ts'
import type { Planned, Reach } from '../../src/hardening/planner.ts'
import { mysqlPlanner } from '../../src/hardening/planners/mysql.ts'
import type { Finding } from '../../src/model/assessment.ts'
import { readingAt } from './database-reading.ts'
import { type Mariadb, startMariadb } from './mariadb.ts'

const password = 'PLANTED-keeper-password'

/** A neglected database: nameless accounts and root without a password come with the installation. */
const site = `
CREATE DATABASE labtech;
CREATE DATABASE reports;
CREATE TABLE labtech.users (UserID INT PRIMARY KEY, Name VARCHAR(50) CHARACTER SET latin1);
INSERT INTO labtech.users VALUES (1, 'EMuster'), (2, 'PHuber');
CREATE USER 'emuster'@'%' IDENTIFIED BY 'PLANTED-technician';
GRANT ALL ON labtech.* TO 'emuster'@'%';
CREATE USER 'phuber'@'%';
CREATE USER 'backup'@'10.20.0.9';
GRANT SELECT ON reports.* TO 'backup'@'10.20.0.9' WITH GRANT OPTION;
CREATE USER 'agent'@'localhost';
GRANT SELECT ON \`lab%\`.* TO 'agent'@'localhost';
CREATE USER 'oldvendor'@'%' IDENTIFIED BY 'PLANTED-technician';
GRANT FILE ON *.* TO 'oldvendor'@'%';
CREATE USER 'logger'@'127.0.0.1';
CREATE USER 'gone'@'localhost' ACCOUNT LOCK;
CREATE ROLE helper;
`

/** Who changes, with no more rights than docs/hardening-mysql.md names. */
const keeper = `
CREATE USER 'keeper'@'127.0.0.1' IDENTIFIED BY '${password}';
GRANT PROCESS, SUPER, CREATE USER, SHOW DATABASES ON *.* TO 'keeper'@'127.0.0.1';
GRANT SELECT ON mysql.* TO 'keeper'@'127.0.0.1';
GRANT SELECT (Name) ON labtech.users TO 'keeper'@'127.0.0.1';
`

/** The neglected database, and everything that hardening does with it. */
export interface NeglectedMariadb {
  readonly database: Mariadb
  access(changes?: Partial<DatabaseAccess>): DatabaseAccess
  readFor<Value>(work: (query: Query) => Promise<Value>): Promise<Value>
  /** What the controls of the measure find now. */
  findings(): Promise<readonly Finding[]>
  plan(reach?: Partial<Reach>): Promise<Planned>
  ground<Kind extends DatabaseStep['kind']>(kind: Kind, changes?: Partial<DatabaseAccess>): Ground<Kind>
  state(): Promise<object>
}

export type DatabaseStep = Extract<Step, { kind: 'mysql-setting' | 'mysql-account' }>

export async function startNeglected(options?: (folder: string) => readonly string[]): Promise<NeglectedMariadb> {
  const database = await startMariadb(options)
  database.run(site + keeper)
  const access = (changes: Partial<DatabaseAccess> = {}): DatabaseAccess => ({
    host: database.address,
    port: database.port,
    user: 'keeper',
    password,
    allowUnencrypted: options === undefined,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    ...changes,
  })
  const readFor: NeglectedMariadb['readFor'] = (work) => readingAt(access(), work)
  const findings = async (): Promise<readonly Finding[]> => {
    const evidence = await collectMysql({ ...access(), machine: 'RMM01', now: () => noon - 1000 })
    const controls = [databaseSettings, databaseAccounts, databasePrivileges, databaseEncryption]
    return assessed(controls, evidence).findings.filter(({ outcome }) => outcome === 'fail')
  }
  return {
    database,
    access,
    readFor,
    findings,
    ground: (kind, changes) => mysqlGrounds({ access: access(changes), language: 'en' })[kind] as never,
    plan: async (reach = {}) =>
      readFor(async (query) =>
        mysqlPlanner.plan({
          findings: await findings(),
          policy: musterMsp,
          reach: { readFile: () => Promise.reject(new Error('no files here')), query, ...reach },
          language: 'en',
          keepAccess: [],
        }),
      ),
    state: () => readFor(stateOf),
  }
}

/** What counts connections and time. */
const moving = /^(gtid_|timestamp$|rand_seed|last_|pseudo_|innodb_.*(lsn|now))/

/**
 * Everything that could have been changed: all global variables, all accounts and all their privileges. MariaDB keeps
 * an account as JSON and writes defaults out when it touches one (`account_locked: false` where nothing stood): both
 * mean the same, and only there are they taken for the same.
 */
async function stateOf(query: Query): Promise<object> {
  const variables = await query('SHOW GLOBAL VARIABLES')
  const accounts = await query('SELECT User AS user, Host AS host, Priv AS priv FROM mysql.global_priv ORDER BY 1, 2')
  const tables = ['db', 'tables_priv', 'columns_priv', 'procs_priv', 'proxies_priv', 'roles_mapping']
  const rights: Record<string, unknown> = {}
  for (const table of tables) rights[table] = await query(`SELECT * FROM mysql.${table} ORDER BY 1, 2, 3`)
  return {
    variables: variables.filter((row) => !moving.test(String(row['Variable_name']))),
    accounts: accounts.map(({ priv, ...name }) => ({
      ...name,
      ...unwritten,
      ...JSON.parse(String(priv)),
      version_id: 0,
    })),
    rights,
  }
}

const unwritten = { access: 0, plugin: 'mysql_native_password', authentication_string: '', account_locked: false }
