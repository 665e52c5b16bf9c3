import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { automateAdministrators } from './accounts/automate-administrators.ts'
import { automateLockout } from './accounts/automate-lockout.ts'
import { namesInWords } from './automate-accounts.ts'
import { automatePlugins } from './automate-current/plugins.ts'
import { classes, classesInDatabase, denied, plugins, user, userInDatabase, users } from './automate-fixture.ts'
import { ask } from './question-fixture.ts'

const good = plugins([{}])
const bad = plugins([{ enabled: false }], 'sql')

function at(time: string, ...pieces: readonly Evidence[]): readonly Evidence[] {
  return pieces.map((piece) => ({ ...piece, at: time }))
}

describe('of several looks at Automate itself counts', () => {
  it.each([
    ['the API, where the database was asked within a day after', '2026-11-22T12:00:00.000Z', 'pass'],
    ['the database, where it was asked a day after or later', '2026-11-22T11:00:00.000Z', 'fail'],
  ])('%s', (_, time, outcome) => {
    expect(ask(automatePlugins, 'automate', [...at(time, good), ...at('2026-11-23T11:00:00.000Z', bad)]).outcome).toBe(
      outcome,
    )
  })

  it('the API, where the database was asked before', () => {
    expect(ask(automatePlugins, 'automate', [...at('2026-11-20T11:00:00.000Z', bad), good]).outcome).toBe('pass')
  })

  it('what was seen, where another way was denied', () => {
    expect(ask(automatePlugins, 'automate', [denied('automate.plugins'), bad]).outcome).toBe('fail')
  })
})

describe('users and classes', () => {
  const byApi = [users([user('h.gross', { classes: ['1'] })]), classes()]
  const bySql = [users([userInDatabase('admin', ['1'])], 'sql'), classesInDatabase()]

  it.each([
    ['the API, where the database is not a day newer', '2026-11-22T11:00:00.000Z', 'pass'],
    ['the database, where it is', '2026-11-22T10:59:00.000Z', 'fail'],
  ])('are those of %s', (_, time, outcome) => {
    expect(ask(automateAdministrators, 'automate', [...at(time, ...byApi), ...bySql]).outcome).toBe(outcome)
  })

  it('say which of the two is missing', () => {
    const { judgements } = ask(
      automateAdministrators,
      'automate',
      [byApi[0], denied('automate.user-classes')].flatMap((one) => one ?? []),
    )
    expect(judgements).toMatchObject([{ outcome: 'unknown' }])
    expect(judgements[0]?.detail.en).toContain('denied (HTTP 403)')
    expect(judgements[0]?.evidence).toMatchObject([{ fact: 'automate.user-classes' }])
  })

  it('are named up to ten, and the rest counted', () => {
    const names = Array.from({ length: 12 }, (_, index) => `u${index}`)
    expect(namesInWords(names).en).toMatch(/^u0, .*u9 and 2 more$/)
    expect(namesInWords(names.slice(0, 10)).en).toMatch(/u8, u9$/)
  })

  it('are shown without marks that somebody hid in a name', () => {
    const evil = users([user('a\u202eb"\n', { locked: true })])
    expect(ask(automateLockout, 'automate', [evil]).judgements[0]?.detail.en).toContain('a?b"?')
  })
})
