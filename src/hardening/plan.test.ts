import { describe, expect, it } from 'vitest'
import type { Finding } from '../model/assessment.ts'
import { say } from '../model/text.ts'
import { planOf } from './plan.ts'
import { changeOf } from './plan-fixture.ts'
import type { Planned } from './planner.ts'

const occasion = { site: 'Muster-MSP', language: 'en', toolVersion: '1.0.0', now: 0, keepAccess: [] } as const

function finding(item: string, steps = ['Do it.']): Finding {
  return {
    id: `uac.values/automate/${item}`,
    control: 'uac.values',
    version: 1,
    measure: 'uac',
    subject: 'automate',
    item,
    outcome: 'fail',
    severity: 'high',
    title: item,
    detail: '',
    evidence: [],
    remedy: { summary: 'Change it.', steps, automatic: false },
    references: [],
    mappings: [],
  }
}

function answering(item: string): Planned['changes'] {
  const findings = [`uac.values/automate/${item}`]
  return [changeOf('a', [], { verify: [{ control: 'uac.values', subject: 'automate', findings }] })]
}

describe('a plan', () => {
  it('has no task for what a change answers', () => {
    expect(planOf([finding('a')], [{ changes: answering('a'), left: [] }], occasion).tasks).toEqual([])
  })

  it('keeps as a task what a change leaves of its finding', () => {
    const left = [{ finding: 'uac.values/automate/a', reason: say('Noch nicht.', 'Not lasting.') }]
    const { tasks } = planOf([finding('a')], [{ changes: answering('a'), left }], occasion)
    expect(tasks).toMatchObject([{ reason: 'Not lasting.', steps: ['Do it.'] }])
  })

  it("has the planner's own steps instead of the remedy's, of all findings with one reason", () => {
    const left = ['a', 'b'].map((item) => ({
      finding: `uac.values/automate/${item}`,
      reason: say('Bitte selbst.', 'By hand.'),
      steps: [say(`Zeile ${item}`, `line ${item}`)],
    }))
    const { tasks } = planOf([finding('a'), finding('b')], [{ changes: [], left }], occasion)
    expect(tasks.map(({ steps, findings }) => [steps, findings.length])).toEqual([[['line a', 'line b'], 2]])
  })
})
