import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, settingsWith } from '../screenconnect-fixture.ts'
import { screenconnectKeys as control } from './screenconnect-keys.ts'

const clear = settingsWith({}, { secrets: [{ what: 'machineKey validationKey', line: 12 }] })

function runs(text: string) {
  return folderFact('screenconnect.version', { text })
}

describe('accounts.screenconnect-keys', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.settings'), folderFact('screenconnect.version')],
    bad: [clear],
    item: 'keys',
    weighing: ['screenconnect.version'],
  })

  it.each([
    ['25.8.1.9000', 'high'],
    ['26.1', 'medium'],
    ['26.1.1.9500', 'medium'],
  ])('weighs keys in clear by the release: %s', (text, severity) => {
    expect(ask(control, 'screenconnect', [clear, runs(text)]).judgements[0]?.severity).toBe(severity)
  })

  it('tells passwords of other services apart, with the line and without the password', () => {
    const settings = settingsWith({}, { secrets: [{ what: 'network password', line: 30 }] })
    const { judgements } = ask(control, 'screenconnect', [settings])
    expect(judgements).toMatchObject([{ item: 'passwords', severity: 'low' }])
    expect(judgements[0]?.detail.en).toContain('network password (line 30)')
  })

  it('does not know what stands in another file', () => {
    expect(ask(control, 'screenconnect', [settingsWith({}, { hidden: ['appSettings'] })]).outcome).toBe('unknown')
    expect(ask(control, 'screenconnect', [settingsWith({}, { hidden: ['machineKey'] })]).outcome).toBe('pass')
  })
})
