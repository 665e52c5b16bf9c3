import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { versionReadings } from '../running-version.ts'
import { upkeepSources } from '../upkeep-sources.ts'
import { versionAgreementRemedy } from '../version-agreement-remedy.ts'
import { versionAgreement } from '../version-reading.ts'

/** What ScreenConnect shows to the outside and what lies on its server are the same version. */
export const screenconnectVersionsAgree: Control = {
  id: 'screenconnect-current.witnesses-agree',
  version: 1,
  measure: 'screenconnect-current',
  title: say(
    'Blick von außen und Blick von innen nennen dieselbe Version von ScreenConnect',
    'The look from outside and the look inside name the same version of ScreenConnect',
  ),
  reason: say(
    'Nennen zwei Zeugen verschiedene Versionen, ist ein Beleg veraltet, ein Update halb durchgelaufen, oder ein vergessener zweiter Server antwortet.',
    'If two witnesses name different versions, one piece of evidence is outdated, an update went through only half, or a forgotten second server answers.',
  ),
  looksAt: say(
    'Die Version, die der Server nach außen zeigt, und die Dateiversion auf jeder Maschine.',
    'The version that the server shows to the outside, and the file version on every machine.',
  ),
  servers: ['screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: versionAgreementRemedy,
  references: [upkeepSources.screenconnectBulletin],
  mappings: mappingsOf('screenconnect-current'),
  judge: (question) => [versionAgreement(versionReadings(question))],
}
