import type { Evidence, Missing } from '../../model/evidence.ts'
import { type Answer, printable, type Row } from './answer.ts'
import { productOf } from './dialect.ts'
import type {
  DatabaseAccount,
  DatabaseEncryptionFact,
  DatabaseListFact,
  DatabasePluginsFact,
  DatabaseSettingsFact,
  DatabaseVersionFact,
  Gap,
} from './facts.ts'
import { readVariables } from './settings.ts'
import type { StatementName } from './statements.ts'

/** What every statement brought that was asked; one that this version does not have is `absent`. */
export type Answers = Readonly<Record<StatementName, Answer<readonly Row[]>>>

/** How the connection that looked was protected. */
export interface LineProtection {
  readonly encrypted: boolean
  readonly verified: boolean
}

/** The version, told by the product that it is. */
export function readVersion({ version, settings }: Answers): Answer<DatabaseVersionFact> {
  return mapped(version, (rows) => {
    const text = word(rows[0], 'version')
    const variables = 'value' in settings ? variablesOf(settings.value) : new Map<string, string>()
    const comment = variables.get('version_comment') ?? null
    const system = variables.get('version_compile_os') ?? null
    return { product: productOf(text, comment), version: text, comment, system, account: word(rows[0], 'account') }
  })
}

/** The variables of the allow-list that this version has; anything else that came is left out. */
export function readSettings({ settings }: Answers): Answer<DatabaseSettingsFact> {
  return mapped(settings, (rows) => ({ variables: Object.fromEntries(variablesOf(rows)) }))
}

export function readEncryption({ session }: Answers, line: LineProtection): Answer<DatabaseEncryptionFact> {
  return mapped(session, (rows) => {
    const status = new Map(rows.map((row) => [word(row, 'Variable_name').toLowerCase(), word(row, 'Value', 300)]))
    const orNull = (name: string): string | null => status.get(name) || null
    return {
      offered: line.encrypted,
      protocol: orNull('ssl_version'),
      cipher: orNull('ssl_cipher'),
      verified: line.verified,
      certificateUntil: orNull('ssl_server_not_after'),
    }
  })
}

export function readDatabases(answers: Answers): Answer<DatabaseListFact> {
  const privilege = answers['sees-all-databases']
  const complete = 'value' in privilege && Number(privilege.value[0]?.['held'] ?? 0) > 0
  return mapped(answers.databases, (rows) => ({ names: rows.map((row) => word(row, 'name')).sort(), complete }))
}

export function readPlugins({ plugins, components }: Answers): Answer<DatabasePluginsFact> {
  return mapped(plugins, (rows) => ({
    plugins: rows.map((row) => ({
      name: word(row, 'name'),
      kind: word(row, 'kind'),
      active: row['status'] === 'ACTIVE',
    })),
    components: 'value' in components ? components.value.map((row) => word(row, 'name')) : [],
    gaps: gapOf('components', components),
  }))
}

/** The accounts; what a version does not know of them is null. */
export function readAccounts(answers: Answers): Answer<{
  readonly accounts: readonly DatabaseAccount[]
  readonly gaps: readonly Gap[]
}> {
  const empty = namesIn(answers['empty-passwords'])
  const automate = namesIn(answers['automate-users'])
  const gaps = [
    ...gapOf('empty-passwords', answers['empty-passwords']),
    ...gapOf('automate-users', answers['automate-users']),
  ]
  return mapped(answers.accounts, (rows) => ({
    accounts: rows.map((row) => accountOf(row, { empty, automate })),
    gaps,
  }))
}

interface Marked {
  readonly empty: ReadonlySet<string> | undefined
  readonly automate: ReadonlySet<string> | undefined
}

function accountOf(row: Row, { empty, automate }: Marked): DatabaseAccount {
  const key = keyOf(row)
  return {
    user: word(row, 'user'),
    host: word(row, 'host'),
    plugin: word(row, 'plugin'),
    role: row['role'] === 'Y',
    locked: yesOrNo(row['locked']),
    passwordExpired: yesOrNo(row['expired']),
    passwordLifetime: days(row['lifetime']),
    requiresEncryption: row['ssl_type'] === undefined ? null : !['', '0', null].includes(row['ssl_type']),
    emptyPassword: empty ? empty.has(key) : null,
    belongsToAutomateUser: automate ? automate.has(key) : null,
  }
}

function namesIn(answer: Answer<readonly Row[]>): ReadonlySet<string> | undefined {
  return 'value' in answer ? new Set(answer.value.map(keyOf)) : undefined
}

function keyOf(row: Row): string {
  return `${row['user'] ?? ''}\n${row['host'] ?? ''}`
}

function yesOrNo(value: string | null | undefined): boolean | null {
  return value === 'Y' ? true : value === 'N' ? false : null
}

/** MariaDB writes -1 where the default holds, MySQL NULL. */
function days(value: string | null | undefined): number | null {
  return value !== null && value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null
}

function variablesOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  const allowed = new Set(readVariables)
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const name = word(row, 'Variable_name').toLowerCase()
      const value = row['Value']
      return allowed.has(name) ? [[name, value === null || value === undefined ? 'NULL' : printable(value, 2000)]] : []
    }),
  )
}

/** A part that the version does not have is no gap. */
export function gapOf(part: StatementName, answer: Answer<unknown>): readonly Gap[] {
  return 'missing' in answer && answer.missing !== notInThisVersion ? [{ part, missing: answer.missing }] : []
}

/** Why a statement was not asked: the version has nothing of the kind. */
export const notInThisVersion: Missing = { reason: 'absent', detail: 'not in this version' }

export function word(row: Row | undefined, name: string, longest = 300): string {
  return printable(row?.[name] ?? '', longest)
}

export function mapped<From, To>(answer: Answer<From>, read: (value: From) => To): Answer<To> {
  return 'value' in answer ? { value: read(answer.value) } : answer
}

/** The machine that evidence of this witness speaks of. */
export function machineNameIn([first]: readonly Evidence[]): string {
  const source = first?.source ?? ''
  return source.slice(0, Math.max(0, source.indexOf(': ')))
}
