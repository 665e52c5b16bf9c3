import { describe, expect, it } from 'vitest'
import { fromAustria, path, product } from '../look-fixture.ts'
import { ask, fromTechnicians, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { iis, unread } from '../windows-fixture.ts'
import { restrictionWitnessesAgree as control } from './witnesses-agree.ts'

const asked = '/cwa/api/v1/apitoken'

function api(answer: 'answered' | 'refused', circumstance: Parameters<typeof path>[1] = {}) {
  return path({ area: 'automate.technicians', path: asked, answer }, circumstance)
}

describe('control-center-restricted.witnesses-agree', () => {
  it('passes when what IIS refuses is refused from outside', () => {
    const { outcome, judgements } = ask(control, 'automate', [iis(), product('automate'), api('refused')])
    expect(outcome).toBe('pass')
    expect(new Set(judgements[0]?.evidence.map(({ witness }) => witness))).toEqual(new Set(['inside', 'outside']))
  })

  it('fails when it answers nevertheless, and cites both', () => {
    const { outcome, judgements } = ask(control, 'automate', [iis(), product('automate'), api('answered')])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.item).toBe(asked)
    expect(judgements[0]?.detail.en).toMatch(/According to IIS .* restricted, but:/)
    expect(new Set(judgements[0]?.evidence.map(({ witness }) => witness))).toEqual(new Set(['inside', 'outside']))
  })

  it('fails when only one of two places gets an answer', () => {
    const evidence = [iis(), api('refused'), api('answered', { vantage: fromAustria })]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })

  it.each([
    ['nobody looked', []],
    ['nobody looked inside', [api('answered')]],
    ['nobody looked from outside', [iis()]],
    ['IIS restricts nothing', [iis([]), api('answered')]],
    ['IIS cannot restrict', [iis(undefined, { restrictionModule: false }), api('answered')]],
    ['IIS could not be read', [unread('windows.iis'), api('answered')]],
    ['only technicians looked', [iis(), api('answered', { vantage: fromTechnicians })]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [])).toBe('not-applicable')
  })

  it('compares nothing with old evidence', () => {
    expect(ask(control, 'automate', [iis(), api('answered', { at: lastYear })]).outcome).toBe('not-applicable')
  })

  it('keeps a waived contradiction visible', () => {
    const policy = accepting(control.id, asked)
    const { outcome, overlay } = ask(control, 'automate', [iis(), api('answered')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
