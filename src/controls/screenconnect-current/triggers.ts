import type { Trigger } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'
import { foundOr, lacking, onEveryFolder } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'

const file = 'SessionEventTrigger.xml'

/** No trigger runs commands by itself or calls strangers: a way to stay that survives every upgrade (screenconnect.md §3.5, §4.1). */
export const screenconnectTriggers: Control = {
  id: 'screenconnect-current.triggers',
  version: 1,
  measure: 'screenconnect-current',
  title: say(
    'Kein Auslöser führt von selbst Befehle aus oder ruft Fremde an',
    'No trigger runs commands by itself or calls strangers',
  ),
  reason: say(
    'Ein Auslöser, der bei jeder Verbindung einen Befehl ausführt, ist für Eindringlinge ein bequemes Versteck auf allen Rechnern.',
    'A trigger that runs a command at every connection is a handy hiding place for intruders on all machines.',
  ),
  looksAt: say(
    'Welche Auslöser in SessionEventTrigger.xml eingeschaltet sind und was für Aktionen sie haben; ihr Inhalt bleibt dort.',
    'Which triggers in SessionEventTrigger.xml are on and what kind of actions they have; their content stays there.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Prüfen Sie jeden genannten Auslöser und schalten Sie aus, was niemand angelegt hat.',
      'Check each named trigger and switch off what nobody created.',
    ),
    steps: [
      say(
        'Öffnen Sie Administration > Triggers (in neuen Ausgaben Automations) und lesen Sie, was der Auslöser tut und wohin er sendet.',
        'Open Administration > Triggers (Automations in new releases) and read what the trigger does and where it sends.',
      ),
      say(
        'Kennt ihn niemand: Sichern Sie App_Data\\SessionEventTrigger.xml als Beweismittel, schalten Sie ihn aus und behandeln Sie den Server als übernommen.',
        'If nobody knows it: save App_Data\\SessionEventTrigger.xml as evidence, switch it off and treat the server as taken over.',
      ),
      say(
        'Gehört er zu Ihnen, nehmen Sie ihn mit einer Ausnahme in der Richtlinie aus.',
        'If it is yours, accept it by an exception in the policy.',
      ),
    ],
    automatic: false,
    rollback: say('Schalten Sie den Auslöser wieder ein.', 'Switch the trigger on again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [screenconnectSources.apiModule, screenconnectSources.hunting],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolder(question, (folder) => {
    const piece = folder.seen('screenconnect.triggers', file)
    if (!piece) return [lacking(folder, 'screenconnect.triggers', file)]
    const active = piece.value.triggers.filter(({ enabled }) => enabled)
    const found = active.flatMap((trigger) => doubtful(trigger, question.server.host, piece))
    const detail = say(
      `Kein eingeschalteter Auslöser (${active.length}) führt Befehle aus oder ruft fremde Server an.`,
      `No trigger that is on (${active.length}) runs commands or calls foreign servers.`,
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

function doubtful({ name, actions }: Trigger, host: string, piece: Evidence): readonly Judgement[] {
  const shown = quotation(name)
  const acting = actions.some(({ kind, makes }) => kind === 'SessionEventTriggerAction' || makes !== null)
  const calls = actions.flatMap(({ kind, target }) =>
    kind === 'HttpTriggerAction' && (target === null || !isOwn(target, host)) ? [quotation(target ?? '?')] : [],
  )
  if (acting) {
    const detail = say(
      `Der Auslöser „${shown}“ löst von selbst etwas in Sitzungen aus, zum Beispiel einen Befehl. Bitte prüfen Sie, was.`,
      `The trigger "${shown}" makes something happen in sessions by itself, such as a command. Please check what.`,
    )
    return [{ item: name, outcome: 'fail', severity: 'high', detail, evidence: [piece] }]
  }
  if (calls.length === 0) return []
  const targets = [...new Set(calls)].join(', ')
  const detail = say(
    `Der Auslöser „${shown}“ sendet Ereignisse an ${targets}. Bitte prüfen Sie, ob das gewollt ist.`,
    `The trigger "${shown}" sends events to ${targets}. Please check whether that is wanted.`,
  )
  return [{ item: name, outcome: 'fail', detail, evidence: [piece] }]
}

/** The server itself, or a name below the domain that it stands in: `hook.muster-msp.de` beside `support.muster-msp.de`. */
function isOwn(target: string, host: string): boolean {
  const domain = host.split('.').slice(1).join('.')
  return target === host || (domain.includes('.') && (target === domain || target.endsWith(`.${domain}`)))
}
