import { compareVersions, parseVersion, type Version } from '../../catalog/index.ts'
import type { Evidence } from '../../model/evidence.ts'
import { joined, say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { accountName, isReserved } from '../database-account.ts'
import { databaseSays, databaseSaysOn, databaseSilent, itemOn } from '../database-inside.ts'
import { fileViews } from '../database-setting.ts'
import { databaseSources } from '../database-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { removedModes, removedSettings } from '../removed-settings.ts'
import { runningDatabase } from '../running-database.ts'

/**
 * What stands in the way to the next long-term line (8.4, then 9.7), so that nobody finds out in the maintenance
 * window (automate.md §8.4; MySQL reference manual 8.4, "Upgrade Paths"). An inventory: nothing here is to be changed
 * before the upgrade itself, and which lines ConnectWise approves is not public.
 */
export const databaseUpgradeBlockers: Control = {
  id: 'database-patched.upgrade-blockers',
  version: 1,
  measure: 'database-patched',
  title: say(
    'Dem Wechsel auf eine neuere MySQL-Linie steht nichts im Weg',
    'Nothing stands in the way of moving to a newer MySQL line',
  ),
  reason: say(
    'MySQL 8.0 erhält seit dem 2026-04-30 keine Sicherheitsupdates mehr. Wer die Hindernisse vorher kennt, wechselt in einer Nacht; wer sie nicht kennt, spielt die Sicherung zurück.',
    'MySQL 8.0 has had no security fixes since 2026-04-30. Whoever knows the obstacles before moves in one night; whoever does not restores the backup.',
  ),
  looksAt: say(
    'Konten mit mysql_native_password, sql_mode, und Einstellungen in my.ini, die neuere Linien nicht mehr kennen.',
    'Accounts with mysql_native_password, sql_mode, and settings in my.ini that newer lines no longer know.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'low',
  maximumAgeDays: 90,
  remedy: {
    summary: say(
      'Ändern Sie jetzt nichts. Nehmen Sie diese Punkte in den Plan für den Wechsel auf.',
      'Change nothing now. Put these points into the plan for the move.',
    ),
    steps: [
      say(
        'Fragen Sie ConnectWise oder Ihren Supportpartner, welche Linie Ihre Automate-Ausgabe verträgt, und wie deren Konten dort anzulegen sind.',
        'Ask ConnectWise or your support partner which line your Automate release works with, and how its accounts are to be created there.',
      ),
      say(
        'Spielen Sie den Wechsel mit einer Kopie des Servers durch; die MySQL Shell nennt weitere Hindernisse: mysqlsh root@localhost -- util checkForServerUpgrade',
        'Rehearse the move with a copy of the server; the MySQL Shell names further obstacles: mysqlsh root@localhost -- util checkForServerUpgrade',
      ),
    ],
    automatic: false,
    rollback: say('Nicht nötig: Es wird nichts geändert.', 'Not needed: nothing is changed.'),
    downtime: say('Keine, solange Sie mit einer Kopie üben.', 'None as long as you rehearse with a copy.'),
  },
  references: [databaseSources.upgradePaths, databaseSources.nativePassword],
  mappings: mappingsOf('database-patched'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const running = runningDatabase(question)
  if (!running.known) return [databaseSilent(question, 'mysql.version')]
  const { version, evidence } = running
  if (version.product === 'mariadb') return [notApplicable(noMysql, evidence)]
  if (isFrom(version, '9.7')) return [notApplicable(newestLine, evidence)]
  const accounts = databaseSays(question, 'mysql.accounts')
  if (accounts.length === 0) return [databaseSilent(question, 'mysql.accounts')]
  const found = [
    ...accounts.flatMap(({ machine }) => [
      ...nativePasswords(question, machine, accounts.length),
      ...sqlMode(question, { machine, machines: accounts.length, version }),
    ]),
    ...writtenSettings(question, version),
  ]
  return found.length > 0
    ? found
    : [
        nothing(
          accounts.map(({ piece }) => piece),
          version,
        ),
      ]
}

function nativePasswords(question: Question, machine: string, machines: number): readonly Judgement[] {
  const saying = databaseSaysOn(question, 'mysql.accounts', machine)
  const old = (saying?.value.accounts ?? []).filter(
    (account) =>
      !account.role &&
      !isReserved(account) &&
      ['mysql_native_password', 'mysql_old_password', ''].includes(account.plugin),
  )
  if (!saying || old.length === 0) return []
  const some = old.slice(0, 5).map(accountName).join(', ')
  const named = old.length > 5 ? say(`${some} und weitere`, `${some} and others`) : { de: some, en: some }
  return [
    {
      item: itemOn(machine, 'mysql_native_password', machines),
      outcome: 'manual',
      title: say('Konten benutzen noch mysql_native_password', 'Accounts still use mysql_native_password'),
      detail: say(
        `${machine}: Mit mysql_native_password melden sich an: ${named.de} (Konten: ${old.length}). In 8.4 ist das abgeschaltet, ab 9.0 gibt es das nicht mehr. Konten von Automate stellt nur Automate um.`,
        `${machine}: These sign in with mysql_native_password: ${named.en} (accounts: ${old.length}). It is off in 8.4 and gone from 9.0 on. Accounts of Automate are converted by Automate only.`,
      ),
      evidence: [saying.piece],
    },
  ]
}

interface Place {
  readonly machine: string
  readonly machines: number
  readonly version: Version
}

function sqlMode(question: Question, { machine, machines, version }: Place): readonly Judgement[] {
  const saying = databaseSaysOn(question, 'mysql.settings', machine)
  const mode = saying?.value.variables['sql_mode']
  if (!saying || mode === undefined) return []
  const modes = mode.split(',')
  const gone = isFrom(version, '8.0') ? [] : removedModes.filter((word) => modes.includes(word))
  const strict = /STRICT_(ALL|TRANS)_TABLES/.test(mode)
  if (gone.length === 0 && strict) return []
  const parts = [
    ...(strict
      ? []
      : [
          say(
            `Der sql_mode („${quotation(mode)}“) ist nicht streng; eine neue Installation ist es. Ändern Sie ihn nicht, sondern nehmen Sie den jetzigen Wert in die neue my.ini mit.`,
            `The sql_mode ("${quotation(mode)}") is not strict; a new installation is. Do not change it, but take the present value along into the new my.ini.`,
          ),
        ]),
    ...(gone.length === 0
      ? []
      : [
          say(
            `${gone.join(', ')} gibt es ab 8.0 nicht mehr: Steht das beim Wechsel noch in my.ini, startet die neue Version nicht.`,
            `${gone.join(', ')} is gone from 8.0 on: if it still stands in my.ini at the move, the new version does not start.`,
          ),
        ]),
  ]
  const detail = joined(parts)
  return [
    {
      item: itemOn(machine, 'sql_mode', machines),
      outcome: 'manual',
      title: say('Der sql_mode muss mit umziehen', 'The sql_mode has to move along'),
      detail: say(`${machine}: ${detail.de}`, `${machine}: ${detail.en}`),
      evidence: [saying.piece],
    },
  ]
}

function writtenSettings(question: Question, version: Version): readonly Judgement[] {
  const views = fileViews(question)
  return views.flatMap(({ machine, variables, evidence }): Judgement[] => {
    const gone = removedSettings.filter(({ name, since }) => !isFrom(version, since) && variables[name] !== undefined)
    if (gone.length === 0) return []
    const list = gone.map(({ name, since }) => `${name} (${since})`).join(', ')
    return [
      {
        item: itemOn(machine, 'removed-settings', new Set(views.map((view) => view.machine)).size),
        outcome: 'manual',
        title: say(
          'my.ini nennt Einstellungen, die neuere Linien nicht kennen',
          'my.ini names settings that newer lines do not know',
        ),
        detail: say(
          `${machine}: In my.ini stehen Einstellungen, die neuere Linien nicht mehr kennen: ${list}. Stehen sie beim Wechsel noch darin, startet die neue Version nicht. Die Liste ist nicht vollständig.`,
          `${machine}: my.ini holds settings that newer lines no longer know: ${list}. If they still stand there at the move, the new version does not start. The list is not complete.`,
        ),
        evidence,
      },
    ]
  })
}

function isFrom(version: Version, line: string): boolean {
  const known = parseVersion('mysql', `${line}.0`)
  return known.ok && compareVersions({ ...version, parts: version.parts.slice(0, 3) }, known.value) >= 0
}

function nothing(evidence: readonly Evidence[], { text }: Version): Judgement {
  return {
    outcome: 'pass',
    detail: say(
      `Auf dem Weg von ${text} zur nächsten Linie ist kein Hindernis zu sehen. Ob ConnectWise sie freigibt, fragen Sie bitte dort.`,
      `On the way from ${text} to the next line no obstacle can be seen. Please ask ConnectWise whether it approves that line.`,
    ),
    evidence,
  }
}

const noMysql = say(
  'Es läuft MariaDB; der Weg zu MySQL 8.4 ist ein Umzug der Daten und kein Wechsel der Linie.',
  'MariaDB runs; the way to MySQL 8.4 is a move of the data and not a change of the line.',
)

const newestLine = say(
  'Es läuft schon die neueste Linie mit langer Unterstützung.',
  'The newest line with long-term support runs already.',
)
