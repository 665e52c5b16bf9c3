import { recogniseDatabase } from '../../catalog/index.ts'

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
  const recognised = recogniseDatabase(version)
  if (!recognised.ok) return
  const { product, version: known } = recognised.value
  const [major = 0, minor = 0] = known.parts
  const number = major * 100 + minor
  if (product === 'mariadb') return { persists: false, locks: number >= 1004 }
  return { persists: number >= 800, locks: number >= 507 }
}
