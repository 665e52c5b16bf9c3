import { dialectOf } from '../../evidence/mysql/dialect.ts'
import { type StatementName, statementsFor } from '../../evidence/mysql/statements.ts'
import { type Abilities, abilitiesOf } from '../../targets/mysql/abilities.ts'
import type { AccountUse } from '../../targets/mysql/accounts.ts'
import { type AccountName, quotedText, variableName } from '../../targets/mysql/quote.ts'
import { isSignedIn } from '../../targets/mysql/sessions.ts'

/** Rows of a query that only reads. Rejects where the server refuses it. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** Which server answers, and as whom. */
export interface DatabaseServer {
  readonly version: string
  /** `undefined`: no version whose accounts and settings are known. */
  readonly abilities: Abilities | undefined
  readonly own: AccountName
}

export async function lookAtServer(query: Query): Promise<DatabaseServer> {
  const [row] = await query('SELECT VERSION() AS version, CURRENT_USER() AS account')
  const version = textIn(row, 'version')
  const account = textIn(row, 'account')
  const end = account.lastIndexOf('@')
  const own = { user: account.slice(0, Math.max(0, end)), host: account.slice(end + 1) }
  return { version, abilities: abilitiesOf(version), own }
}

/** A setting as it is. */
export interface SettingNow {
  /** `undefined`: the server does not know it. */
  readonly value: string | undefined
  /** What the server keeps for the next start; `null` where it keeps nothing, or cannot. */
  readonly kept: string | null
}

export async function lookAtSetting(query: Query, name: string, { persists }: Abilities): Promise<SettingNow> {
  const wanted = quotedText(variableName(name))
  const [running] = await query(`SHOW GLOBAL VARIABLES WHERE Variable_name = ${wanted}`)
  const [kept] = persists
    ? await query(
        `SELECT VARIABLE_VALUE AS kept FROM performance_schema.persisted_variables WHERE VARIABLE_NAME = ${wanted}`,
      )
    : []
  return { value: running && textIn(running, 'Value'), kept: kept ? textIn(kept, 'kept') : null }
}

/** An account that somebody could sign in with; roles are left out. */
export interface AccountNow extends AccountName {
  /** `null`: this version does not lock. */
  readonly locked: boolean | null
}

export async function lookAtAccounts(query: Query, { version }: DatabaseServer): Promise<readonly AccountNow[]> {
  const rows = await query(statementOf('accounts', version))
  return rows
    .filter((row) => textIn(row, 'role') !== 'Y')
    .map((row) => ({ ...nameIn(row), locked: row['locked'] === undefined ? null : textIn(row, 'locked') === 'Y' }))
}

/** Accounts that anybody signs in to. The stored password never leaves the server. */
export async function lookForEmptyPasswords(
  query: Query,
  { version }: DatabaseServer,
): Promise<readonly AccountName[]> {
  return (await query(statementOf('empty-passwords', version))).map(nameIn)
}

/** What an account is used for. Each part that the server refuses to tell stays unknown. */
export async function lookAtUse(query: Query, server: DatabaseServer, account: AccountName): Promise<AccountUse> {
  return {
    ...account,
    own: isSame(account, server.own),
    automateUser: await told(async () =>
      (await query(statementOf('automate-users', server.version))).some((row) => isSame(nameIn(row), account)),
    ),
    reaches: await told(() => reachOf(query, account)),
    hasRoles: await told(() => hasRoles(query, server, account)),
    signedIn: await told(() => signedIn(query, server, account)),
  }
}

/** In `information_schema` accounts that may not be seen are simply absent; one that is seen has at least `USAGE`. */
async function reachOf(query: Query, account: AccountName): Promise<readonly string[] | undefined> {
  const held = await privilegesOf(query, account)
  if (held.length === 0) return
  const everywhere = held.some((privilege) => privilege !== 'USAGE') ? ['*'] : []
  const grantee = `GRANTEE = ${quotedText(granteeOf(account))}`
  const { user, host } = account
  const places = [
    `SELECT TABLE_SCHEMA AS place FROM information_schema.SCHEMA_PRIVILEGES WHERE ${grantee}`,
    `SELECT TABLE_SCHEMA AS place FROM information_schema.TABLE_PRIVILEGES WHERE ${grantee}`,
    `SELECT TABLE_SCHEMA AS place FROM information_schema.COLUMN_PRIVILEGES WHERE ${grantee}`,
    `SELECT Db AS place FROM mysql.procs_priv WHERE User = ${quotedText(user)} AND Host = ${quotedText(host)}`,
  ]
  const found = []
  for (const sql of places) found.push(...(await query(sql)).map((row) => textIn(row, 'place')))
  return [...everywhere, ...found]
}

async function privilegesOf(query: Query, account: AccountName): Promise<readonly string[]> {
  const rows = await query(
    'SELECT PRIVILEGE_TYPE AS privilege FROM information_schema.USER_PRIVILEGES ' +
      `WHERE GRANTEE = ${quotedText(granteeOf(account))}`,
  )
  return rows.map((row) => textIn(row, 'privilege'))
}

/** As `information_schema` writes it, without doubling a quote inside. */
function granteeOf({ user, host }: AccountName): string {
  return `'${user}'@'${host}'`
}

async function hasRoles(query: Query, { version }: DatabaseServer, account: AccountName): Promise<boolean> {
  const sql = statementsFor(dialectOf(version)).roles
  return sql !== undefined && (await query(sql)).some((row) => isSame(nameIn(row), account))
}

/** Without the privilege `PROCESS` only the own sessions are seen. */
async function signedIn(query: Query, server: DatabaseServer, account: AccountName): Promise<boolean | undefined> {
  const held = await privilegesOf(query, server.own)
  if (!held.includes('PROCESS')) return
  const sessions = await query('SELECT USER AS user, HOST AS host FROM information_schema.PROCESSLIST')
  return isSignedIn(account, sessions.map(nameIn), await lookAtAccounts(query, server))
}

async function told<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask()
  } catch {
    // Unknown is an answer here: whoever asks takes it for a reason not to change anything.
    return undefined
  }
}

function statementOf(name: StatementName, version: string): string {
  const sql = statementsFor(dialectOf(version))[name]
  if (sql === undefined) throw new Error(`no statement for ${name} in this version`)
  return sql
}

export function isSame(a: AccountName, b: AccountName): boolean {
  return a.user === b.user && a.host === b.host
}

function nameIn(row: Readonly<Record<string, unknown>>): AccountName {
  return { user: textIn(row, 'user'), host: textIn(row, 'host') }
}

function textIn(row: Readonly<Record<string, unknown>> | undefined, name: string): string {
  const value = row?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
