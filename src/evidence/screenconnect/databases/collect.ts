import type { Indicator } from '../../../catalog/index.ts'
import type { SecurityLogFact, SessionsFact } from '../facts.ts'
import type { ConfinedFolder, Reading } from '../folder/collect.ts'
import { SecurityLog } from '../security-log.ts'
import { SessionLog } from '../session-log.ts'
import { type OpenDatabase, type RowQuery, readDatabase } from '../sqlite/collect.ts'

/** Sums up `SecurityEvent`; columns that a build does not have are left out (screenconnect.md §1.4). */
export async function readSecurityLog(
  folder: ConfinedFolder,
  path: string,
  { known, indicators }: { readonly known: readonly string[]; readonly indicators: readonly Indicator[] },
): Promise<Reading<SecurityLogFact>> {
  return await readDatabase(folder, path, (database) => {
    const there = database.columns('SecurityEvent')
    if (!there.has('Time') || !there.has('OperationResult')) return
    const optional = { type: 'EventType', name: 'UserName', address: 'NetworkAddress' }
    const columns = { time: 'Time', result: 'OperationResult', ...those(optional, there) }
    const log = new SecurityLog(known, indicators)
    const whole = database.each({ table: 'SecurityEvent', columns }, (row) =>
      log.add({ time: row['time'], result: row['result'], ...row }),
    )
    return log.fact(whole)
  })
}

/** Sums the events of sessions and of their connections up. */
export async function readSessions(
  folder: ConfinedFolder,
  path: string,
  indicators: readonly Indicator[],
): Promise<Reading<SessionsFact>> {
  return await readDatabase(folder, path, (database) => {
    const queries = ['SessionEvent', 'SessionConnectionEvent'].flatMap((table) => eventQuery(database, table))
    if (queries.length === 0) return
    const log = new SessionLog(indicators)
    const whole = queries.map((query) =>
      database.each(query, (row) => log.add({ time: row['time'], type: row['type'], ...row })),
    )
    return log.fact(whole.every(Boolean))
  })
}

/**
 * Names of these tables and columns are concluded from the product's reports and filters (`Event.EventType`,
 * `Connection.ProcessType`): a database that has others is unreadable, never empty.
 */
function eventQuery(database: OpenDatabase, table: string): readonly RowQuery[] {
  const there = database.columns(table)
  if (!there.has('Time') || !there.has('EventType')) return []
  const columns = { time: 'Time', type: 'EventType', ...those({ process: 'ProcessType', data: 'Data' }, there) }
  const connections = database.columns('SessionConnection')
  const canJoin = ['ConnectionID', 'ProcessType'].every((name) => connections.has(name)) && there.has('ConnectionID')
  if (there.has('ProcessType') || !canJoin) return [{ table, columns }]
  return [
    { table, columns, join: { table: 'SessionConnection', by: 'ConnectionID', columns: { process: 'ProcessType' } } },
  ]
}

function those(
  columns: Readonly<Record<string, string>>,
  there: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(columns).filter(([, column]) => there.has(column)))
}
