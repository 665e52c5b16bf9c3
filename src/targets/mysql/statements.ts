import { type AccountName, quotedAccount, variableName } from './quote.ts'
import { writtenValue } from './settings.ts'

/** One setting that is changed. */
export interface SettingMove {
  readonly name: string
  readonly before: string
  readonly after: string
  /** The server keeps the new value over a restart. Before the change it kept none for this setting. */
  readonly persisted: boolean
}

/** What the session is told first: nobody waits long for a lock, and for no answer for ever. */
export const changingLimits: readonly string[] = [
  'SET SESSION lock_wait_timeout = 10',
  'SET SESSION max_execution_time = 10000',
  'SET SESSION max_statement_time = 10',
]

/**
 * Makes the new value hold, or the old one again. `RESET PERSIST` only takes out what is kept for the next start, so
 * the running value is put back beside it; both may be repeated after a break in between.
 */
export function settingStatements(move: SettingMove, to: 'before' | 'after'): readonly string[] {
  const name = variableName(move.name)
  const value = writtenValue(move[to])
  if (to === 'after') return [`SET ${move.persisted ? 'PERSIST' : 'GLOBAL'} ${name} = ${value}`]
  const running = `SET GLOBAL ${name} = ${value}`
  return move.persisted ? [running, `RESET PERSIST IF EXISTS ${name}`] : [running]
}

/** Locks an account or unlocks it. Nothing else of it is named, so nothing else of it changes. */
export function lockStatement(account: AccountName, locked: boolean): string {
  return `ALTER USER ${quotedAccount(account)} ACCOUNT ${locked ? 'LOCK' : 'UNLOCK'}`
}
