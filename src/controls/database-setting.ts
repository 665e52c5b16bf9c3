import type { DatabasePluginsFact } from '../evidence/mysql/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'
import type { Question, RemedyText } from './control.ts'
import { databaseSays, databaseSaysOn } from './database-inside.ts'
import { machineOf, newestPerMachine } from './machines.ts'
import { seenOnly } from './vantage-evidence.ts'

/** The settings of one database server, by whoever could tell them. */
export interface SettingsView {
  readonly machine: string
  /** `sql`: what holds now. `file`: only what `my.ini` writes down; everything else follows a default. */
  readonly by: 'sql' | 'file'
  readonly variables: Readonly<Record<string, string>>
  readonly mariadb: boolean
  /** The server runs without looking at accounts; only SQL shows that of a running one. */
  readonly withoutAccounts: boolean
  readonly plugins: DatabasePluginsFact | undefined
  readonly passwordsIn: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** What is wrong with one setting, or worth a word. */
interface SettingAnswer {
  /** `note`: told, but neither good nor bad here; nothing is to be changed. */
  readonly kind: 'fail' | 'note'
  readonly severity?: Severity
  readonly says: Text
  readonly remedy?: RemedyText
}

/** One row of automate.md §8.4. */
export interface SettingRow {
  readonly item: string
  /** Where what is judged is no setting with this name. */
  readonly title?: Text
  readonly severity: Severity
  /** `undefined`: as it should be. `absent`: this version or this file does not know the setting. */
  judge(view: SettingsView): SettingAnswer | 'absent' | undefined
}

/**
 * What is known of the settings: what running servers say and, where none said anything, what the files of those say
 * that Windows runs. The two are never mixed, because a file may have been changed since the server started.
 */
export function settingsViews(question: Question): readonly SettingsView[] {
  const running = databaseSays(question, 'mysql.settings').map(({ machine, piece, value }): SettingsView => {
    const version = databaseSaysOn(question, 'mysql.version', machine)
    const plugins = databaseSaysOn(question, 'mysql.plugins', machine)
    return {
      machine,
      by: 'sql',
      variables: value.variables,
      mariadb: version?.value.product === 'mariadb',
      withoutAccounts: version?.value.account.startsWith('skip-grants user@') === true,
      plugins: plugins?.value,
      passwordsIn: [],
      evidence: [piece, ...(version ? [version.piece] : [])],
    }
  })
  return running.length > 0 ? running : fileViews(question)
}

/** What the files say of the servers that run, for whatever only a file can tell. */
export function fileViews({ evidence, server }: Question): readonly SettingsView[] {
  return seenOnly(newestPerMachine(evidence.about(server.kind, 'windows.database'))).flatMap((piece) =>
    piece.value.servers
      .filter(({ state }) => state === 'Running')
      .map(({ service, program, settings, passwordsIn }): SettingsView => {
        const mariadb = /mariadb/i.test(`${service} ${program ?? ''}`)
        const view = { by: 'file', variables: written(settings), withoutAccounts: false, plugins: undefined } as const
        return { ...view, machine: machineOf(piece), mariadb, passwordsIn, evidence: [piece] }
      }),
  )
}

/** A name alone means on (`skip-networking`), `loose_` only silences an error, `skip_` before a name means off. */
function written(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const known = name.replace(/^loose_/, '')
      const unquoted = value.replace(/^(["'])(.*)\1$/, '$2')
      return [known, unquoted === '' && isFlag(known) ? 'ON' : unquoted]
    }),
  )
}

function isFlag(name: string): boolean {
  return name.startsWith('skip_') || ['local_infile', 'general_log', 'log_raw', 'allow_suspicious_udfs'].includes(name)
}

/** `general_log=0 in my.ini` or `general_log is OFF`: where a value was read. */
export function readAs({ by, variables }: SettingsView, name: string): Text {
  const value = variables[name] ?? ''
  const shown = value === '' ? say('leer', 'empty') : { de: value, en: value }
  if (by === 'sql') return say(`${name} ist ${shown.de}`, `${name} is ${shown.en}`)
  return say(`my.ini setzt ${name} auf ${shown.de}`, `my.ini sets ${name} to ${shown.en}`)
}
