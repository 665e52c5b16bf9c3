import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { databaseReadings } from '../running-database.ts'
import { upkeepSources } from '../upkeep-sources.ts'
import { versionAgreementRemedy } from '../version-agreement-remedy.ts'
import { versionAgreement } from '../version-reading.ts'

/** What the database says over the network and what lies on its server are the same version. */
export const databaseVersionsAgree: Control = {
  id: 'database-supported.witnesses-agree',
  version: 1,
  measure: 'database-supported',
  title: say(
    'Blick von außen und Blick von innen nennen dieselbe Datenbank',
    'The look from outside and the look inside name the same database',
  ),
  reason: say(
    'Laufen zwei Datenbanken, oder meldet sich eine andere als die, deren Dateien auf dem Server liegen, prüfen alle übrigen Fragen vielleicht die falsche.',
    'If two databases run, or another one answers than the one whose files lie on the server, all other questions may be asked of the wrong one.',
  ),
  looksAt: say(
    'Den Gruß der Datenbank an ihrem Port und die Dateiversion jedes laufenden Datenbank-Dienstes.',
    'The greeting of the database at its port, and the file version of every database service that runs.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: versionAgreementRemedy,
  references: [upkeepSources.mysqlUpgrade],
  mappings: mappingsOf('database-supported'),
  judge: (question) => [versionAgreement(databaseReadings(question))],
}
