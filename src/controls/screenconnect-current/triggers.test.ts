import { describe, expect, it } from 'vitest'
import type { Trigger } from '../../evidence/screenconnect/facts.ts'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectTriggers as control } from './triggers.ts'

const mail = { kind: 'SmtpTriggerAction', target: 'elsewhere.example', makes: null }
const command = { kind: 'SessionEventTriggerAction', target: null, makes: 'QueuedCommand' }
const call = (target: string | null) => ({ kind: 'HttpTriggerAction', target, makes: null })

function trigger(action: Trigger['actions'][number], enabled = true) {
  const triggers = [{ name: 'Update', enabled, watches: ['Connected'], actions: [action] }]
  return [
    folderFact('screenconnect.triggers', { on: 'session', triggers }, { file: 'App_Data\\SessionEventTrigger.xml' }),
  ]
}

describe('screenconnect-current.triggers', () => {
  itJudgesEveryFolder(control, { good: trigger(mail), bad: trigger(command), item: 'Update' })

  it.each([
    ['runs a command', trigger(command), 'high'],
    ['is switched off', trigger(command, false), undefined],
    ['calls a stranger', trigger(call('sammler.invalid')), 'medium'],
    ['calls nobody knows whom', trigger(call(null)), 'medium'],
    ['calls the server itself', trigger(call('support.muster-msp.de')), undefined],
    ['calls a neighbour', trigger(call('hook.muster-msp.de')), undefined],
    ['calls a name that only looks like one', trigger(call('hookmuster-msp.de')), 'medium'],
  ])('weighs a trigger that %s', (_, evidence, severity) => {
    const { judgements } = ask(control, 'screenconnect', evidence)
    expect(judgements.map((one) => (one.outcome === 'fail' ? one.severity : undefined))).toEqual([severity])
  })

  it('does not take triggers of security for those of sessions', () => {
    expect(ask(control, 'screenconnect', [folderFact('screenconnect.triggers')]).outcome).toBe('unknown')
  })
})
