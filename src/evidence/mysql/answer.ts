import type { Missing, MissingReason } from '../../model/evidence.ts'

/** One row, every value as the text that the server wrote. */
export type Row = Readonly<Record<string, string | null>>

export type Answer<Value> = { readonly value: Value } | { readonly missing: Missing }

/** More rows than this are not taken from one statement. */
export const mostRows = 20_000

/** Why a statement has no rows, from the error of the server or of the connection. */
export function missingFrom(error: unknown): Missing {
  const { number, code } = namesOf(error)
  const reason = (number === undefined ? undefined : byNumber.get(number)) ?? byCode.get(code)
  const detail = number === undefined ? code : `MySQL error ${number}`
  return { reason: reason ?? (number === undefined ? 'interrupted' : 'unreadable'), detail: printable(detail, 120) }
}

/** Text from a server made safe for a terminal and a file, and cut off at `longest`. */
export function printable(text: string, longest = 300): string {
  return text.slice(0, longest).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '.')
}

/** MySQL and MariaDB error references. */
const byNumber: ReadonlyMap<number, MissingReason> = new Map([
  [1044, 'denied'], // to a database
  [1045, 'denied'], // to sign in
  [1142, 'denied'], // to a table
  [1143, 'denied'], // to a column
  [1227, 'denied'], // a special privilege is needed
  [1356, 'denied'], // the view or its definer lacks rights
  [1370, 'denied'], // to a routine
  [1698, 'denied'], // to sign in without a password
  [1820, 'denied'], // the password has expired
  [1862, 'denied'], // the same, before the first statement
  [3118, 'denied'], // the account is locked
  [4151, 'denied'], // the same in MariaDB
  [1130, 'denied'], // this address is not allowed
  [1129, 'denied'], // this address is blocked
  [1049, 'absent'], // database
  [1051, 'absent'], // table
  [1054, 'absent'], // column
  [1109, 'absent'], // table
  [1146, 'absent'], // table
  [1193, 'absent'], // variable
  [1317, 'timeout'], // the statement was stopped
  [1969, 'timeout'], // max_statement_time of MariaDB
  [3024, 'timeout'], // max_execution_time of MySQL
])

const byCode: ReadonlyMap<string, MissingReason> = new Map([
  ['ECONNREFUSED', 'absent'],
  ['ENOTFOUND', 'absent'],
  ['ETIMEDOUT', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['EHOSTUNREACH', 'timeout'],
  ['ENETUNREACH', 'timeout'],
  ['EAI_AGAIN', 'timeout'],
  ['HANDSHAKE_SSL_ERROR', 'unreadable'],
  ['HANDSHAKE_UNKNOWN_ERROR', 'unreadable'],
  ['TOO_MANY_ROWS', 'too-large'],
])

function namesOf(error: unknown): { readonly number?: number; readonly code: string } {
  if (typeof error !== 'object' || error === null) return { code: String(error) }
  const name = error instanceof Error ? error.name : 'unknown error'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : name
  const number = 'errno' in error && typeof error.errno === 'number' && error.errno >= 1000 ? error.errno : undefined
  return number === undefined ? { code } : { number, code }
}
