import { describe, expect, it } from 'vitest'
import type { Dispute } from '../model/dispute.ts'
import { ask, musterMsp } from './question-fixture.ts'
import { answering, judgement } from './sample-fixture.ts'
import { accepting, assessed } from './site-fixture.ts'

const disputed: Dispute = {
  control: 'screenconnect-current.sample',
  version: 3,
  server: 'screenconnect',
  item: '3306',
  reason: 'Der Port gehört zu einem anderen Gerät.',
  since: '2026-11-01',
  until: '2026-12-31',
}
const failing = answering([judgement('fail', '3306'), judgement('pass', '443')])

function judgedWith(changes: Partial<Dispute> = {}) {
  return ask(failing, 'screenconnect', [], { policy: { ...musterMsp, disputes: [{ ...disputed, ...changes }] } })
}

describe('a dispute', () => {
  it('marks the result, which stays, and says that it still counts', () => {
    const { outcome, overlay, judgements } = judgedWith()
    expect([outcome, overlay]).toEqual(['fail', 'disputed'])
    expect(judgements[0]?.detail.de).toMatch(
      /Seit 2026-11-01 umstritten.*zählt in der Punktzahl weiter als nicht erfüllt/,
    )
    expect(judgements[1]?.overlay).toBeUndefined()
  })

  it('counts as failing', () => {
    const policy = { ...musterMsp, disputes: [disputed] }
    expect(assessed([failing], [], { policy })).toMatchObject({ score: 0, coverage: { asked: 1, answered: 1 } })
  })

  it.each([
    ['of another item', { item: '22' }],
    ['of the other server', { server: 'automate' }],
    ['that is still to begin', { since: '2026-11-24' }],
  ] as const)('%s marks nothing', (_, changes) => {
    expect(judgedWith(changes).judgements[0]).toMatchObject({ detail: { de: 'fail 3306' } })
  })

  it.each([
    ['has ended', { until: '2026-11-22' }],
    ['was about another version', { version: 2 }],
  ])('that %s marks nothing and says so', (_, changes) => {
    const { overlay, judgements } = judgedWith(changes)
    expect(overlay).toBeUndefined()
    expect(judgements[0]?.detail.de).toContain('gilt nicht mehr')
  })

  it('gives way to an exception', () => {
    const policy = { ...accepting('screenconnect-current.sample', '3306'), disputes: [disputed] }
    expect(ask(failing, 'screenconnect', [], { policy }).judgements[0]?.overlay).toBe('waived')
  })
})
