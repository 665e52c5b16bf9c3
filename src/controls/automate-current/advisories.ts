import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import { automateUpgrade } from '../automate-upgrade.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { runningVersion } from '../running-version.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No advisory of the catalogue affects the Automate server that runs (automate.md §7). */
export const automateAdvisories: Control = {
  id: 'automate-current.advisories',
  version: 1,
  measure: 'automate-current',
  title: say(
    'Keine bekannte Sicherheitslücke betrifft diesen Automate-Server',
    'No known vulnerability affects this Automate server',
  ),
  reason: say(
    'Bekannte Lücken werden zuerst und massenhaft ausgenutzt; für einige gibt es öffentlichen Angriffscode.',
    'Known vulnerabilities are exploited first and in masses; attack code for some of them is public.',
  ),
  looksAt: say(
    'Die Version des Servers, von außen und aus seinen Dateien gelesen, neben den Sicherheitslücken des Katalogs.',
    'The version of the server, read from outside and from its files, beside the advisories of the catalogue.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'critical',
  maximumAgeDays: 7,
  remedy: automateUpgrade,
  references: [upkeepSources.connectwiseDisclosures, upkeepSources.exploited],
  mappings: mappingsOf('automate-current'),
  judge: (question) => {
    const running = runningVersion(question)
    return running.known ? advisoryJudgements({ ...question, running, part: 'server' }) : [running.why]
  },
}
