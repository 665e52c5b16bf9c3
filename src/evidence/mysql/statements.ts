import type { Dialect } from './dialect.ts'
import { privilegeList } from './privilege-columns.ts'
import { readVariables } from './settings.ts'

/** A question to the database, by name. */
export type StatementName =
  | 'version'
  | 'settings'
  | 'session'
  | 'plugins'
  | 'components'
  | 'databases'
  | 'sees-all-databases'
  | 'accounts'
  | 'empty-passwords'
  | 'automate-users'
  | 'privileges'
  | 'dynamic-privileges'
  | 'database-privileges'
  | 'table-privileges'
  | 'roles'

/**
 * What the session is told before anything is asked: read only, and a limit of ten seconds for each statement. Each
 * may be unknown to a version (read only since MySQL 5.6, limits since MySQL 5.7 and MariaDB 10.1); the statements
 * below only read, whether it is known or not.
 */
export const sessionLimits: readonly string[] = [
  'SET SESSION TRANSACTION READ ONLY',
  'SET SESSION max_execution_time = 10000',
  'SET SESSION max_statement_time = 10',
]

/** What every version understands. */
const everywhere: Partial<Record<StatementName, string>> = {
  version: 'SELECT VERSION() AS version, CURRENT_USER() AS account',
  settings: `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${quoted(readVariables)})`,
  session: `SHOW SESSION STATUS WHERE Variable_name IN ('Ssl_version', 'Ssl_cipher', 'Ssl_server_not_after')`,
  plugins:
    'SELECT PLUGIN_NAME AS name, PLUGIN_TYPE AS kind, PLUGIN_STATUS AS status FROM information_schema.PLUGINS ' +
    "WHERE PLUGIN_TYPE IN ('AUTHENTICATION', 'VALIDATE PASSWORD', 'PASSWORD VALIDATION', 'AUDIT', 'DAEMON')",
  databases: 'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA',
  'sees-all-databases':
    'SELECT COUNT(*) AS held FROM information_schema.USER_PRIVILEGES ' +
    "WHERE PRIVILEGE_TYPE = 'SHOW DATABASES' AND GRANTEE = CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), " +
    "'''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')",
  'database-privileges': `SELECT User AS user, Host AS host, Db AS name, ${privilegeList('database')} AS privileges FROM mysql.db`,
  'table-privileges':
    "SELECT User AS user, Host AS host, Table_name AS name, Table_priv AS privileges FROM mysql.tables_priv WHERE Db = 'mysql'",
}

/** Names are compared as people write them: Automate does not tell upper from lower case, `mysql.user` does. */
const automateUsers =
  'SELECT User AS user, Host AS host FROM mysql.user WHERE EXISTS (SELECT 1 FROM labtech.users u WHERE ' +
  'LOWER(CONVERT(u.Name USING utf8mb4)) COLLATE utf8mb4_bin = ' +
  'LOWER(CONVERT(mysql.user.User USING utf8mb4)) COLLATE utf8mb4_bin)'

const passwordPlugins =
  "('', 'mysql_native_password', 'mysql_old_password', 'sha256_password', 'caching_sha2_password')"

const emptyInOneColumn =
  `SELECT User AS user, Host AS host FROM mysql.user WHERE COALESCE(plugin, '') IN ${passwordPlugins} ` +
  "AND COALESCE(authentication_string, '') = ''"

const globalPrivileges = `SELECT User AS user, Host AS host, ${privilegeList('global')} AS privileges FROM mysql.user`

const byDialect: Readonly<Record<Dialect, Partial<Record<StatementName, string>>>> = {
  'mysql-5.5': {
    accounts: accounts(["COALESCE(plugin, '') AS plugin", 'ssl_type']),
    'empty-passwords': `${emptyInOneColumn} AND Password = ''`,
    'automate-users': automateUsers,
    privileges: globalPrivileges,
  },
  'mysql-5.6': {
    accounts: accounts(["COALESCE(plugin, '') AS plugin", 'ssl_type', 'password_expired AS expired']),
    'empty-passwords': `${emptyInOneColumn} AND Password = ''`,
    'automate-users': automateUsers,
    privileges: globalPrivileges,
  },
  'mysql-5.7': mysql57(),
  'mysql-8': {
    ...mysql57(),
    components: 'SELECT component_urn AS name FROM mysql.component',
    'dynamic-privileges':
      'SELECT USER AS user, HOST AS host, PRIV AS privileges, WITH_GRANT_OPTION AS grantable FROM mysql.global_grants',
    roles:
      'SELECT TO_USER AS user, TO_HOST AS host, FROM_USER AS role_user, FROM_HOST AS role_host FROM mysql.role_edges',
  },
  'mariadb-10.1': {
    accounts: accounts(['plugin', 'ssl_type', 'password_expired AS expired', 'is_role AS role']),
    'empty-passwords': `${emptyInOneColumn} AND Password = '' AND is_role = 'N'`,
    'automate-users': automateUsers,
    privileges: globalPrivileges,
    roles: mariadbRoles(),
  },
  'mariadb-10.4': {
    accounts:
      "SELECT User AS user, Host AS host, COALESCE(JSON_VALUE(Priv, '$.plugin'), '') AS plugin, " +
      "COALESCE(JSON_VALUE(Priv, '$.ssl_type'), '0') AS ssl_type, " +
      "IF(COALESCE(JSON_VALUE(Priv, '$.password_last_changed'), '1') = '0', 'Y', 'N') AS expired, " +
      "JSON_VALUE(Priv, '$.password_lifetime') AS lifetime, " +
      "IF(JSON_VALUE(Priv, '$.account_locked') IN ('1', 'true'), 'Y', 'N') AS locked, " +
      "IF(JSON_VALUE(Priv, '$.is_role') IN ('1', 'true'), 'Y', 'N') AS role FROM mysql.global_priv",
    'empty-passwords':
      "SELECT User AS user, Host AS host FROM mysql.global_priv WHERE COALESCE(JSON_VALUE(Priv, '$.plugin'), '') " +
      `IN ${passwordPlugins} AND COALESCE(JSON_VALUE(Priv, '$.authentication_string'), '') = '' ` +
      "AND COALESCE(JSON_VALUE(Priv, '$.is_role'), '0') NOT IN ('1', 'true')",
    'automate-users': automateUsers,
    privileges: globalPrivileges,
    roles: mariadbRoles(),
  },
}

/** Every statement that may be sent to a server of this dialect, by name. */
export function statementsFor(dialect: Dialect | undefined): Partial<Readonly<Record<StatementName, string>>> {
  if (dialect === undefined) {
    const { version, settings, session } = everywhere
    return { ...(version && { version }), ...(settings && { settings }), ...(session && { session }) }
  }
  return { ...everywhere, ...byDialect[dialect] }
}

function accounts(columns: readonly string[]): string {
  return `SELECT User AS user, Host AS host, ${columns.join(', ')} FROM mysql.user`
}

function mysql57(): Partial<Record<StatementName, string>> {
  return {
    accounts: accounts([
      'plugin',
      'ssl_type',
      'password_expired AS expired',
      'password_lifetime AS lifetime',
      'account_locked AS locked',
    ]),
    'empty-passwords': emptyInOneColumn,
    'automate-users': automateUsers,
    privileges: globalPrivileges,
  }
}

function mariadbRoles(): string {
  return "SELECT User AS user, Host AS host, Role AS role_user, '' AS role_host FROM mysql.roles_mapping"
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}
