import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { releaseJudgement } from '../release-judgement.ts'
import { runningVersion } from '../running-version.ts'
import { screenconnectUpgrade } from '../screenconnect-upgrade.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No newer release of ScreenConnect is known to the catalogue than the one that runs (screenconnect.md §1.6). */
export const screenconnectRelease: Control = {
  id: 'screenconnect-current.release',
  version: 1,
  measure: 'screenconnect-current',
  title: say('Keine neuere Ausgabe von ScreenConnect ist bekannt', 'No newer release of ScreenConnect is known'),
  reason: say(
    'ScreenConnect wird seit 2024 immer wieder in großem Stil angegriffen; behoben wird nur in neuen Ausgaben.',
    'ScreenConnect has been attacked at scale again and again since 2024; repairs come in new releases only.',
  ),
  looksAt: say(
    'Die Version des Servers, von außen und aus seinen Dateien gelesen, neben der neuesten Ausgabe des Katalogs.',
    'The version of the server, read from outside and from its files, beside the newest release of the catalogue.',
  ),
  servers: ['screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: screenconnectUpgrade,
  references: [upkeepSources.screenconnectDownload, upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('screenconnect-current'),
  judge: (question) => {
    const running = runningVersion(question)
    return [running.known ? releaseJudgement({ ...question, running }) : running.why]
  },
}
