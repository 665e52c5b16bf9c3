import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, user } from '../screenconnect-fixture.ts'
import { screenconnectForeign as control } from './screenconnect-foreign.ts'

const roles = folderFact('screenconnect.roles')
const first = user({ name: 'a.a', created: '2021-01-01T00:00:00.000Z', wizardForm: true })
const second = user({ name: 'b.b' })
const recent = '2026-11-14T03:00:00.000Z'
const intruder = user({
  name: 'cloudadmin1',
  created: recent,
  wizardForm: true,
  mailDomain: 'mail.invalid',
  roles: ['Verwaltung'],
})

function users(...given: ReturnType<typeof user>[]) {
  return [folderFact('screenconnect.users', { users: given }), roles]
}

describe('accounts.screenconnect-foreign', () => {
  itJudgesEveryFolder(control, { good: users(first, second), bad: users(first, second, intruder), item: 'cloudadmin1' })

  it('weighs several signs more than one and names them', () => {
    const [suspect] = ask(control, 'screenconnect', users(first, second, intruder)).judgements
    expect(suspect?.severity).toBe('high')
    expect(suspect?.detail.en).toMatch(/setup wizard.*less than 30 days.*mail\.invalid/)
  })

  it.each([
    ['the form of the wizard', { wizardForm: true }],
    ['a new administrator', { created: recent, roles: ['Verwaltung'] }],
    ['a foreign domain', { mailDomain: 'mail.invalid' }],
  ])('takes %s alone for a weaker sign', (_, changes) => {
    const { judgements } = ask(control, 'screenconnect', users(first, second, user({ name: 'x', ...changes })))
    expect(judgements.map(({ item, severity }) => [item, severity])).toEqual([['x', 'medium']])
  })

  it('suspects a single new account, but not a single old one', () => {
    expect(ask(control, 'screenconnect', users(user({ created: recent }))).outcome).toBe('fail')
    expect(ask(control, 'screenconnect', users(first)).outcome).toBe('pass')
  })

  it('does not take a new technician for an intruder', () => {
    expect(ask(control, 'screenconnect', users(first, second, user({ name: 'x', created: recent }))).outcome).toBe(
      'pass',
    )
  })

  it('counts an account as new for 30 days, to the moment', () => {
    const made = (created: string | null) => ask(control, 'screenconnect', users(user({ created }))).outcome
    expect(made('2026-10-24T12:00:00.000Z')).toBe('fail')
    expect(made('2026-10-24T11:59:59.999Z')).toBe('pass')
    expect(made(null)).toBe('pass')
  })

  it('takes the oldest accounts for those of the setup, and one without a date for none of them', () => {
    const twin = user({ name: 'twin', created: '2021-01-01T00:00:00.000Z', wizardForm: true })
    expect(ask(control, 'screenconnect', users(first, twin, second)).outcome).toBe('pass')
    const undated = user({ name: 'x', created: null, wizardForm: true })
    expect(ask(control, 'screenconnect', users(first, undated)).judgements.map(({ item }) => item)).toEqual(['x'])
  })

  it.each([
    ['the user has none', [{ mailDomain: null }, {}, {}]],
    ['there is only one other', [{ mailDomain: 'mail.invalid' }, {}]],
    ['the others have two', [{ mailDomain: 'mail.invalid' }, {}, { mailDomain: 'b.de' }, { mailDomain: 'c.de' }]],
    ['one of the others has none and only one is left', [{ mailDomain: 'mail.invalid' }, {}, { mailDomain: null }]],
  ])('does not judge by the domain of the mail where %s', (_, changes) => {
    const given = changes.map((one, at) => user({ name: `u${at}`, ...one }))
    expect(ask(control, 'screenconnect', users(...given)).outcome).toBe('pass')
  })

  it('does not see new administrators where nobody looked for the roles', () => {
    const suspect = user({ name: 'x', created: recent, roles: ['Verwaltung'] })
    const alone = users(first, second, suspect).filter((piece) => piece !== roles)
    const { outcome, judgements } = ask(control, 'screenconnect', alone)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('No internal user (3)')
  })
})
