import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { askTheDatabase, collectHint, databaseSilent, itemOn } from '../database-inside.ts'
import { fileViews, type SettingRow, type SettingsView, settingsViews } from '../database-setting.ts'
import { settingNotes } from '../database-setting-notes.ts'
import { settingRows } from '../database-setting-rows.ts'
import { databaseSources } from '../database-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'

/** The settings of automate.md §8.4: one answer for each that is not as it should be. */
export const databaseSettings: Control = {
  id: 'database-patched.settings',
  version: 1,
  measure: 'database-patched',
  title: say('Die Einstellungen der Datenbank sind sicher', 'The settings of the database are safe'),
  reason: say(
    'Auch eine Datenbank auf dem neuesten Stand gibt alles preis, wenn sie auf allen Adressen hört, Kennwörter mitschreibt oder ohne Konten läuft.',
    'Even a database that is up to date gives everything away if it listens everywhere, writes passwords down or runs without accounts.',
  ),
  looksAt: say(
    'Was die laufende Datenbank als ihre Einstellungen nennt (bollwerk collect mysql); wo sie nicht gefragt wurde, was in my.ini steht (bollwerk collect windows).',
    'What the running database gives as its settings (bollwerk collect mysql); where it was not asked, what stands in my.ini (bollwerk collect windows).',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Ändern Sie die genannte Einstellung in einem Wartungsfenster und prüfen Sie danach, dass Automate arbeitet.',
      'Change the setting that is named in a maintenance window and then check that Automate works.',
    ),
    steps: [
      say(
        'Sichern Sie my.ini und ändern Sie nur die genannte Einstellung. Was hier nicht genannt ist, lassen Sie, wie es ist.',
        'Save a copy of my.ini and change only the setting that is named. Leave what is not named here as it is.',
      ),
      say(
        'Starten Sie den Datenbank-Dienst neu und erheben Sie die Belege neu: bollwerk collect mysql.',
        'Restart the database service and collect the evidence again: bollwerk collect mysql.',
      ),
    ],
    automatic: true,
    rollback: say(
      'Spielen Sie die gesicherte my.ini zurück und starten Sie den Dienst neu.',
      'Put the saved my.ini back and restart the service.',
    ),
    downtime: say('Ein Neustart der Datenbank.', 'One restart of the database.'),
  },
  references: [databaseSources.systemVariables, databaseSources.securityGuidelines],
  mappings: mappingsOf('database-patched'),
  judge,
}

/** What only a file can tell even where the running server was asked. */
const fileRows = settingRows.filter(({ item }) => ['allow_suspicious_udfs', 'password-in-file'].includes(item))

function judge(question: Question): readonly Judgement[] {
  const views = settingsViews(question)
  if (views.length === 0) return [databaseSilent(question, 'mysql.settings')]
  const besides = views.some(({ by }) => by === 'sql') ? fileViews(question) : []
  const machines = new Set([...views, ...besides].map(({ machine }) => machine)).size
  const failing = [
    ...views.flatMap((view) => settingRows.flatMap((row) => aboutRow(row, view, machines))),
    ...besides.flatMap((view) => fileRows.flatMap((row) => aboutRow(row, view, machines))),
  ]
  const open = views.filter(({ by }) => by === 'file').map((view) => notInFile(view, machines))
  const rest = [...failing, ...open]
  return rest.length > 0 ? rest : views.map((view) => asTheyShouldBe(view, machines))
}

function aboutRow(row: SettingRow, view: SettingsView, machines: number): readonly Judgement[] {
  const answer = row.judge(view)
  if (answer === undefined || answer === 'absent' || answer.kind === 'note') return []
  return [
    {
      item: itemOn(view.machine, row.item, machines),
      outcome: 'fail',
      severity: answer.severity ?? row.severity,
      title:
        row.title ??
        say(`Datenbank: Die Einstellung ${row.item} ist unsicher`, `Database: the setting ${row.item} is unsafe`),
      detail: onMachine(view, answer.says),
      evidence: view.evidence,
      ...(answer.remedy ? { remedy: answer.remedy } : {}),
    },
  ]
}

function asTheyShouldBe(view: SettingsView, machines: number): Judgement {
  const asked = settingRows.filter((row) => row.judge(view) !== 'absent').length
  const good = say(
    `${asked} Einstellungen der Datenbank sind, wie sie sein sollen.`,
    `${asked} settings of the database are as they should be.`,
  )
  const notes = notesOn(view)
  const intro = say('Zur Kenntnis, ohne dass etwas zu tun wäre:', 'To know, with nothing to do:')
  return {
    ...(machines > 1 ? { item: view.machine } : {}),
    outcome: 'pass',
    detail: onMachine(view, joined(notes.length > 0 ? [good, intro, ...notes] : [good])),
    evidence: view.evidence,
  }
}

function notesOn(view: SettingsView): readonly Text[] {
  return [...settingRows, ...settingNotes].flatMap((row) => {
    const answer = row.judge(view)
    return answer !== undefined && answer !== 'absent' && answer.kind === 'note' ? [answer.says] : []
  })
}

/** A file says what somebody wrote down; what holds is known only by the server that runs. */
function notInFile(view: SettingsView, machines: number): Judgement {
  const absent = settingRows.filter((row) => row.judge(view) === 'absent').map(({ item }) => item)
  const why = say(
    `Gesehen wurde nur my.ini; nicht darin stehen: ${absent.join(', ')}. Was gilt, weiß nur die laufende Datenbank.`,
    `Only my.ini was seen; not in it are: ${absent.join(', ')}. What holds is known only by the database that runs.`,
  )
  return {
    item: itemOn(view.machine, 'not-in-file', machines),
    ...unknownBecause(onMachine(view, joined([why, collectHint])), view.evidence),
    severity: 'low',
    remedy: askTheDatabase,
  }
}

function onMachine({ machine }: SettingsView, text: Text): Text {
  return say(`${machine}: ${text.de}`, `${machine}: ${text.en}`)
}
