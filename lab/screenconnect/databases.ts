import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { plantedSecrets } from './secrets.ts'

/** A sign-in as `Security.db` keeps it; results by number (screenconnect.md §3.5). */
export interface LabSignIn {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly name: string
  readonly result: number
  /** IPv4. */
  readonly from: string
}

/** An event of a session; `by` 1 is the host, 2 the guest. */
export interface LabSessionEvent {
  readonly at: number
  readonly type: number
  readonly by: 1 | 2
  readonly data?: string
}

/** .NET ticks, beyond what a number holds exactly. */
function ticks(at: number): bigint {
  return BigInt(at) * 10_000n + 621_355_968_000_000_000n
}

/** Names of tables and columns are our reading (screenconnect.md §1.4, §3.5). */
export function writeSecurityDatabase(folder: string, signIns: readonly LabSignIn[]): void {
  const database = opened(join(folder, 'Security.db'))
  database.exec(
    'create table SecurityEvent (EventID blob primary key, EventType int, OperationResult int, Time int, UserName text, UserSource text, NetworkAddress blob)',
  )
  const insert = database.prepare('insert into SecurityEvent values (randomblob(16), 0, ?, ?, ?, ?, ?)')
  const typed: LabSignIn = { at: signIns[0]?.at ?? 0, name: plantedSecrets.typedPassword, result: 2, from: '192.0.2.1' }
  together(database, () => {
    for (const { at, name, result, from } of [typed, ...signIns])
      insert.run(result, ticks(at), name, 'InternalMembershipProvider', Buffer.from(from.split('.').map(Number)))
  })
  database.close()
}

export function writeSessionDatabase(folder: string, events: readonly LabSessionEvent[]): void {
  const database = opened(join(folder, 'Session.db'))
  database.exec(
    'create table Session (SessionID blob primary key, Name text, Notes text);' +
      'create table SessionConnection (ConnectionID blob primary key, SessionID blob, ProcessType int);' +
      'create table SessionEvent (EventID blob primary key, SessionID blob, EventType int, Time int, Data text);' +
      'create table SessionConnectionEvent (EventID blob primary key, ConnectionID blob, EventType int, Time int, Data text)',
  )
  database.prepare("insert into Session values (x'01', 'Muster', ?)").run(plantedSecrets.sessionNote)
  database.exec("insert into SessionConnection values (x'01', x'01', 1), (x'02', x'01', 2)")
  const session = database.prepare("insert into SessionEvent values (randomblob(16), x'01', ?, ?, ?)")
  const connection = database.prepare('insert into SessionConnectionEvent values (randomblob(16), ?, ?, ?, ?)')
  together(database, () => {
    session.run(44, ticks(events[0]?.at ?? 0), plantedSecrets.sessionCommand)
    for (const { at, type, by, data = '' } of events) connection.run(Buffer.from([by]), type, ticks(at), data)
  })
  database.close()
}

function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  // Nobody needs these files after a crash.
  database.exec('pragma journal_mode = wal; pragma synchronous = off')
  return database
}

/** Everything in one transaction: thousands of rows would otherwise be written to the disk one by one. */
function together(database: DatabaseSync, write: () => void): void {
  database.exec('begin')
  write()
  database.exec('commit')
}
