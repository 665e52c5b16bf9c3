import { describe, expect, it } from 'vitest'
import { audits, user, users, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateAudits as control } from './automate-audits.ts'

const people = users([user('gross'), user('klein')])

usualCases(control, {
  pass: [audits({ user: 'Gross' }), people],
  fail: [audits({ newest: '2026-09-01T08:00:00.000Z' }), people],
  item: 'silent',
  needs: ['automate.audits', 'automate.users'],
})

describe('the audit log of Automate', () => {
  it('fails where it is empty although somebody signed in', () => {
    expect(ask(control, 'automate', [audits(), people]).outcome).toBe('fail')
  })

  it('is unknown where it is empty and nobody signed in', () => {
    const away = users([user('gross', { lastSignIn: 'never' }), user('klein', { lastSignIn: null })])
    expect(ask(control, 'automate', [audits(), away]).outcome).toBe('unknown')
  })

  it('asks a person about a name that is no user any more, and says what it did', () => {
    const log = audits({}, { user: 'ghost', action: 'User Created' }, { user: 'ghost', action: 'Script Run' })
    const { outcome, judgements } = ask(control, 'automate', [log, people])
    expect(outcome).toBe('manual')
    expect(judgements).toMatchObject([{ item: 'account:ghost' }])
    expect(judgements[0]?.detail.en).toContain('User Created, Script Run')
  })

  it('lets old deeds of former users rest', () => {
    const log = audits({}, { user: 'ghost', newest: '2026-09-01T08:00:00.000Z' })
    expect(ask(control, 'automate', [log, people]).outcome).toBe('pass')
  })

  it('goes by the users of the API where the database contradicts them', () => {
    const database = users([user('ghost')], 'sql')
    expect(ask(control, 'automate', [audits({ user: 'ghost' }), people, database]).outcome).toBe('manual')
  })

  it('is written if its last entry is exactly 30 days old, and silent a moment later', () => {
    const last = (newest: string) => ask(control, 'automate', [audits({ newest }), people]).outcome
    expect(last('2026-10-24T11:00:00.000Z')).toBe('pass')
    expect(last('2026-10-24T10:59:59.999Z')).toBe('fail')
  })

  it('is contradicted by a sign-in of the last 30 days only, and names who it was', () => {
    const silentWith = (lastSignIn: string) =>
      ask(control, 'automate', [audits(), users([user('gross', { lastSignIn: null }), user('klein', { lastSignIn })])])
    expect(silentWith('2026-10-24T11:00:00.000Z').judgements[0]?.detail.en).toContain('although klein signed in')
    expect(silentWith('2026-10-24T10:59:59.999Z').outcome).toBe('unknown')
    expect(silentWith('2026-10-24T10:59:59.999Z').judgements[0]?.evidence).toHaveLength(2)
  })

  it('names each stranger by itself, with five deeds at most, each once, and cites the users too', () => {
    const deeds = ['a', 'b', 'c', 'd', 'e', 'f', 'a'].map((action) => ({ user: 'ghost', action }))
    const log = audits(...deeds, { user: 'other', action: 'x' }, { user: 'KLEIN', action: 'y' })
    const { judgements } = ask(control, 'automate', [log, people])
    expect(judgements.map(({ item, evidence }) => [item, evidence.length])).toEqual([
      ['account:ghost', 2],
      ['account:other', 2],
    ])
    expect(judgements[0]?.detail.en).toContain('(a, b, c, d, e)')
    expect(judgements[1]?.detail.en).toContain('(x)')
  })

  it('counts the deeds of the last 30 days to the moment', () => {
    const log = audits({}, { user: 'ghost', newest: '2026-10-24T11:00:00.000Z' })
    expect(ask(control, 'automate', [log, people]).outcome).toBe('manual')
  })
})
