import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectClientSettings as control } from './screenconnect-client-settings.ts'

function settings(transfer: string | null, banner = 'true') {
  const banners = { name: 'SupportShowUnderControlBanner', value: banner }
  const given = transfer === null ? [] : [{ name: 'AllowGuestInitiatedFileTransfer', value: transfer }]
  return [folderFact('screenconnect.client-settings', { settings: [...given, banners] })]
}

describe('accounts.screenconnect-client-settings', () => {
  itJudgesEveryFolder(control, {
    good: settings('false'),
    bad: settings('true'),
    item: 'AllowGuestInitiatedFileTransfer',
  })

  it('does not take a setting that is not written down for a good one', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', settings(null))
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('app.config')
  })

  it('wants a session to be visible', () => {
    const { judgements } = ask(control, 'screenconnect', settings('false', 'false'))
    expect(judgements.map(({ item }) => item)).toEqual(['SupportShowUnderControlBanner'])
  })
})
