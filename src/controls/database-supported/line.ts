import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { databaseLineChange } from '../database-upgrade.ts'
import { lineJudgement } from '../line-judgement.ts'
import { mappingsOf } from '../mappings.ts'
import { runningDatabase } from '../running-database.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The line of the database that greets still gets security fixes, and will for a while (automate.md §8.2). */
export const databaseLine: Control = {
  id: 'database-supported.line',
  version: 1,
  measure: 'database-supported',
  title: say(
    'Die Linie der Datenbank erhält noch Sicherheitsupdates',
    'The line of the database still gets security fixes',
  ),
  reason: say(
    'In der Datenbank liegen die Zugangsdaten aller Kunden. Nach dem Ende einer Linie bleiben neue Lücken für immer offen; MySQL 8.0 endete am 2026-04-30.',
    'The credentials of all customers lie in the database. After the end of a line new holes stay open for ever; MySQL 8.0 ended on 2026-04-30.',
  ),
  looksAt: say(
    'Die Version, wie die Datenbank sie selbst nennt; sonst die der Programmdatei unter Windows; sonst die des Grußes am Datenbank-Port.',
    'The version as the database gives it; otherwise that of the program file on Windows; otherwise that of the greeting at the database port.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: databaseLineChange,
  references: [upkeepSources.mysqlEnd, upkeepSources.mysqlUpgrade],
  mappings: mappingsOf('database-supported'),
  judge: (question) => {
    const running = runningDatabase(question)
    return [running.known ? lineJudgement({ ...question, running }) : running.why]
  },
}
