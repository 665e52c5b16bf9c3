import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectAlerts as control } from './screenconnect-alerts.ts'

const mail = { kind: 'SmtpTriggerAction', target: null, makes: null }

function trigger(changes: { enabled?: boolean; watches?: string[]; actions?: (typeof mail)[] }) {
  const usual = { name: 't', enabled: true, watches: ['LockedOut'], actions: [mail] }
  return [folderFact('screenconnect.triggers', { triggers: [{ ...usual, ...changes }] })]
}

describe('accounts.screenconnect-alerts', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.triggers')],
    bad: trigger({ enabled: false }),
    item: 'trigger',
  })

  it.each([
    ['one that names no result', { watches: ['LoginAttempt'] }, 'pass'],
    ['one for wrong passwords', { watches: ['PasswordInvalid'] }, 'pass'],
    ['one for success alone', { watches: ['LoginAttempt', 'Success'] }, 'fail'],
    ['one that does nothing', { actions: [] }, 'fail'],
  ])('judges %s', (_, changes, outcome) => {
    expect(ask(control, 'screenconnect', trigger(changes)).outcome).toBe(outcome)
  })

  it('fails without any trigger', () => {
    expect(ask(control, 'screenconnect', [folderFact('screenconnect.triggers', { triggers: [] })]).outcome).toBe('fail')
  })

  it('does not take triggers of sessions for those of security', () => {
    const session = folderFact(
      'screenconnect.triggers',
      { on: 'session' },
      { file: 'App_Data\\SessionEventTrigger.xml' },
    )
    expect(ask(control, 'screenconnect', [session]).outcome).toBe('unknown')
  })
})
