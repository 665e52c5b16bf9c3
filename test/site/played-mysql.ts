import { readFileSync } from 'node:fs'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { join } from 'node:path'
import { type Connection, createServer } from 'mysql2'
import { dialectOf } from '../../src/evidence/mysql/dialect.ts'
import { sessionLimits, statementsFor } from '../../src/evidence/mysql/statements.ts'

/** What one version answers, statement by statement, and which columns its grant tables have. */
interface Answers {
  readonly origin: string
  readonly version: string
  readonly tables: Readonly<Record<string, readonly string[]>>
  /** Error number for each statement that sets a limit; 0 is fine. */
  readonly sessionLimits: Readonly<Record<string, number>>
  readonly answers: Readonly<Record<string, Result>>
  /** A statement that is never answered. */
  readonly silent?: string
  /** What a refusal says beside the usual words. */
  readonly refusal?: string
}

interface Result {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

export interface PlayedMysql {
  readonly port: number
  /** Everything that was asked, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export const playedVersions = [
  'mysql-5.5',
  'mysql-5.7',
  'mysql-8.0',
  'mysql-8.4',
  'mysql-9.7',
  'percona-8.0',
  'mariadb-10.3',
] as const

export function answersOf(version: (typeof playedVersions)[number]): Answers {
  return JSON.parse(readFileSync(join(import.meta.dirname, `mysql-answers/${version}.json`), 'utf8')) as Answers
}

/** PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH and what goes with them, without SSL: the player cannot encrypt. */
const capabilities = 0xff_f7_ff & ~0x08_00

/**
 * A server that speaks the protocol of MySQL and answers as one version does. A statement that names a table or a
 * column which this version does not have is refused as the real one refuses it; so is every statement that is not on
 * the list of the witness.
 */
export async function playMysql(answers: Answers): Promise<PlayedMysql> {
  const asked: string[] = []
  return serveMysql(answers.version, asked, (connection, sql) => reply(connection, sql, answers))
}

/** Signs everybody in as a server of that version, and has each statement answered. */
export async function serveMysql(
  version: string,
  asked: string[],
  answerTo: (connection: Connection, sql: string) => void,
): Promise<PlayedMysql> {
  const server = createServer((connection) => {
    connection.on('error', () => undefined)
    const answer = (sql: string): void => {
      asked.push(sql)
      // The driver's own side of a server does not begin a new count for each command.
      connection.sequenceId = 1
      answerTo(connection, sql)
      connection.sequenceId = 0
    }
    connection.on('query', answer)
    connection.on('stmt_prepare', answer)
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: version,
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: capabilities,
      authCallback: (_: unknown, accept: (error: null) => void) => {
        accept(null)
        connection.sequenceId = 0
      },
    })
  })
  const net = inner(server)
  net.on('connection', (socket) => socket.setNoDelay(true))
  await new Promise<void>((resolve) => {
    net.once('listening', resolve)
    net.listen(0, '127.0.0.1')
  })
  const { port } = net.address() as AddressInfo
  return { port, asked, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** The driver's own server hides the address that it listens on. */
function inner(server: ReturnType<typeof createServer>): NetServer {
  return (server as unknown as { readonly _server: NetServer })._server
}

function reply(
  connection: Connection,
  sql: string,
  { tables, sessionLimits: limits, answers, version, silent, refusal = '' }: Answers,
): void {
  if (sessionLimits.includes(sql)) {
    const code = limits[sql] ?? 1064
    if (code === 0) connection.writeOk()
    else refuse(connection, code, 'Unknown system variable')
    return
  }
  const statements = { ...statementsFor(undefined), ...statementsFor(dialectOf(version)) }
  const name = Object.entries(statements).find(([, text]) => text === sql)?.[0]
  if (name !== undefined && name === silent) return
  const foreign = namesForeign(sql, tables)
  const result = name === undefined ? undefined : answers[name]
  if (foreign) refuse(connection, foreign.code, foreign.name)
  else if (result) writeResult(connection, result)
  else refuse(connection, 1064, `You have an error in your SQL syntax${refusal}`)
}

export function writeResult(connection: Connection, result: Result): void {
  const columns = result.columns.map(columnNamed)
  const rows = result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, at) => [column, row[at] ?? null])),
  )
  connection.writeTextResult(rows, columns)
}

export function refuse(connection: Connection, code: number, message: string): void {
  connection.writeError({ code, message })
}

/** Columns that only some versions have. */
const telling =
  /\b(\w+_priv|plugin|authentication_string|account_locked|password_\w+|ssl_type|is_role|Password|Priv)\b/g

function namesForeign(
  sql: string,
  tables: Answers['tables'],
): { readonly code: number; readonly name: string } | undefined {
  const table = /FROM (mysql\.\w+)/.exec(sql)?.[1]
  if (table === undefined) return
  const columns = tables[table]
  if (!columns) return { code: 1146, name: `Table '${table}' doesn't exist` }
  const words =
    sql
      .replaceAll(/'[^']*'/g, "''")
      .replaceAll(/mysql\.\w+/g, '')
      .match(telling) ?? []
  const unknown = words.find((word) => !columns.includes(word) && word !== 'privileges')
  return unknown === undefined ? undefined : { code: 1054, name: `Unknown column '${unknown}'` }
}

function columnNamed(name: string): Readonly<Record<string, string | number>> {
  return {
    catalog: 'def',
    schema: '',
    table: '',
    orgTable: '',
    name,
    orgName: name,
    characterSet: 45,
    columnLength: 1020,
    columnType: 253,
    flags: 0,
    decimals: 0,
  }
}
