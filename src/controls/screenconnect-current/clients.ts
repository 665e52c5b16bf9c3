import { say } from '../../model/text.ts'
import { advisoryJudgements } from '../advisory-judgement.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { affectedClients, seenClients } from '../installed-clients.ts'
import { mappingsOf } from '../mappings.ts'
import { runningVersion } from '../running-version.ts'
import { screenconnectClientRenewal } from '../screenconnect-upgrade.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * No advisory of the catalogue affects the clients and agents. It can fail (an old server hands out old clients, and
 * clients seen on the servers may be old) but never pass: after the upgrade of the server, clients on other machines
 * stay old until they are reinstalled.
 */
export const screenconnectClients: Control = {
  id: 'screenconnect-current.clients',
  version: 2,
  measure: 'screenconnect-current',
  title: say(
    'Keine bekannte Sicherheitslücke betrifft die Clients und Agenten',
    'No known vulnerability affects the clients and agents',
  ),
  reason: say(
    'Über alte Clients breitete sich im September 2026 ein Angriff von Rechner zu Rechner aus; das Update des Servers allein schließt die Lücke nicht.',
    'Through old clients an attack spread from machine to machine in September 2026; upgrading the server alone does not close the hole.',
  ),
  looksAt: say(
    'Die Version des Servers, die Programmdatei der Clients in seinem Ordner und die Clients auf den Servern selbst.',
    'The version of the server, the program file of the clients in its folder, and the clients on the servers themselves.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside', 'outside', 'paper'],
  severity: 'critical',
  maximumAgeDays: 7,
  remedy: screenconnectClientRenewal,
  references: [upkeepSources.screenconnectBulletin, upkeepSources.exploited],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const running = runningVersion(question)
  const byServer = running.known ? advisoryJudgements({ ...question, running, part: 'client' }) : [running.why]
  const clients = seenClients(question)
  const asked = question.catalog.products.screenconnect.advisories.filter(({ part }) => part === 'client')
  const bySight = asked.flatMap((advisory) => affectedClients(advisory, clients))
  const settled = new Set(byServer.flatMap(({ item, outcome }) => (outcome === 'fail' ? [item] : [])))
  const found = bySight.filter(({ item }) => !settled.has(item))
  return [...found, ...byServer.filter(({ item }) => item === undefined || !found.some((one) => one.item === item))]
}
