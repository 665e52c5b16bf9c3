import { describe, expect, it } from 'vitest'
import type { Trigger } from '../../evidence/screenconnect/facts.ts'
import { ask, musterMsp } from '../question-fixture.ts'
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

  it('counts what is on, and judges each of them', () => {
    const one = (name: string, enabled: boolean, ...actions: Trigger['actions']) => ({
      name,
      enabled,
      watches: [],
      actions,
    })
    const found = (...triggers: readonly Trigger[]) =>
      ask(control, 'screenconnect', [
        folderFact(
          'screenconnect.triggers',
          { on: 'session', triggers },
          { file: 'App_Data\\SessionEventTrigger.xml' },
        ),
      ]).judgements
    expect(found(one('a', true, mail), one('b', false, command))[0]?.detail.en).toContain('No trigger that is on (1)')
    const calls = one('c', true, call('x.invalid'), call('support.muster-msp.de'), call('x.invalid'), call(null))
    const judged = found(one('a', true, mail, command), calls)
    expect(judged.map(({ item, severity }) => [item, severity])).toEqual([
      ['a', 'high'],
      ['c', 'medium'],
    ])
    expect(judged[1]?.detail.en).toContain('sends events to x.invalid, ?.')
  })

  it.each([
    ['the domain itself', 'muster-msp.de', undefined],
    ['a name two levels below', 'a.b.muster-msp.de', undefined],
    ['the domain above', 'de', 'medium'],
    ['another name of the domain above', 'example.de', 'medium'],
  ])('takes %s for its own or not', (_, target, severity) => {
    const { judgements } = ask(control, 'screenconnect', trigger(call(target)))
    expect(judgements.map((judged) => (judged.outcome === 'fail' ? judged.severity : undefined))).toEqual([severity])
  })

  it('takes no stranger for its own where the server’s name has no domain below a country', () => {
    const servers = musterMsp.servers.map((server) => ({ ...server, host: 'support.de' }))
    const { outcome } = ask(control, 'screenconnect', trigger(call('boese.de')), { policy: { ...musterMsp, servers } })
    expect(outcome).toBe('fail')
  })

  it('knows an action by what it makes, whatever its kind', () => {
    const { judgements } = ask(control, 'screenconnect', trigger({ ...mail, makes: 'QueuedCommand' }))
    expect(judgements[0]?.severity).toBe('high')
    const { judgements: nothing } = ask(control, 'screenconnect', trigger({ ...command, makes: null }))
    expect(nothing[0]?.severity).toBe('high')
  })
})
