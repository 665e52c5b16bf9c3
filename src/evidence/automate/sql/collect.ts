import { type Connection, createConnection } from 'mysql2/promise'
import type { Evidence } from '../../../model/evidence.ts'
import { isObject } from '../../shape.ts'
import { type Answer, answered, missing, missingFrom } from '../answer.ts'
import type { AutomateFacts } from '../facts.ts'
import type { Told } from '../told.ts'
import { agentsIn, patchLevelIn, pluginIn, schemaOf, userClassIn, userIn } from './parse.ts'
import { mostRows, probe, readOnly, type Schema, statementFor, type TableKey, tables } from './statements.ts'

export interface DatabaseQuestion {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** PEM: then TLS is wanted, and the certificate must lead to one of these authorities. */
  readonly authorities: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const timeoutMs = 30_000

/** Reads what the tables tell. Every statement is a constant of `statements.ts`, in a session that can only read. */
export async function collectAutomateSql(question: DatabaseQuestion): Promise<Answer<readonly Evidence[]>> {
  const opened = await connected(question)
  if ('missing' in opened) return opened
  const connection = opened.value
  try {
    const changes = await rowsOf(connection, readOnly)
    if ('missing' in changes) return changes
    const columns = await rowsOf(connection, probe)
    if ('missing' in columns) return columns
    return answered(await readTables(connection, { question, schema: schemaOf(columns.value) }))
  } finally {
    connection.destroy()
  }
}

async function connected(question: DatabaseQuestion): Promise<Answer<Connection>> {
  const { host, port, database, user, password, authorities } = question
  try {
    const connection = await createConnection({
      host,
      port,
      database,
      user,
      password,
      connectTimeout: timeoutMs,
      multipleStatements: false,
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      // A server must not be able to ask this program for a file.
      flags: ['-LOCAL_FILES'],
      ...(authorities.length > 0 ? { ssl: { ca: [...authorities], rejectUnauthorized: true } } : {}),
    })
    // Errors between two statements: the next statement hears of them, too.
    connection.on('error', () => undefined)
    return answered(connection)
  } catch (error) {
    return missingFrom(error)
  }
}

async function rowsOf(connection: Connection, sql: string): Promise<Answer<readonly Told[]>> {
  try {
    const [rows] = await connection.query({ sql, timeout: timeoutMs })
    const list: readonly unknown[] = Array.isArray(rows) ? rows : []
    if (list.length > mostRows) return missing('too-large', `${mostRows} rows`)
    return answered(list.filter(isObject))
  } catch (error) {
    return missingFrom(error)
  }
}

interface Reading {
  readonly question: DatabaseQuestion
  readonly schema: Schema
}

async function readTables(connection: Connection, reading: Reading): Promise<readonly Evidence[]> {
  const rows = async (key: TableKey): Promise<Answer<readonly Told[]>> => {
    const statement = statementFor(key, reading.schema)
    return statement === undefined ? missing('absent', tables[key].name) : await rowsOf(connection, statement)
  }
  const piece = (fact: keyof AutomateFacts, of: string, answer: Answer<unknown>): Evidence => {
    const { host, database, now } = reading.question
    const at = new Date(now()).toISOString()
    return { fact, witness: 'inside', server: 'automate', source: `${host}: SQL ${database}.${of}`, at, ...answer }
  }
  const patches = await rows('patches')
  const config = await rows('config')
  return [
    piece('automate.patch-level', tables.patches.name, patchLevel(patches, config)),
    piece('automate.users', tables.users.name, listed('users', userIn, await rows('users'))),
    piece('automate.user-classes', tables.userClasses.name, listed('classes', userClassIn, await rows('userClasses'))),
    piece('automate.plugins', tables.plugins.name, listed('plugins', pluginIn, await rows('plugins'))),
    piece('automate.agents', tables.computers.name, counted(await rows('computers'))),
  ]
}

function patchLevel(patches: Answer<readonly Told[]>, config: Answer<readonly Told[]>): Answer<unknown> {
  if ('missing' in patches && 'missing' in config) return patches
  const of = (rows: Answer<readonly Told[]>): readonly Told[] => ('value' in rows ? rows.value : [])
  return answered(patchLevelIn(of(patches), of(config)))
}

/** Undefined entries make the whole list unreadable: half a list must not look like a whole one. */
function listed(name: string, read: (row: Told) => object | undefined, rows: Answer<readonly Told[]>): Answer<unknown> {
  if ('missing' in rows) return rows
  const values = rows.value.map(read)
  return values.includes(undefined) ? missing('unreadable', 'unknown form') : answered({ by: 'sql', [name]: values })
}

function counted(rows: Answer<readonly Told[]>): Answer<unknown> {
  if ('missing' in rows) return rows
  const agents = agentsIn(rows.value)
  return agents ? answered(agents) : missing('unreadable', 'unknown form')
}
