import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, internalUsers, settingsWith, user } from '../screenconnect-fixture.ts'
import { screenconnectDormant as control } from './screenconnect-dormant.ts'

const settings = folderFact('screenconnect.settings')
const good = [folderFact('screenconnect.users'), settings]

function only(changes: Parameters<typeof user>[0]) {
  return folderFact('screenconnect.users', { users: [user(changes)] })
}

const gone = { lastLogin: '2026-08-24T00:00:00.000Z' }
const never = { lastLogin: null, created: '2026-10-20T00:00:00.000Z' }

describe('accounts.screenconnect-dormant', () => {
  itJudgesEveryFolder(control, { good, bad: [only(gone), settings], item: 'm.huber' })

  it.each([
    ['ninety days ago is still in use', { lastLogin: '2026-08-25T12:00:00.000Z' }, 'pass'],
    ['ninety-one days ago is not', gone, 'fail'],
    ['later activity counts', { ...gone, lastActivity: '2026-11-01T00:00:00.000Z' }, 'pass'],
    ['never used and a month old', never, 'fail'],
    ['never used but new', { lastLogin: null, created: '2026-11-01T00:00:00.000Z' }, 'pass'],
    ['without any date', { lastLogin: null, created: null }, 'unknown'],
    ['blocked', { ...gone, approved: false }, 'pass'],
  ])('%s', (_, changes, outcome) => {
    expect(ask(control, 'screenconnect', [only(changes), settings]).outcome).toBe(outcome)
  })

  it('believes the security log where User.xml knows nothing', () => {
    const log = folderFact('screenconnect.security-log')
    expect(ask(control, 'screenconnect', [only(gone), settings, log]).outcome).toBe('pass')
  })

  it('believes the security log about nobody else', () => {
    const log = folderFact('screenconnect.security-log', {
      users: [{ name: 'a.a', lastSuccess: '2026-11-20T00:00:00.000Z' }],
    })
    expect(ask(control, 'screenconnect', [only(gone), settings, log]).outcome).toBe('fail')
  })

  it('goes by the latest of all dates, whichever it is', () => {
    const log = folderFact('screenconnect.security-log', {
      users: [{ name: 'm.huber', lastSuccess: '2025-01-01T00:00:00.000Z' }],
    })
    const evidence = [only({ ...gone, lastActivity: '2026-07-01T00:00:00.000Z' }), settings, log]
    const { judgements } = ask(control, 'screenconnect', evidence)
    expect(judgements[0]?.detail.en).toContain('last signed in on 2026-08-24')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('waits 30 whole days for the first sign-in', () => {
    const made = (created: string) => ask(control, 'screenconnect', [only({ lastLogin: null, created }), settings])
    expect(made('2026-10-23T12:00:00.001Z').outcome).toBe('pass')
    expect(made('2026-10-23T12:00:00.000Z').judgements[0]?.detail.en).toContain(
      'has existed since 2026-10-23, and nobody',
    )
  })

  it('does not ask about users who cannot sign in, and counts the others', () => {
    const off = settingsWith({}, { userSources: [internalUsers({ enabled: false })] })
    expect(ask(control, 'screenconnect', [only(gone), off]).judgements[0]?.detail.en).toContain('every account (0)')
    expect(ask(control, 'screenconnect', good).judgements[0]?.detail.en).toContain('every account (2)')
  })
})
