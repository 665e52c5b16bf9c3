import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { runningVersion } from '../running-version.ts'
import { screenconnectUpgrade } from '../screenconnect-upgrade.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No advisory of the catalogue affects the ScreenConnect server that runs (screenconnect.md §6). */
export const screenconnectAdvisories: Control = {
  id: 'screenconnect-current.advisories',
  version: 1,
  measure: 'screenconnect-current',
  title: say(
    'Keine bekannte Sicherheitslücke betrifft diesen ScreenConnect-Server',
    'No known vulnerability affects this ScreenConnect server',
  ),
  reason: say(
    'Mehrere Lücken von ScreenConnect stehen im Verzeichnis nachweislich ausgenutzter Schwachstellen, einige werden für Ransomware benutzt.',
    'Several vulnerabilities of ScreenConnect stand in the catalogue of known exploited ones; some are used for ransomware.',
  ),
  looksAt: say(
    'Die Version des Servers, von außen und aus seinen Dateien gelesen, neben den Sicherheitslücken des Katalogs.',
    'The version of the server, read from outside and from its files, beside the advisories of the catalogue.',
  ),
  servers: ['screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'critical',
  maximumAgeDays: 7,
  remedy: screenconnectUpgrade,
  references: [upkeepSources.connectwiseDisclosures, upkeepSources.exploited],
  mappings: mappingsOf('screenconnect-current'),
  judge: (question) => {
    const running = runningVersion(question)
    return running.known ? advisoryJudgements({ ...question, running, part: 'server' }) : [running.why]
  },
}
