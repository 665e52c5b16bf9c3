import { lineOf } from '../../catalog/index.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { databasePatch } from '../database-upgrade.ts'
import { mappingsOf } from '../mappings.ts'
import { releaseJudgement } from '../release-judgement.ts'
import { runningDatabase } from '../running-database.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * No newer patch is known of the line that the database belongs to. Whether the line itself is still maintained is
 * the question of `database-supported.line`.
 */
export const databaseRelease: Control = {
  id: 'database-patched.release',
  version: 1,
  measure: 'database-patched',
  title: say('Kein neuerer Patch der Datenbank ist bekannt', 'No newer patch of the database is known'),
  reason: say(
    'Oracle liefert etwa alle drei Monate, seit 2026 auch dazwischen, Korrekturen für Lücken, die sich teils ohne Anmeldung ausnutzen lassen.',
    'About every three months, since 2026 also in between, Oracle repairs holes, some of which can be exploited without signing in.',
  ),
  looksAt: say(
    'Die Version, wie die Datenbank sie selbst nennt; sonst die der Programmdatei unter Windows; sonst die des Grußes am Datenbank-Port.',
    'The version as the database gives it; otherwise that of the program file on Windows; otherwise that of the greeting at the database port.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 7,
  remedy: databasePatch,
  references: [upkeepSources.mysqlReleases],
  mappings: mappingsOf('database-patched'),
  judge: (question) => [newestPatch(question)],
}

function newestPatch(question: Question): Judgement {
  const running = runningDatabase(question)
  if (!running.known) return running.why
  const { version, evidence } = running
  const entry = question.catalog.products[version.product]
  const line = lineOf(entry, version)?.line
  if (line !== undefined) return releaseJudgement({ ...question, running, line })
  return {
    outcome: 'unknown',
    detail: say(
      `Es läuft ${entry.name} ${version.text}. Der Katalog kennt diese Linie nicht.`,
      `${entry.name} ${version.text} runs. The catalogue does not know this line.`,
    ),
    evidence,
  }
}
