import type { Missing } from '../../model/evidence.ts'

/**
 * What the database itself answers to reading statements. Every fact holds for one database server; the source of
 * its evidence names the machine first and then what was asked: `RMM01: mysql://127.0.0.1:3306 mysql.user`.
 */
export interface MysqlFacts {
  readonly 'mysql.version': DatabaseVersionFact
  readonly 'mysql.settings': DatabaseSettingsFact
  readonly 'mysql.accounts': DatabaseAccountsFact
  readonly 'mysql.privileges': DatabasePrivilegesFact
  readonly 'mysql.encryption': DatabaseEncryptionFact
  readonly 'mysql.databases': DatabaseListFact
  readonly 'mysql.plugins': DatabasePluginsFact
}

/** A part of a fact that could not be had although the rest could. */
export interface Gap {
  readonly part: string
  readonly missing: Missing
}

export interface DatabaseVersionFact {
  readonly product: 'mysql' | 'mariadb' | 'percona' | 'unknown'
  /** As `VERSION()` writes it: `8.0.41`, `10.11.6-MariaDB-log`. */
  readonly version: string
  /** `version_comment`: `MySQL Community Server - GPL`. */
  readonly comment: string | null
  /** `version_compile_os`: `Win64`. */
  readonly system: string | null
  /** The account that looked, as the server matched it: `bollwerk@127.0.0.1`. */
  readonly account: string
}

export interface DatabaseSettingsFact {
  /**
   * Global variables of an allow-list, none of which can hold a secret. A variable that is absent does not exist in
   * this version; `NULL` is written as `NULL`.
   */
  readonly variables: Readonly<Record<string, string>>
}

export interface DatabaseAccount {
  /** Empty for an anonymous account. */
  readonly user: string
  readonly host: string
  /** How it signs in; empty where the version leaves it to the default. */
  readonly plugin: string
  readonly role: boolean
  readonly locked: boolean | null
  readonly passwordExpired: boolean | null
  /** Days; 0 never expires, null follows `default_password_lifetime`. */
  readonly passwordLifetime: number | null
  /** An encrypted connection is demanded of it. */
  readonly requiresEncryption: boolean | null
  /** Worked out by the server; the stored password never leaves it. Null if that could not be asked. */
  readonly emptyPassword: boolean | null
  /** Whether an Automate user of this name exists. Null if that could not be asked. */
  readonly belongsToAutomateUser: boolean | null
}

export interface DatabaseAccountsFact {
  readonly accounts: readonly DatabaseAccount[]
  /** `empty-passwords`, `automate-users`. */
  readonly gaps: readonly Gap[]
}

/** An account or a role by both of its names. */
export interface Grantee {
  readonly user: string
  readonly host: string
}

export interface DatabasePrivilegesFact {
  /** Privileges that hold everywhere, in the words of `GRANT`: `FILE`, `CREATE USER`, `SYSTEM_VARIABLES_ADMIN`. */
  readonly everywhere: readonly (Grantee & { readonly privileges: readonly string[] })[]
  /** `database` may be a pattern: `test\_%`. */
  readonly databases: readonly (Grantee & { readonly database: string; readonly privileges: readonly string[] })[]
  /** On single tables of the database `mysql`. */
  readonly systemTables: readonly (Grantee & { readonly table: string; readonly privileges: readonly string[] })[]
  /** Who was given which role. */
  readonly roles: readonly (Grantee & { readonly role: Grantee })[]
  /** `dynamic-privileges`, `database-privileges`, `table-privileges`, `roles`. */
  readonly gaps: readonly Gap[]
}

export interface DatabaseEncryptionFact {
  /** The server takes encrypted connections. */
  readonly offered: boolean
  /** Of the connection that looked: `TLSv1.3`; null if it was not encrypted. */
  readonly protocol: string | null
  readonly cipher: string | null
  /** A certificate authority was given and the certificate comes from it. */
  readonly verified: boolean
  /** `Ssl_server_not_after` as the server writes it. */
  readonly certificateUntil: string | null
}

export interface DatabaseListFact {
  readonly names: readonly string[]
  /** False if the account may not see every database. */
  readonly complete: boolean
}

export interface DatabasePluginsFact {
  /** What signs in, checks passwords, audits or listens. */
  readonly plugins: readonly { readonly name: string; readonly kind: string; readonly active: boolean }[]
  /** `file://component_validate_password`. */
  readonly components: readonly string[]
  /** `components`. */
  readonly gaps: readonly Gap[]
}
