import { type PlayedMysql, refuse, serveMysql, writeResult } from './played-mysql.ts'

/** A played MySQL that keeps settings: what runs, and what `mysqld-auto.cnf` holds. */
export interface PersistingMysql extends PlayedMysql {
  readonly running: Map<string, string>
  readonly kept: Map<string, string>
  /** As a restart does: the lines of my.ini, and what is kept over them. */
  restart(): void
}

/**
 * Does what the MySQL Reference Manual says of `SET GLOBAL`, `SET PERSIST` and `RESET PERSIST` ("Persisted System
 * Variables"), for the settings that it is given. Everything else is refused as unknown. `failing` names a statement
 * that breaks the connection instead.
 */
export async function playPersistingMysql(
  version: string,
  written: Readonly<Record<string, string>>,
  failing: (sql: string) => boolean = () => false,
): Promise<PersistingMysql> {
  const running = new Map(Object.entries(written))
  const kept = new Map<string, string>()
  const asked: string[] = []
  const acts = actsOn({ running, kept, version })
  const played = await serveMysql(version, asked, (connection, sql) => {
    if (failing(sql)) return connection.destroy()
    const act = acts.find(([form]) => form.test(sql))
    const answer = act?.[1](...(act[0].exec(sql)?.slice(1) ?? []))
    if (answer === 'done') connection.writeOk()
    else if (answer) writeResult(connection, answer)
    else refuse(connection, 1193, 'Unknown system variable')
  })
  const restart = (): void => {
    for (const [name, value] of [...Object.entries(written), ...kept]) running.set(name, value)
  }
  return { ...played, running, kept, restart }
}

interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a form of statement does; nothing where the name in it is not known. */
type Act = (name?: string, value?: string) => Rows | 'done' | undefined

interface Played {
  readonly running: Map<string, string>
  readonly kept: Map<string, string>
  readonly version: string
}

function actsOn({ running, kept, version }: Played): readonly (readonly [RegExp, Act])[] {
  const set = (where: readonly Map<string, string>[]): Act => {
    return (name = '', value = '') => {
      if (!running.has(name)) return
      for (const values of where) values.set(name, value)
      return 'done'
    }
  }
  const unkeep: Act = (name = '') => {
    kept.delete(name)
    return 'done'
  }
  const greeting: Rows = { columns: ['version', 'account'], rows: [[version, 'keeper@127.0.0.1']] }
  return [
    [/^SELECT VERSION\(\)/, () => greeting],
    [/^SET SESSION /, () => 'done'],
    [/^SET GLOBAL (\w+) = (\w+)$/, set([running])],
    [/^SET PERSIST (\w+) = (\w+)$/, set([running, kept])],
    [/^RESET PERSIST IF EXISTS (\w+)$/, unkeep],
    [
      /^SHOW GLOBAL VARIABLES WHERE Variable_name = '(\w+)'$/,
      (name) => rowsOf(['Variable_name', 'Value'], running, name),
    ],
    [/persisted_variables WHERE VARIABLE_NAME = '(\w+)'$/, (name) => rowsOf(['name', 'kept'], kept, name)],
  ]
}

function rowsOf(columns: readonly string[], values: ReadonlyMap<string, string>, name = ''): Rows {
  const value = values.get(name)
  return { columns, rows: value === undefined ? [] : [[name, value]] }
}
