import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { asked } from './asked-fixture.ts'
import { automateAccounts, namesInWords } from './automate-accounts.ts'
import { classes, classesInDatabase, denied, user, userInDatabase, users } from './automate-fixture.ts'

const known = (...evidence: readonly Evidence[]) => asked(automateAccounts, evidence)

function superAdmins(...evidence: readonly Evidence[]) {
  const answer = known(...evidence)
  return answer.known && answer.accounts.map(({ superAdmin }) => superAdmin)
}

const at = (piece: Evidence, day: string): Evidence => ({ ...piece, at: `2026-11-${day}T11:00:00.000Z` })

describe('the accounts of Automate', () => {
  it('are Super Admin by one class, not by none, and unknown where a class does not tell', () => {
    const unsure = classes({ '3': { superAdmin: null } })
    const list = users([
      user('a', { classes: ['2', '1'] }),
      user('b', { classes: ['2'] }),
      user('c', { classes: ['2', '3'] }),
      user('d', { classes: ['3', '1'] }),
      user('e', { classes: ['2', '99'] }),
      user('f', { classes: null }),
      user('g', { classes: [] }),
    ])
    expect(superAdmins(list, unsure)).toEqual([true, false, null, true, null, null, false])
  })

  it('are those of the API unless the older of its facts is more than a day older than those of the database', () => {
    const database = [users([userInDatabase('x')], 'sql'), classesInDatabase()].map((piece) => at(piece, '23'))
    const by = (...pieces: readonly Evidence[]) => {
      const answer = known(...pieces, ...database)
      return answer.known && answer.by
    }
    expect(by(at(users([user('x')]), '22'), at(classes(), '23'))).toBe('api')
    expect(by(at(users([user('x')]), '21'), at(classes(), '23'))).toBe('sql')
    expect(by(at(users([user('x')]), '23'), at(classes(), '21'))).toBe('sql')
  })

  it('are unknown for the reason of what is missing: the users first, then their classes', () => {
    const why = (...evidence: readonly Evidence[]) => {
      const answer = known(...evidence)
      return answer.known ? [] : answer.why.evidence.map(({ fact }) => fact)
    }
    expect(why(denied('automate.users'), denied('automate.user-classes'))).toEqual(['automate.users'])
    expect(why(users([user('x')]), denied('automate.user-classes'))).toEqual(['automate.user-classes'])
  })
})

describe('names in a sentence', () => {
  it.each([
    [10, 'n10'],
    [11, 'n10 and 1 more'],
  ])('are ten at most: of %i', (count, end) => {
    const names = Array.from({ length: count }, (_, index) => `n${index + 1}`)
    expect(namesInWords(names).en).toMatch(new RegExp(`^n1, .*, ${end}$`))
  })
})
