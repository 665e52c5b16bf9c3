import type { Evidence } from '../../model/evidence.ts'
import type { Answer, Row } from './answer.ts'
import { type DatabaseAccess, type DatabaseLine, openLine } from './connection/collect.ts'
import { dialectOf } from './dialect.ts'
import type { MysqlFacts } from './facts.ts'
import {
  type Answers,
  notInThisVersion,
  readAccounts,
  readDatabases,
  readEncryption,
  readPlugins,
  readSettings,
  readVersion,
  word,
} from './parse.ts'
import { readPrivileges } from './privileges.ts'
import { type StatementName, statementsFor } from './statements.ts'

export { NotEncrypted } from './connection/collect.ts'

export interface MysqlLook extends DatabaseAccess {
  /** The machine that the database runs on; the name that the server gives itself if absent. */
  readonly machine?: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Asks one database server everything that the witness knows to ask. What the account may not see is `denied` in its
 * place; a failure to sign in throws, because then nothing was seen at all.
 */
export async function collectMysql(look: MysqlLook): Promise<readonly Evidence[]> {
  const line = await openLine(look)
  try {
    return evidenceOf(look, line, await askAll(line))
  } finally {
    line.close()
  }
}

async function askAll(line: DatabaseLine): Promise<Answers> {
  const { version: versionStatement } = statementsFor(undefined)
  const version = await line.ask(versionStatement ?? '')
  const dialect = 'value' in version ? dialectOf(word(version.value[0], 'version')) : undefined
  const statements = statementsFor(dialect)
  const answers = dialect === undefined ? { ...askedOf(unknownServer), version } : { ...askedOf(unasked), version }
  for (const [name, sql] of Object.entries(statements) as [StatementName, string][]) {
    if (name !== 'version') answers[name] = await line.ask(sql)
  }
  return answers
}

const unasked: Answer<readonly Row[]> = { missing: notInThisVersion }
const unknownServer: Answer<readonly Row[]> = { missing: { reason: 'unreadable', detail: 'version not known' } }

function askedOf(answer: Answer<readonly Row[]>): Record<StatementName, Answer<readonly Row[]>> {
  return {
    version: answer,
    settings: answer,
    session: answer,
    plugins: answer,
    components: answer,
    databases: answer,
    'sees-all-databases': answer,
    accounts: answer,
    'empty-passwords': answer,
    'automate-users': answer,
    privileges: answer,
    'dynamic-privileges': answer,
    'database-privileges': answer,
    'table-privileges': answer,
    roles: answer,
  }
}

function evidenceOf(look: MysqlLook, line: DatabaseLine, answers: Answers): readonly Evidence[] {
  const { host, port, now } = look
  const settings = readSettings(answers)
  const ownName = 'value' in settings ? settings.value.variables['hostname'] : undefined
  const place = `${look.machine ?? (ownName || host)}: mysql://${host.includes(':') ? `[${host}]` : host}:${port}`
  const piece = <Name extends keyof MysqlFacts>(
    fact: Name,
    asked: string,
    answer: Answer<MysqlFacts[Name]>,
  ): Evidence => ({
    fact,
    witness: 'inside',
    server: 'automate',
    source: `${place} ${asked}`,
    at: new Date(now()).toISOString(),
    ...answer,
  })
  return [
    piece('mysql.version', 'VERSION()', readVersion(answers)),
    piece('mysql.settings', 'SHOW GLOBAL VARIABLES', settings),
    piece('mysql.encryption', 'SHOW SESSION STATUS', readEncryption(answers, line)),
    piece('mysql.databases', 'information_schema.SCHEMATA', readDatabases(answers)),
    piece('mysql.plugins', 'information_schema.PLUGINS', readPlugins(answers)),
    piece('mysql.accounts', 'mysql.user', readAccounts(answers)),
    piece('mysql.privileges', 'mysql.user, mysql.db, mysql.tables_priv', readPrivileges(answers)),
  ]
}
