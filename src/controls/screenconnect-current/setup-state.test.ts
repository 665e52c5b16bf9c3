import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, settingsWith } from '../screenconnect-fixture.ts'
import { screenconnectSetupState as control } from './setup-state.ts'

describe('screenconnect-current.setup-state', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.settings')],
    bad: [settingsWith({ IsSetup: 'false' })],
    item: 'IsSetup',
  })

  it.each([
    ['IsSetup', 'false', ['fail', 'critical']],
    ['IsSetup', null, ['unknown', 'critical']],
    ['AllowRemoteSetup', 'true', ['fail', 'low']],
    ['DisableAutoPortForwarding', 'False', ['fail', 'low']],
  ])('weighs %s of %s', (name, value, expected) => {
    const { judgements } = ask(control, 'screenconnect', [settingsWith({ [name]: value })])
    expect(judgements.map(({ outcome, severity }) => [outcome, severity])).toEqual([expected])
  })
})
