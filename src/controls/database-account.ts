import type { DatabaseAccount, Grantee } from '../evidence/mysql/facts.ts'
import { isLoopback } from './database-binding.ts'
import { quotation } from './quotation.ts'

/** `'root'@'%'`, fit for a sentence and for a statement that somebody copies: a name cannot end its own quotes. */
export function accountName({ user, host }: Grantee): string {
  return `${sqlText(user)}@${sqlText(host)}`
}

export function sqlText(text: string): string {
  return `'${quotation(text).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** The same as an item that stays the same across runs: `root@%`. */
export function accountItem({ user, host }: Grantee): string {
  return `${quotation(user)}@${quotation(host)}`
}

export function sameAccount(a: Grantee, b: Grantee): boolean {
  return a.user === b.user && a.host === b.host
}

/** Somebody can sign in with it: neither a role nor locked. An account of which that is not known counts. */
export function canSignIn({ role, locked }: DatabaseAccount): boolean {
  return !role && locked !== true
}

/** Signs in from the machine of the database only; a server also knows itself by its own name. */
export function isLocalHost(host: string, machine: string): boolean {
  const name = host.toLowerCase()
  return isLoopback(host) || name === machine.toLowerCase() || name.split('.')[0] === machine.toLowerCase()
}

/** A host that every address fits: `%`, `%.%`, a network of length 0. */
export function isAnyHost(host: string): boolean {
  return /^[%_.]+$/.test(host) || host === '0.0.0.0/0.0.0.0' || host === '::/0' || host === ''
}

/** Accounts that MySQL and MariaDB keep for themselves; they are locked. */
export function isReserved({ user }: Grantee): boolean {
  return ['mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys'].includes(user)
}
