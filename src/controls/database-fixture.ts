import type {
  DatabaseAccount,
  DatabaseAccountsFact,
  DatabaseEncryptionFact,
  DatabasePrivilegesFact,
  DatabaseVersionFact,
} from '../evidence/mysql/facts.ts'
import type { DatabaseServiceFact } from '../evidence/windows/facts.ts'
import type { Evidence, Missing } from '../model/evidence.ts'
import { inside, notInside, seen } from './question-fixture.ts'

interface Where {
  readonly machine?: string
  readonly at?: string
}

function place({ machine = 'RMM01', at }: Where, asked: string): { readonly source: string; readonly at?: string } {
  return { source: `${machine}: ${asked}`, ...(at === undefined ? {} : { at }) }
}

/** What the database says of its version. */
export function saysVersion(
  version: string,
  { product = 'mysql', account = 'bollwerk@127.0.0.1', ...where }: Where & Partial<DatabaseVersionFact> = {},
): Evidence {
  const value = { product, version, comment: null, system: 'Win64', account }
  return inside('automate', 'mysql.version', value, place(where, 'mysql VERSION()'))
}

/** Settings of a hardened server, with whatever a test changes; `undefined` takes one away. */
export function saysSettings(changes: Readonly<Record<string, string | undefined>> = {}, where: Where = {}): Evidence {
  const all = { ...hardened, ...changes }
  const variables = Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return inside('automate', 'mysql.settings', { variables }, place(where, 'mysql SHOW GLOBAL VARIABLES'))
}

const hardened: Readonly<Record<string, string>> = {
  bind_address: '127.0.0.1',
  mysqlx_bind_address: '127.0.0.1',
  mysqlx_port: '33060',
  local_infile: 'OFF',
  secure_file_priv: 'NULL',
  log_error: '.\\RMM01.err',
  log_error_verbosity: '2',
  log_raw: 'OFF',
  general_log: 'OFF',
  skip_networking: 'OFF',
  tls_version: 'TLSv1.2,TLSv1.3',
  sql_mode: 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',
}

export function account(user: string, host: string, changes: Partial<DatabaseAccount> = {}): DatabaseAccount {
  return {
    user,
    host,
    plugin: 'caching_sha2_password',
    role: false,
    locked: false,
    passwordExpired: false,
    passwordLifetime: null,
    requiresEncryption: false,
    emptyPassword: false,
    belongsToAutomateUser: false,
    ...changes,
  }
}

export const root: DatabaseAccount = account('root', 'localhost')
export const technician: DatabaseAccount = account('emuster', '%', { belongsToAutomateUser: true })

export function saysAccounts(
  accounts: readonly DatabaseAccount[],
  { gaps = [], ...where }: Where & Partial<DatabaseAccountsFact> = {},
): Evidence {
  return inside('automate', 'mysql.accounts', { accounts, gaps }, place(where, 'mysql mysql.user'))
}

export function saysPrivileges(changes: Partial<DatabasePrivilegesFact> = {}, where: Where = {}): Evidence {
  const value = { everywhere: [], databases: [], systemTables: [], roles: [], gaps: [], ...changes }
  return inside('automate', 'mysql.privileges', value, place(where, 'mysql mysql.user, mysql.db'))
}

export function saysEncryption(changes: Partial<DatabaseEncryptionFact> = {}, where: Where = {}): Evidence {
  const value = { offered: true, protocol: 'TLSv1.3', cipher: 'X', verified: false, certificateUntil: null, ...changes }
  return inside('automate', 'mysql.encryption', value, place(where, 'mysql SHOW SESSION STATUS'))
}

export function saysDatabases(names: readonly string[], where: Where = {}): Evidence {
  return inside('automate', 'mysql.databases', { names, complete: true }, place(where, 'mysql SCHEMATA'))
}

/** What Windows says of the database service. */
export function windowsSays(
  changes: Partial<DatabaseServiceFact['servers'][number]> = {},
  where: Where = {},
): Evidence {
  const service = {
    service: 'MySQL80',
    state: 'Running',
    account: 'NT AUTHORITY\\NetworkService',
    program: 'C:\\Program Files\\MySQL\\MySQL Server 8.0\\bin\\mysqld.exe',
    programVersion: '8.0.46.0',
    configuration: 'C:\\ProgramData\\MySQL\\MySQL Server 8.0\\my.ini',
    settings: {},
    passwordsIn: [],
    ...changes,
  }
  return inside('automate', 'windows.database', { servers: [service] }, place(where, 'Win32_Service'))
}

export const denied: Missing = { reason: 'denied', detail: 'MySQL error 1142' }

export function mysqlDenied(fact: Parameters<typeof notInside>[1]): Evidence {
  return notInside('automate', fact, denied, place({}, 'mysql'))
}

/** What the outside witness heard at the database port. */
export function greets(version: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  const fact = { address: '198.51.100.10', port: 3306, answer: 'greeting', version } as const
  return seen('automate', 'outside.database', fact, circumstance)
}
