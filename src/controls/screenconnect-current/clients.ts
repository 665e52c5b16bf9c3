import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { runningVersion } from '../running-version.ts'
import { screenconnectClientRenewal } from '../screenconnect-upgrade.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * No advisory of the catalogue affects the clients and agents. From outside it can fail (an old server hands out old
 * clients) but never pass: after the upgrade of the server, clients stay old until they are reinstalled.
 */
export const screenconnectClients: Control = {
  id: 'screenconnect-current.clients',
  version: 1,
  measure: 'screenconnect-current',
  title: say(
    'Keine bekannte Sicherheitslücke betrifft die Clients und Agenten',
    'No known vulnerability affects the clients and agents',
  ),
  reason: say(
    'Über alte Clients breitete sich im September 2026 ein Angriff von Rechner zu Rechner aus; das Update des Servers allein schließt die Lücke nicht.',
    'Through old clients an attack spread from machine to machine in September 2026; upgrading the server alone does not close the hole.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside', 'outside'],
  severity: 'critical',
  maximumAgeDays: 7,
  remedy: screenconnectClientRenewal,
  references: [upkeepSources.screenconnectBulletin, upkeepSources.exploited],
  mappings: mappingsOf('screenconnect-current'),
  judge: (question) => {
    const running = runningVersion(question)
    return running.known ? advisoryJudgements({ ...question, running, part: 'client' }) : [running.why]
  },
}
