import type { Missing } from '../../model/evidence.ts'
import { flag, integer, listOf, oneOf, orNull, record, type Shape, settings, text } from '../shape.ts'
import type {
  DatabaseAccount,
  DatabaseEncryptionFact,
  DatabasePluginsFact,
  DatabasePrivilegesFact,
  DatabaseVersionFact,
  Gap,
  Grantee,
  MysqlFacts,
} from './facts.ts'

const name = text(300)
const mostRows = 20_000

const gaps = listOf(
  record<Gap>({
    part: name,
    missing: record<Missing>({
      reason: oneOf(['denied', 'absent', 'timeout', 'unreadable', 'interrupted', 'too-large']),
      detail: text(1000),
    }),
  }),
  20,
)

const privileges = listOf(name, 200)

const account = record<DatabaseAccount>({
  user: name,
  host: name,
  plugin: name,
  role: flag,
  locked: orNull(flag),
  passwordExpired: orNull(flag),
  passwordLifetime: orNull(integer(0, 0xffff_ffff)),
  requiresEncryption: orNull(flag),
  emptyPassword: orNull(flag),
  belongsToAutomateUser: orNull(flag),
})

type Row<List extends 'everywhere' | 'databases' | 'systemTables' | 'roles'> = DatabasePrivilegesFact[List][number]

/** What the facts of the MySQL witness look like in a stored file. */
export const mysqlShapes: { readonly [Name in keyof MysqlFacts]: Shape<MysqlFacts[Name]> } = {
  'mysql.version': record<DatabaseVersionFact>({
    product: oneOf(['mysql', 'mariadb', 'percona', 'unknown']),
    version: name,
    comment: orNull(name),
    system: orNull(name),
    account: name,
  }),
  'mysql.settings': record({ variables: settings(500) }),
  'mysql.accounts': record({ accounts: listOf(account, mostRows), gaps }),
  'mysql.privileges': record<DatabasePrivilegesFact>({
    everywhere: listOf(record<Row<'everywhere'>>({ user: name, host: name, privileges }), mostRows),
    databases: listOf(record<Row<'databases'>>({ user: name, host: name, database: name, privileges }), mostRows),
    systemTables: listOf(record<Row<'systemTables'>>({ user: name, host: name, table: name, privileges }), mostRows),
    roles: listOf(
      record<Row<'roles'>>({ user: name, host: name, role: record<Grantee>({ user: name, host: name }) }),
      mostRows,
    ),
    gaps,
  }),
  'mysql.encryption': record<DatabaseEncryptionFact>({
    offered: flag,
    protocol: orNull(name),
    cipher: orNull(name),
    verified: flag,
    certificateUntil: orNull(name),
  }),
  'mysql.databases': record({ names: listOf(name, mostRows), complete: flag }),
  'mysql.plugins': record<DatabasePluginsFact>({
    plugins: listOf(record({ name, kind: name, active: flag }), 1_000),
    components: listOf(name, 1_000),
    gaps,
  }),
}
