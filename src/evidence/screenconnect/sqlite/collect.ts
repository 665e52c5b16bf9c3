import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type ConfinedFolder, missing, type Reading } from '../folder/collect.ts'

/** Bytes of a database and of its journal that are copied. A server that purges as it should stays far below. */
const largestDatabase = 4 * 1024 ** 3
const largestJournal = 1024 ** 3
const attempts = 3
const mostRows = 10_000_000
const patienceMs = 60_000

/** A database that can be asked for its tables and rows, and nothing else. */
export interface OpenDatabase {
  /** Columns of a plain table; none if there is no such table. */
  columns(table: string): ReadonlySet<string>
  /** Hands rows over, newest first where the table allows it. False if it had to stop before the end. */
  each(query: RowQuery, take: (row: Readonly<Record<string, unknown>>) => void): boolean
}

export interface RowQuery {
  /** Columns by the name under which they are handed over; every name was checked against `columns`. */
  readonly columns: Readonly<Record<string, string>>
  readonly table: string
  readonly join?: { readonly table: string; readonly by: string; readonly columns: Readonly<Record<string, string>> }
}

/**
 * Reads a SQLite database that ScreenConnect may be writing to. It and its write-ahead log are copied into a private
 * folder and only the copy is opened: opening the original would take locks and leave files beside it, and over a share
 * SQLite cannot lock at all. If the original changes while it is copied, it is copied again.
 */
export async function readDatabase<Value>(
  folder: ConfinedFolder,
  path: string,
  read: (database: OpenDatabase) => Value | undefined,
): Promise<Reading<Value>> {
  const place = await mkdtemp(join(tmpdir(), 'bollwerk-copy-'))
  try {
    const copied = await copyQuietly(folder, path, join(place, 'copy.db'))
    return copied.ok ? opened(join(place, 'copy.db'), read) : copied
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function copyQuietly(folder: ConfinedFolder, path: string, target: string): Promise<Reading<number>> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = await stateOf(folder, path)
    await rm(target, { force: true })
    await rm(`${target}-wal`, { force: true })
    const copied = await folder.copy(path, target, largestDatabase)
    if (!copied.ok) return copied
    const journal = await folder.copy(`${path}-wal`, `${target}-wal`, largestJournal)
    if (!journal.ok && journal.missing.reason !== 'absent') return journal
    if ((await stateOf(folder, path)) === before) return copied
  }
  return missing('interrupted', `changed during ${attempts} copies`)
}

async function stateOf(folder: ConfinedFolder, path: string): Promise<string> {
  return JSON.stringify([await folder.about(path), await folder.about(`${path}-wal`)])
}

function opened<Value>(path: string, read: (database: OpenDatabase) => Value | undefined): Reading<Value> {
  let database: DatabaseSync | undefined
  try {
    // Times are counted in more ticks than a number holds.
    database = new DatabaseSync(path, { readOnly: true, readBigInts: true })
    // The schema comes from a file that anybody may have written: no function in it is run.
    database.exec('pragma trusted_schema = off; pragma cell_size_check = on')
    const value = read(askable(database))
    return value === undefined ? missing('unreadable', 'tables are not those that are known') : { ok: true, value }
  } catch (cause) {
    return missing('unreadable', kindOf(cause))
  } finally {
    database?.close()
  }
}

/** SQLite's own words for the kind of fault, such as `file is not a database`; they never quote what is in the file. */
function kindOf(cause: unknown): string {
  return cause instanceof Object && 'errstr' in cause ? String(cause.errstr) : 'unknown'
}

function askable(database: DatabaseSync): OpenDatabase {
  return {
    columns: (table) => new Set(isPlainTable(database, table) ? columnsOf(database, table) : []),
    each: (query, take) => eachRow(database, query, take),
  }
}

/** Views and virtual tables could compute without end; a stored table ends with the file. */
function isPlainTable(database: DatabaseSync, table: string): boolean {
  const sql = database.prepare("select sql from sqlite_master where type = 'table' and name = ?").get(table)?.['sql']
  return typeof sql === 'string' && /^create\s+table\b/i.test(sql)
}

function hasRowNumbers(database: DatabaseSync, table: string): boolean {
  const sql = database.prepare('select sql from sqlite_master where name = ?').get(table)?.['sql']
  return !/\bwithout\s+rowid\b/i.test(String(sql))
}

function columnsOf(database: DatabaseSync, table: string): readonly string[] {
  const columns = database.prepare('select name from pragma_table_xinfo(?) where hidden = 0').all(table)
  return columns.map(({ name }) => String(name))
}

function eachRow(
  database: DatabaseSync,
  { table, columns, join: other }: RowQuery,
  take: (row: Readonly<Record<string, unknown>>) => void,
): boolean {
  const own = Object.entries(columns).map(([name, column]) => `a.${quote(column)} as ${quote(name)}`)
  const more = Object.entries(other?.columns ?? {}).map(([name, column]) => `b.${quote(column)} as ${quote(name)}`)
  const joined = other ? ` left join ${quote(other.table)} b on b.${quote(other.by)} = a.${quote(other.by)}` : ''
  const select = `select ${[...own, ...more].join(', ')} from ${quote(table)} a${joined}`
  const order = hasRowNumbers(database, table) ? ' order by a.rowid desc' : ''
  const started = performance.now()
  let rows = 0
  for (const row of database.prepare(`${select}${order}`).iterate()) {
    take(row)
    rows += 1
    if (rows >= mostRows || (rows % 1000 === 0 && performance.now() - started > patienceMs)) return false
  }
  return true
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
