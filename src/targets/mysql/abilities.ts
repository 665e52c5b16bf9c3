import { databaseLineOf } from '../../catalog/index.ts'

/** What a version can do that a change of it needs. */
export interface Abilities {
  /** Keeps a setting over a restart by itself: `SET PERSIST`, MySQL and Percona Server since 8.0. */
  readonly persists: boolean
  /** Locks accounts: MySQL and Percona Server since 5.7, MariaDB since 10.4. */
  readonly locks: boolean
}

/**
 * What the server of a `VERSION()` can do; `undefined` for servers that only speak the protocol. Sources: MySQL
 * Reference Manual, "SET Syntax for Variable Assignment" and "Account Locking"; MariaDB, "Account Locking".
 */
export function abilitiesOf(version: string): Abilities | undefined {
  const known = databaseLineOf(version)
  if (!known) return
  const { product, line } = known
  if (product === 'mariadb') return { persists: false, locks: line >= 1004 }
  return { persists: line >= 800, locks: line >= 507 }
}
