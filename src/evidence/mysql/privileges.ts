import type { Answer, Row } from './answer.ts'
import type { DatabasePrivilegesFact, Grantee } from './facts.ts'
import { type Answers, gapOf, mapped, word } from './parse.ts'

/** Who may do what: static and dynamic privileges together, and what holds for one database, one table, one role. */
export function readPrivileges(answers: Answers): Answer<DatabasePrivilegesFact> {
  const dynamic = rowsOf(answers['dynamic-privileges'])
  return mapped(answers.privileges, (rows) => ({
    everywhere: together([...rows, ...dynamic]),
    databases: rowsOf(answers['database-privileges']).map((row) => ({
      ...granteeOf(row),
      database: word(row, 'name'),
      privileges: privilegesOf(row),
    })),
    systemTables: rowsOf(answers['table-privileges']).map((row) => ({
      ...granteeOf(row),
      table: word(row, 'name'),
      privileges: privilegesOf(row).map((privilege) => privilege.toUpperCase()),
    })),
    roles: rowsOf(answers.roles).map((row) => ({
      ...granteeOf(row),
      role: { user: word(row, 'role_user'), host: word(row, 'role_host') },
    })),
    gaps: (['dynamic-privileges', 'database-privileges', 'table-privileges', 'roles'] as const).flatMap((part) =>
      gapOf(part, answers[part]),
    ),
  }))
}

/** One entry for each account that holds any privilege. */
function together(rows: readonly Row[]): DatabasePrivilegesFact['everywhere'] {
  const byName = new Map<string, { readonly grantee: Grantee; readonly privileges: Set<string> }>()
  for (const row of rows) {
    const grantee = granteeOf(row)
    const key = `${grantee.user}\n${grantee.host}`
    const known = byName.get(key) ?? { grantee, privileges: new Set() }
    for (const privilege of privilegesOf(row)) known.privileges.add(privilege)
    byName.set(key, known)
  }
  return [...byName.values()]
    .filter(({ privileges }) => privileges.size > 0)
    .map(({ grantee, privileges }) => ({ ...grantee, privileges: [...privileges] }))
}

function granteeOf(row: Row): Grantee {
  return { user: word(row, 'user'), host: word(row, 'host') }
}

function privilegesOf(row: Row): readonly string[] {
  return word(row, 'privileges', 2000)
    .split(',')
    .map((privilege) => privilege.trim())
    .filter((privilege) => privilege !== '' && privilege.length <= 60)
    .slice(0, 200)
}

function rowsOf(answer: Answer<readonly Row[]>): readonly Row[] {
  return 'value' in answer ? answer.value : []
}
