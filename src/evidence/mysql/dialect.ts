import { databaseLineOf, recogniseDatabase } from '../../catalog/index.ts'
import type { DatabaseVersionFact } from './facts.ts'

/**
 * Versions that keep their accounts in the same tables and columns. Sources: the grant tables of the MySQL reference
 * manuals 5.5 to 9.7 and the MariaDB Knowledge Base on `mysql.user` and `mysql.global_priv`.
 */
export const dialects = ['mysql-5.5', 'mysql-5.6', 'mysql-5.7', 'mysql-8', 'mariadb-10.1', 'mariadb-10.4'] as const

export type Dialect = (typeof dialects)[number]

/** Which product `VERSION()` and `version_comment` speak of; Percona Server may name itself only in the comment. */
export function productOf(version: string, comment: string | null): DatabaseVersionFact['product'] {
  const recognised = recogniseDatabase(version)
  if (!recognised.ok) return 'unknown'
  const { product } = recognised.value
  return product === 'mysql' && /percona/i.test(comment ?? '') ? 'percona' : product
}

/** The dialect of a version; `undefined` for servers that only speak the protocol of MySQL, and for older ones. */
export function dialectOf(version: string): Dialect | undefined {
  const known = databaseLineOf(version)
  if (!known) return
  const { product, line } = known
  if (product === 'mariadb') return mariadb(line)
  if (line >= 800) return 'mysql-8'
  if (line >= 507) return 'mysql-5.7'
  if (line === 506) return 'mysql-5.6'
  return line === 505 ? 'mysql-5.5' : undefined
}

function mariadb(line: number): Dialect | undefined {
  if (line >= 1004) return 'mariadb-10.4'
  if (line >= 1001) return 'mariadb-10.1'
  return line === 505 ? 'mysql-5.5' : undefined
}
