import { type Connection, type ConnectionOptions, createConnection, type RowDataPacket } from 'mysql2'
import { type Answer, missingFrom, mostRows, type Row } from '../answer.ts'
import { sessionLimits } from '../statements.ts'

/** How to get to the database. */
export interface DatabaseAccess {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Certificate authorities, in PEM, of which the server's certificate must come; nothing is checked without. */
  readonly authority?: string
  /** Sign in even where the server takes no encrypted connections. */
  readonly allowUnencrypted: boolean
  /** Milliseconds for signing in, and for each statement. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** An open session. */
export interface DatabaseLine {
  readonly encrypted: boolean
  /** The certificate was checked against the authority that was given. */
  readonly verified: boolean
  ask(sql: string): Promise<Answer<readonly Row[]>>
  close(): void
}

/** The server takes no encrypted connection, and nobody allowed one without. Nothing secret was sent. */
export class NotEncrypted extends Error {
  override readonly name = 'NotEncrypted'
}

/**
 * Signs in, encrypted wherever the server offers it, and tells the session its limits: unless others are given, it may
 * only read. The password is never sent in the clear: the plug-in that does so stays off. Throws what the driver
 * throws; `missingFrom` reads it.
 */
export async function openLine(
  access: DatabaseAccess,
  limits: readonly string[] = sessionLimits,
): Promise<DatabaseLine> {
  const verified = access.authority !== undefined
  const under = { access, limits }
  try {
    return await line(await signedIn(access, encryption(access)), under, { encrypted: true, verified })
  } catch (error) {
    if (!isWithoutEncryption(error)) throw error
    if (!access.allowUnencrypted || verified) throw new NotEncrypted()
  }
  return line(await signedIn(access, undefined), under, { encrypted: false, verified: false })
}

/**
 * Without an authority the certificate proves nothing, so that old servers (TLS 1.0 of MySQL 5.5) are spoken to as
 * well; with one the usual strictness of the runtime holds. The name in the certificate is not compared: MySQL makes
 * its own certificates, and none of them carries the name of the server.
 */
function encryption({ authority }: DatabaseAccess): NonNullable<ConnectionOptions['ssl']> {
  if (authority !== undefined) return { ca: authority, rejectUnauthorized: true }
  return { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }
}

async function signedIn(access: DatabaseAccess, ssl: ConnectionOptions['ssl']): Promise<Connection> {
  const { host, port, user, password, timeoutMs } = access
  const connection = createConnection({
    host,
    port,
    user,
    password,
    ...(ssl === undefined ? {} : { ssl }),
    connectTimeout: timeoutMs,
    flags: ['-LOCAL_FILES'],
    typeCast: (field) => field.string(),
    disableEval: true,
  })
  // An error after the last statement has nobody to be told to.
  connection.on('error', () => undefined)
  try {
    await inTime(access, (done, fail) => {
      connection.once('error', fail)
      connection.connect((error) => (error ? fail(error) : done(undefined)))
    })
    return connection
  } catch (error) {
    connection.destroy()
    throw error
  }
}

async function line(
  connection: Connection,
  { access, limits }: { readonly access: DatabaseAccess; readonly limits: readonly string[] },
  protection: { readonly encrypted: boolean; readonly verified: boolean },
): Promise<DatabaseLine> {
  let broken: Answer<readonly Row[]> | undefined
  const ask = async (sql: string): Promise<Answer<readonly Row[]>> => {
    if (broken) return broken
    try {
      return { value: await inTime(access, (done, fail) => rowsOf(connection, sql, done, fail)) }
    } catch (error) {
      const answer = { missing: missingFrom(error) }
      // After anything but an error of the server itself, nobody knows what the next bytes belong to.
      if (!isFromServer(error)) {
        broken = answer
        connection.destroy()
      }
      return answer
    }
  }
  for (const limit of limits) await ask(limit)
  return { ...protection, ask, close: () => connection.destroy() }
}

function rowsOf(
  connection: Connection,
  sql: string,
  done: (rows: readonly Row[]) => void,
  fail: (error: unknown) => void,
): void {
  const rows: Row[] = []
  const query = connection.query<RowDataPacket[]>(sql)
  // A connection that breaks is told to itself, not to the statement that waits.
  connection.once('error', fail)
  query.on('error', (error) => {
    connection.off('error', fail)
    fail(error)
  })
  query.on('result', (row: Row) => {
    if (rows.length < mostRows) rows.push(row)
    else fail(Object.assign(new Error('too many rows'), { code: 'TOO_MANY_ROWS' }))
  })
  query.on('end', () => {
    connection.off('error', fail)
    done(rows)
  })
}

/** The driver's own limits do not end a command that waits, so everything is raced against a clock of our own. */
function inTime<Value>(
  { timeoutMs, signal }: DatabaseAccess,
  work: (done: (value: Value) => void, fail: (error: unknown) => void) => void,
): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const stopped = (): void => reject(limit.reason)
    if (limit.aborted) return stopped()
    limit.addEventListener('abort', stopped, { once: true })
    const settled = <Given>(settle: (given: Given) => void): ((given: Given) => void) => {
      return (given) => {
        limit.removeEventListener('abort', stopped)
        settle(given)
      }
    }
    work(settled(resolve), settled(reject))
  })
}

function isWithoutEncryption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'HANDSHAKE_NO_SSL_SUPPORT'
}

function isFromServer(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error && typeof error.sqlState === 'string'
}
