import { privilegeColumnNames } from './privilege-columns.ts'

/** For whom the rights are: `'bollwerk'@'127.0.0.1'`. */
export interface Reader {
  readonly user: string
  readonly host: string
  /** Stands in the place of the password, which nobody writes into a script. */
  readonly passwordPlaceholder: string
}

/** Servers that have a script of their own; `mysql-8` is for 8.4, too, and `mariadb` begins with 10.4. */
export const grantScripts = ['mysql-5.7', 'mysql-8', 'mysql-9', 'mariadb'] as const

export type GrantScript = (typeof grantScripts)[number]

/**
 * The least rights with which the witness sees everything: reading single columns of the tables of accounts, the
 * names of the databases, and the names of the Automate users. No right to write anything, none on customers' data.
 *
 * Whether a password is empty can only be asked by who may read the column of the stored passwords. The witness never
 * selects it; who does not want to give that right leaves `authentication_string` out (MariaDB: cannot be left out,
 * `global_priv` keeps everything in one column) and gets `unknown` for that question.
 */
export function grantStatements(script: GrantScript, reader: Reader): readonly string[] {
  const { user, host, passwordPlaceholder } = reader
  const name = `'${user}'@'${host}'`
  const tables =
    script === 'mariadb' ? mariadbTables : script === 'mysql-5.7' ? mysqlTables : [...mysqlTables, ...since8]
  return [
    `CREATE USER ${name} IDENTIFIED BY '${passwordPlaceholder}' WITH MAX_USER_CONNECTIONS 2;`,
    `GRANT SHOW DATABASES ON *.* TO ${name};`,
    ...tables.map(({ table, columns }) => `GRANT SELECT (${columns.join(', ')}) ON ${table} TO ${name};`),
    `GRANT SELECT (Name) ON labtech.users TO ${name};`,
  ]
}

interface Readable {
  readonly table: string
  readonly columns: readonly string[]
}

const names = ['User', 'Host'] as const

const databases: Readable = { table: 'mysql.db', columns: [...names, 'Db', ...privilegeColumnNames('database')] }
const tablesPriv: Readable = { table: 'mysql.tables_priv', columns: [...names, 'Db', 'Table_name', 'Table_priv'] }

const mysqlTables: readonly Readable[] = [
  {
    table: 'mysql.user',
    columns: [
      ...names,
      'plugin',
      'ssl_type',
      'password_expired',
      'password_lifetime',
      'account_locked',
      'authentication_string',
      ...privilegeColumnNames('global'),
    ],
  },
  databases,
  tablesPriv,
]

const since8: readonly Readable[] = [
  { table: 'mysql.global_grants', columns: ['USER', 'HOST', 'PRIV', 'WITH_GRANT_OPTION'] },
  { table: 'mysql.role_edges', columns: ['FROM_USER', 'FROM_HOST', 'TO_USER', 'TO_HOST'] },
  { table: 'mysql.component', columns: ['component_urn'] },
]

const mariadbTables: readonly Readable[] = [
  { table: 'mysql.global_priv', columns: [...names, 'Priv'] },
  { table: 'mysql.user', columns: [...names, ...privilegeColumnNames('global')] },
  databases,
  tablesPriv,
  { table: 'mysql.roles_mapping', columns: [...names, 'Role'] },
]
