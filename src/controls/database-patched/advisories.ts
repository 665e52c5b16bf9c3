import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import type { Control } from '../control.ts'
import { databasePatch } from '../database-upgrade.ts'
import { mappingsOf } from '../mappings.ts'
import { runningDatabase } from '../running-database.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No advisory of the catalogue affects the database that greets (automate.md §8.3). */
export const databaseAdvisories: Control = {
  id: 'database-patched.advisories',
  version: 1,
  measure: 'database-patched',
  title: say(
    'Keine bekannte Sicherheitslücke betrifft diese Datenbank',
    'No known vulnerability affects this database',
  ),
  reason: say(
    'Wer die Datenbank liest, hat die Kennwörter aller Kunden; einige Lücken brauchen dafür keine Anmeldung.',
    'Whoever reads the database has the passwords of all customers; some holes need no sign-in for that.',
  ),
  looksAt: say(
    'Die Version, wie die Datenbank sie selbst nennt; sonst die der Programmdatei unter Windows; sonst die des Grußes am Datenbank-Port.',
    'The version as the database gives it; otherwise that of the program file on Windows; otherwise that of the greeting at the database port.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: databasePatch,
  references: [upkeepSources.mysqlReleases],
  mappings: mappingsOf('database-patched'),
  judge: (question) => {
    const running = runningDatabase(question)
    return running.known ? advisoryJudgements({ ...question, running, part: 'server' }) : [running.why]
  },
}
