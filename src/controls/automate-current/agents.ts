import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import { automateAgentRenewal } from '../automate-upgrade.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { runningVersion } from '../running-version.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * No advisory of the catalogue affects the agents. From outside it can fail (an old server hands out old agents) but
 * never pass, because nobody outside sees which agents run on the machines.
 */
export const automateAgents: Control = {
  id: 'automate-current.agents',
  version: 1,
  measure: 'automate-current',
  title: say('Keine bekannte Sicherheitslücke betrifft die Agenten', 'No known vulnerability affects the agents'),
  reason: say(
    'Agenten laufen mit höchsten Rechten auf den Rechnern der Kunden; ein neuer Server macht aus alten Agenten keine neuen.',
    "Agents run with the highest rights on the customers' machines; a new server does not turn old agents into new ones.",
  ),
  servers: ['automate'],
  witnesses: ['inside', 'outside'],
  severity: 'medium',
  maximumAgeDays: 7,
  remedy: automateAgentRenewal,
  references: [upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('automate-current'),
  judge: (question) => {
    const running = runningVersion(question)
    return running.known ? advisoryJudgements({ ...question, running, part: 'client' }) : [running.why]
  },
}
