import { say } from '../../model/text.ts'
import { automateUpgrade } from '../automate-upgrade.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { releaseJudgement } from '../release-judgement.ts'
import { runningVersion } from '../running-version.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No newer release of Automate is known to the catalogue than the one that `agent.aspx` shows (automate.md §3). */
export const automateRelease: Control = {
  id: 'automate-current.release',
  version: 1,
  measure: 'automate-current',
  title: say('Keine neuere Ausgabe von Automate ist bekannt', 'No newer release of Automate is known'),
  reason: say(
    'Sicherheitslücken in Automate werden nur in neuen Ausgaben behoben, und wer Automate übernimmt, hat jeden Rechner der Kunden.',
    'Vulnerabilities in Automate are repaired in new releases only, and whoever takes over Automate has every machine of the customers.',
  ),
  looksAt: say(
    'Die Version des Servers, von außen und aus seinen Dateien gelesen, neben der neuesten Ausgabe des Katalogs.',
    'The version of the server, read from outside and from its files, beside the newest release of the catalogue.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: automateUpgrade,
  references: [upkeepSources.automateFix, upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('automate-current'),
  judge: (question) => {
    const running = runningVersion(question)
    return [running.known ? releaseJudgement({ ...question, running }) : running.why]
  },
}
