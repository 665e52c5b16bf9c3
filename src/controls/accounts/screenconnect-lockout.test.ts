import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, internalUsers, settingsWith } from '../screenconnect-fixture.ts'
import { screenconnectLockout as control } from './screenconnect-lockout.ts'

function limits(changes: Parameters<typeof internalUsers>[0]) {
  return [settingsWith({}, { userSources: [internalUsers(changes)] })]
}

describe('accounts.screenconnect-lockout', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.settings')],
    bad: limits({ windowAttempts: 100 }),
    item: 'maxInvalidPasswordWindowAttempts',
  })

  it.each([
    ['eight attempts', { windowAttempts: 8 }, 'pass'],
    ['nine attempts', { windowAttempts: 9 }, 'fail'],
    ['no limit', { windowAttempts: 0 }, 'fail'],
    ['a window of nine minutes', { windowMinutes: 9 }, 'fail'],
    ['fifty attempts in all', { absoluteAttempts: 50 }, 'pass'],
    ['fifty-one in all', { absoluteAttempts: 51 }, 'fail'],
    ['a limit that is not written down', { absoluteAttempts: null }, 'unknown'],
    ['internal users switched off', { enabled: false, windowAttempts: 0 }, 'not-applicable'],
  ])('judges %s', (_, changes, outcome) => {
    expect(ask(control, 'screenconnect', limits(changes)).outcome).toBe(outcome)
  })

  it('does not know without a source of internal users', () => {
    expect(ask(control, 'screenconnect', [settingsWith({}, { userSources: [] })]).outcome).toBe('unknown')
  })
})
