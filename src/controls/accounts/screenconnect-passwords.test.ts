import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, internalUsers, settingsWith } from '../screenconnect-fixture.ts'
import { screenconnectPasswords as control } from './screenconnect-passwords.ts'

function length(passwordLength: number | null, enabled = true) {
  return [settingsWith({}, { userSources: [internalUsers({ passwordLength, enabled })] })]
}

describe('accounts.screenconnect-passwords', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.settings')],
    bad: length(4),
    item: 'minRequiredPasswordLength',
  })

  it.each([
    [14, 'pass'],
    [13, 'fail'],
    [null, 'unknown'],
  ])('judges a length of %s', (given, outcome) => {
    expect(ask(control, 'screenconnect', length(given)).outcome).toBe(outcome)
  })

  it('does not apply where internal users are switched off', () => {
    expect(ask(control, 'screenconnect', length(4, false)).outcome).toBe('not-applicable')
  })
})
