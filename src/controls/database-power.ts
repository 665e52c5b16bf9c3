import type { DatabasePrivilegesFact, Grantee } from '../evidence/mysql/facts.ts'
import { sameAccount } from './database-account.ts'

/** Privileges that make an account master of the server or of its files (automate.md §8.4). */
const powers: ReadonlySet<string> = new Set([
  'FILE',
  'SUPER',
  'SYSTEM_VARIABLES_ADMIN',
  'PROCESS',
  'SHUTDOWN',
  'CREATE USER',
  'GRANT OPTION',
  'SET_USER_ID',
  'SET_ANY_DEFINER',
  'SYSTEM_USER',
  'ROLE_ADMIN',
  'BACKUP_ADMIN',
  'CLONE_ADMIN',
])

const writing: readonly string[] = ['INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'GRANT']

/** What an account may do beyond using data, its roles included; `mysql.*` stands for writing in the system tables. */
export function powersOf(account: Grantee, fact: DatabasePrivilegesFact): readonly string[] {
  const found = new Set<string>()
  for (const holder of withRoles(account, fact)) for (const power of directPowers(holder, fact)) found.add(power)
  return [...found]
}

function directPowers(holder: Grantee, fact: DatabasePrivilegesFact): readonly string[] {
  const everywhere = fact.everywhere.filter((one) => sameAccount(one, holder)).flatMap(({ privileges }) => privileges)
  const onSystem = [
    ...everywhere,
    ...fact.databases
      .filter((one) => sameAccount(one, holder) && meansSystem(one.database))
      .flatMap(({ privileges }) => privileges),
    ...fact.systemTables.filter((one) => sameAccount(one, holder)).flatMap(({ privileges }) => privileges),
  ]
  const writes = onSystem.some((privilege) =>
    writing.some((word) => privilege === word || privilege === `${word} OPTION`),
  )
  return [...everywhere.filter((privilege) => powers.has(privilege)), ...(writes ? ['mysql.*'] : [])]
}

/** The account and every role that it was given, also by way of other roles. */
function withRoles(account: Grantee, { roles }: DatabasePrivilegesFact): readonly Grantee[] {
  const known: Grantee[] = [account]
  for (const holder of known) {
    for (const { role } of roles.filter((one) => sameAccount(one, holder)))
      if (!known.some((one) => sameAccount(one, role))) known.push(role)
  }
  return known
}

/** Whether a name with the wildcards of `LIKE` fits the database `mysql`; a backslash takes a wildcard its meaning. */
function meansSystem(pattern: string): boolean {
  const parts = pattern.match(/\\.|./gsu) ?? []
  const source = parts.map((part) => (part === '%' ? '.*' : part === '_' ? '.' : escaped(part.replace(/^\\/, ''))))
  return new RegExp(`^${source.join('')}$`, 'i').test('mysql')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
