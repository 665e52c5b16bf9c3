import { describe, expect, it } from 'vitest'
import type { IdentityFact, SetupWizardFact } from '../../evidence/outside/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { ask, fromAbroad, fromTechnicians, lastYear, musterMsp, seen, unseen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { screenconnectSetupClosed } from './setup-closed.ts'

type Circumstance = Parameters<typeof seen>[3]

function answers(variant: string, answer: SetupWizardFact['answer'], circumstance: Circumstance = {}): Evidence {
  const path = variant === 'plain' ? '/SetupWizard.aspx' : `/SetupWizard.aspx/${variant}`
  return seen('screenconnect', 'outside.setup-wizard', { variant, path, answer }, { source: path, ...circumstance })
}

function shows(recognised: IdentityFact['recognised'], circumstance?: Circumstance): Evidence {
  const fact = { expected: 'screenconnect', recognised, marks: [], calledItself: 'Apache/2.4' } as const
  return seen('screenconnect', 'outside.identity', fact, circumstance)
}

const product = shows('screenconnect')
const allClosed = [answers('plain', 'closed'), answers('trailing', 'closed')]

describe('screenconnect-current.setup-closed', () => {
  it('passes when every way of writing the path is closed and the product was recognised', () => {
    const { outcome, judgements } = ask(screenconnectSetupClosed, 'screenconnect', [product, ...allClosed])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('tried (2)')
  })

  it('passes when a place abroad meets a closed port and every other place a closed wizard', () => {
    const shut = { reason: 'absent', detail: 'tcp/443 closed' } as const
    const abroad = unseen('screenconnect', 'outside.setup-wizard', shut, { source: 'x', vantage: fromAbroad })
    expect(ask(screenconnectSetupClosed, 'screenconnect', [product, ...allClosed, abroad]).outcome).toBe('pass')
    expect(ask(screenconnectSetupClosed, 'screenconnect', [product, abroad]).outcome).toBe('unknown')
  })

  it('fails critically when one way is open, and lists which', () => {
    const evidence = [product, answers('plain', 'closed'), answers('trailing', 'open')]
    const { outcome, judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.severity).toBe('critical')
    expect(judgements[0]?.detail.de).toContain('antwortet: /SetupWizard.aspx/trailing.')
    expect(judgements[0]?.detail.de).toContain('Die Richtlinie lässt dort niemanden hinein.')
  })

  it("fails when only the technicians' network reaches it: the area is for nobody", () => {
    const evidence = [product, ...allClosed, answers('plain', 'open', { vantage: fromTechnicians })]
    expect(ask(screenconnectSetupClosed, 'screenconnect', evidence).outcome).toBe('fail')
  })

  it('passes where only one place recognised the product, for the paths that this place was refused', () => {
    const abroad = answers('trailing', 'closed', { vantage: fromAbroad })
    const evidence = [product, answers('plain', 'closed'), abroad]
    const { outcome, judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('that were tried (1)')
    expect(judgements[0]?.evidence).not.toContain(abroad)
  })

  it('does not take a place that could not look for one that is shut out', () => {
    const late = { reason: 'timeout', detail: 'ETIMEDOUT' } as const
    const abroad = unseen('screenconnect', 'outside.setup-wizard', late, { source: 'x', vantage: fromAbroad })
    const evidence = [product, ...allClosed, abroad]
    const { outcome, judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('Not every way of writing the path was answered: ')
  })

  it('does not take a closed port for shut out where the same place saw the wizard’s path closed', () => {
    const shut = { reason: 'absent', detail: 'tcp/443 closed' } as const
    const here = unseen('screenconnect', 'outside.setup-wizard', shut, { source: 'x' })
    expect(ask(screenconnectSetupClosed, 'screenconnect', [product, ...allClosed, here]).outcome).toBe('unknown')
  })

  it('says what came instead of the wizard, and cites only that', () => {
    const odd = answers('trailing', 'unclear')
    const evidence = [product, answers('plain', 'closed'), odd]
    const { judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(judgements[0]?.detail.en).toContain('cannot be classified: /SetupWizard.aspx/trailing.')
    expect(judgements[0]?.evidence).toEqual([odd])
  })

  it('tells the shortest of many ways of writing that are open, and counts the others', () => {
    const open = ['a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff'].map((variant) => answers(variant, 'open'))
    const four = ask(screenconnectSetupClosed, 'screenconnect', open.slice(0, 4)).judgements[0]?.detail.en
    expect(four).toMatch(/answers: [^ ]*a, [^ ]*bb, [^ ]*ccc, [^ ]*dddd\. /)
    const six = ask(screenconnectSetupClosed, 'screenconnect', open.toReversed()).judgements[0]?.detail.en
    expect(six).toMatch(/answers: [^ ]*a, [^ ]*bb, [^ ]*ccc, [^ ]*dddd and 2 more ways of writing it\./)
  })

  it('is meant for nobody, whatever the policy writes', () => {
    const areas = { 'screenconnect.setup': { audience: 'technicians' as const } }
    const policy = { ...musterMsp, areas }
    const { judgements } = ask(screenconnectSetupClosed, 'screenconnect', [answers('plain', 'open')], { policy })
    expect(judgements[0]?.detail.en).toContain('The policy lets nobody in there.')
  })

  it('does not speak of another place where a different path was closed', () => {
    const evidence = [answers('plain', 'open'), answers('trailing', 'closed')]
    const { judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(judgements[0]?.detail.en).not.toContain('does not hold everywhere')
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it.each<[string, readonly Evidence[]]>([
    ['nobody looked', []],
    ['one way showed something unclear', [product, answers('plain', 'closed'), answers('trailing', 'unclear')]],
    [
      'one way could not be asked',
      [
        product,
        answers('plain', 'closed'),
        unseen('screenconnect', 'outside.setup-wizard', { reason: 'timeout', detail: 'ETIMEDOUT' }, { source: 'x' }),
      ],
    ],
    ['a stranger refuses the path', [shows('stranger'), ...allClosed]],
    ['nothing shows that it is the product that refuses', [shows('unclear'), ...allClosed]],
    ['nobody looked at what stands there', allClosed],
    [
      'the product was recognised from another place only',
      [shows('screenconnect', { vantage: fromAbroad }), ...allClosed],
    ],
  ])('does not know when %s', (_, evidence) => {
    const { outcome, judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).not.toBe('')
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', screenconnectSetupClosed, [product, ...allClosed])).toBe('not-applicable')
  })

  it('does not pass on stale evidence, and still fails on it', () => {
    const old = { at: lastYear }
    const closed = [shows('screenconnect', old), answers('plain', 'closed', old)]
    const passed = ask(screenconnectSetupClosed, 'screenconnect', closed)
    expect([passed.outcome, passed.overlay]).toEqual(['unknown', 'stale'])
    const failed = ask(screenconnectSetupClosed, 'screenconnect', [answers('plain', 'open', old)])
    expect([failed.outcome, failed.overlay]).toEqual(['fail', 'stale'])
  })

  it('fails and says so when two looks at the same path contradict each other', () => {
    const evidence = [product, answers('plain', 'open'), answers('plain', 'closed', { vantage: fromTechnicians })]
    const { outcome, judgements } = ask(screenconnectSetupClosed, 'screenconnect', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('does not hold everywhere')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('takes an opening that an earlier look saw for history', () => {
    const earlier = answers('plain', 'open', { at: '2026-11-20T11:00:00.000Z' })
    expect(ask(screenconnectSetupClosed, 'screenconnect', [product, earlier, ...allClosed]).outcome).toBe('pass')
  })

  it('keeps the failure visible when it is waived', () => {
    const policy = accepting('screenconnect-current.setup-closed')
    const { outcome, overlay } = ask(screenconnectSetupClosed, 'screenconnect', [answers('plain', 'open')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
