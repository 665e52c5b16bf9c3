import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { classes, classesInDatabase, user, userInDatabase, users } from '../automate-fixture.ts'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { automateWitnessesAgree as control } from './automate-witnesses-agree.ts'

const byApi = [users([user('adm', { classes: ['1'] }), user('klein')]), classes()]

function database(...list: Parameters<typeof userInDatabase>[]): readonly Evidence[] {
  return [
    users(
      list.map((one) => userInDatabase(...one)),
      'sql',
    ),
    classesInDatabase(),
  ]
}

const same = database(['Adm', ['1']], ['klein', ['2']])
const hidden = database(['adm', ['1']], ['klein', ['2']], ['ghost', ['1']])

describe('accounts.automate-witnesses-agree', () => {
  it('passes when both show the same', () => {
    expect(ask(control, 'automate', [...byApi, ...same]).outcome).toBe('pass')
  })

  it('fails and names an account that only the database shows', () => {
    const { judgements } = ask(control, 'automate', [...byApi, ...hidden])
    expect(judgements).toMatchObject([{ item: 'only-sql', outcome: 'fail', severity: 'high' }])
    expect(judgements[0]?.detail.en).toContain('Only the database shows: ghost')
    expect(judgements[0]?.evidence).toHaveLength(4)
  })

  it('fails and names an account that only the API shows', () => {
    const { judgements } = ask(control, 'automate', [...byApi, ...database(['adm', ['1']])])
    expect(judgements).toMatchObject([{ item: 'only-api', outcome: 'fail' }])
  })

  it('fails with less weight when they differ on who is Super Admin, which is inferred', () => {
    const { judgements } = ask(control, 'automate', [...byApi, ...database(['adm', ['2']], ['klein', ['2']])])
    expect(judgements).toMatchObject([{ item: 'administrators', outcome: 'fail', severity: 'medium' }])
  })

  it.each([
    ['nobody looked', []],
    ['only the API was asked', byApi],
    ['only the database was asked', same],
    ['one of them did not show the classes', [...byApi.slice(0, 1), ...same]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('does not know when the looks are days apart', () => {
    const earlier = hidden.map((piece) => ({ ...piece, at: '2026-11-20T11:00:00.000Z' }))
    expect(ask(control, 'automate', [...byApi, ...earlier]).outcome).toBe('unknown')
  })

  it('does not take old looks for new ones', () => {
    const old = [...byApi, ...hidden].map((piece) => ({ ...piece, at: lastYear }))
    expect(ask(control, 'automate', old).outcome).not.toBe('pass')
  })

  it('can be waived', () => {
    const policy = accepting(control.id, 'only-sql')
    expect(ask(control, 'automate', [...byApi, ...hidden], { policy })).toMatchObject({
      outcome: 'fail',
      overlay: 'waived',
    })
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, hidden)).toBe('not-applicable')
  })
})
