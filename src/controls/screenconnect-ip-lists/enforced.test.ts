import { describe, expect, it } from 'vitest'
import { areaPaths, fromAustria, path, product, stranger } from '../look-fixture.ts'
import { ask, fromInternet, fromTechnicians, lastYear, musterMsp, seen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { screenconnectListsEnforced as control } from './enforced.ts'

const technicianAreas = ['screenconnect.hosts', 'screenconnect.administration', 'screenconnect.extensions'] as const
const refused = (vantage = fromInternet) => [
  product('screenconnect', { vantage }),
  ...technicianAreas.flatMap((area) => areaPaths(area, 'refused', { vantage })),
]
const administration = path({ area: 'screenconnect.administration', path: '/Administration', answer: 'answered' })

function catchAll(status: number) {
  const value = { area: 'nothing', path: '/x', method: 'GET', answer: 'answered', status } as const
  return seen('screenconnect', 'outside.path', value, { source: 'https://screenconnect/x' })
}

describe('screenconnect-ip-lists.enforced', () => {
  it('passes when host, administration and extensions are refused to the internet', () => {
    expect(ask(control, 'screenconnect', refused()).outcome).toBe('pass')
  })

  it('fails for the page that answers and for no other', () => {
    const evidence = refused().filter(({ source }) => !source.endsWith('/Administration'))
    const { outcome, judgements } = ask(control, 'screenconnect', [...evidence, administration])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['/Administration'])
  })

  it.each([
    ['only technicians looked', refused(fromTechnicians)],
    ['a stranger answers', [stranger('screenconnect'), administration]],
    ['everything answers alike', [product('screenconnect'), administration, catchAll(200)]],
    [
      'the administration was not asked',
      refused().filter(({ source }) => !/Administration|Security|OpenApi/.test(source)),
    ],
    ['the server fails', [product('screenconnect'), ...areaPaths('screenconnect.hosts', 'failing')]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('unknown')
  })

  it('does not apply where the policy opens every area', () => {
    const everyone = { audience: 'everyone' as const }
    const areas = Object.fromEntries(technicianAreas.map((area) => [area, everyone]))
    const policy = { ...musterMsp, areas }
    expect(ask(control, 'screenconnect', [administration], { policy }).outcome).toBe('not-applicable')
  })

  it('does not count an area that the policy opens', () => {
    const policy = { ...musterMsp, areas: { 'screenconnect.administration': { audience: 'everyone' as const } } }
    const evidence = refused().filter(({ source }) => !/Administration/.test(source))
    expect(ask(control, 'screenconnect', [...evidence, administration], { policy }).outcome).toBe('pass')
  })

  it('shows old evidence as stale', () => {
    const old = refused().map((piece) => ({ ...piece, at: lastYear }))
    const { outcome, overlay } = ask(control, 'screenconnect', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two looks disagree', () => {
    const evidence = [...refused(fromAustria), product('screenconnect'), administration]
    const { outcome, judgements } = ask(control, 'screenconnect', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('keeps failing under an exception, marked as waived', () => {
    const policy = accepting(control.id, '/Administration')
    const { outcome, overlay } = ask(control, 'screenconnect', [product('screenconnect'), administration], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
