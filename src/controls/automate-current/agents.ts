import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import { agentVersionJudgements } from '../automate-agent-versions.ts'
import { automateAgentRenewal } from '../automate-upgrade.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { runningVersion } from '../running-version.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * No advisory of the catalogue affects the agents, and none lags behind its server. From outside it can fail (an old
 * server hands out old agents) but never pass: only Automate itself knows which agents run on the machines.
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
  looksAt: say(
    'Die Versionen der Agenten, wie Automate sie zählt, und der Stand, den der Server ausgibt; von außen nur die Version des Servers.',
    'The versions of the agents as Automate counts them and the release that the server hands out; from outside the version of the server only.',
  ),
  servers: ['automate'],
  witnesses: ['inside', 'outside'],
  severity: 'medium',
  maximumAgeDays: 7,
  remedy: automateAgentRenewal,
  references: [upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('automate-current'),
  judge: (question) => {
    const told = agentVersionJudgements(question)
    if (told) return told
    const running = runningVersion(question)
    return running.known ? advisoryJudgements({ ...question, running, part: 'client' }) : [running.why]
  },
}
