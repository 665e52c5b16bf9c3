import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, settingsWith } from '../screenconnect-fixture.ts'
import { screenconnectSessions as control } from './screenconnect-sessions.ts'

describe('accounts.screenconnect-sessions', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.settings'), folderFact('screenconnect.lists')],
    bad: [settingsWith({ AccessTokenExpireSeconds: '86400' })],
    item: 'AccessTokenExpireSeconds',
  })

  it.each([
    ['AccessTokenExpireSeconds', '7201', 'fail'],
    ['AccessTokenExpireSeconds', '0', 'fail'],
    ['ShouldRevalidateAccessToken', 'False', 'fail'],
    ['ShouldRevalidateAccessToken', 'TRUE', 'pass'],
    ['TrustDeviceExpireDays', '8', 'fail'],
    ['TrustDeviceExpireDays', '0', 'pass'],
    ['UsePersistentTicketCookie', 'true', 'fail'],
    ['CookieSameSiteMode', 'None', 'fail'],
    ['CookieSameSiteMode', 'strict', 'pass'],
    ['InputIdleDisconnectTimeSeconds', '0', 'fail'],
    ['InputIdleDisconnectTimeSeconds', '3601', 'fail'],
    ['AllowPasswordAutoComplete', 'true', 'fail'],
    ['CookieSameSiteMode', null, 'unknown'],
  ])('judges %s of %s', (name, value, outcome) => {
    const { outcome: answer, judgements } = ask(control, 'screenconnect', [settingsWith({ [name]: value })])
    expect(answer).toBe(outcome)
    if (outcome !== 'pass') expect(judgements.map(({ item }) => item)).toEqual([name])
  })

  it('does not know what a value means that cannot be read', () => {
    const settings = folderFact('screenconnect.settings', { settings: [{ name: 'CookieSameSiteMode', value: null }] })
    const { judgements } = ask(control, 'screenconnect', [settings])
    expect(judgements.find(({ item }) => item === 'CookieSameSiteMode')?.detail.en).toContain('no readable value')
  })

  it.each([
    ['Host.aspx', 36_001],
    ['Administration.aspx', 1801],
    ['Administration.aspx', 0],
  ])('finds a long idle time of %s (%s)', (path, idleSeconds) => {
    const place = { path, line: 1, restrictTo: null, block: null, factors: null, idleSeconds }
    const lists = folderFact('screenconnect.lists', { places: [place] })
    const { judgements } = ask(control, 'screenconnect', [folderFact('screenconnect.settings'), lists])
    expect(judgements.map(({ item, severity }) => [item, severity])).toEqual([[path, 'low']])
  })

  it.each([
    ['HOST.aspx', 36_000, 0],
    ['host.ASPX', 36_001, 1],
    ['administration.aspx', 1800, 0],
    ['Administration.aspx', 1, 0],
    ['Administration.aspx', null, 0],
    ['Login.aspx', 99_999, 0],
  ])('judges the idle time of %s (%s): %i findings', (path, idleSeconds, count) => {
    const place = { path, line: 1, restrictTo: null, block: null, factors: null, idleSeconds }
    const lists = folderFact('screenconnect.lists', { places: [place] })
    const { judgements } = ask(control, 'screenconnect', [folderFact('screenconnect.settings'), lists])
    expect(judgements.filter(({ outcome }) => outcome === 'fail')).toHaveLength(count)
  })
})
