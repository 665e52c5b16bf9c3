import { describe, expect, it } from 'vitest'
import { anHourAgo, ask, lastYear } from './question-fixture.ts'
import { answering, judgement, sampleControl, wizard, wizardControl } from './sample-fixture.ts'

const eightDaysAgo = '2026-11-15T11:59:59.000Z'
const sevenDaysAgo = '2026-11-16T12:00:00.000Z'

describe('examine', () => {
  it('answers with the gravest of several judgements', () => {
    const control = answering([judgement('pass', 'a'), judgement('unknown', 'b'), judgement('fail', 'c')])
    expect(ask(control, 'screenconnect', []).outcome).toBe('fail')
  })

  it.each([
    [['pass', 'not-applicable'], 'pass'],
    [['pass', 'unknown'], 'unknown'],
    [['unknown', 'error'], 'error'],
    [['manual', 'pass'], 'manual'],
    [['not-applicable'], 'not-applicable'],
  ] as const)('takes %j for %s', (outcomes, expected) => {
    const control = answering(outcomes.map((outcome) => judgement(outcome)))
    expect(ask(control, 'screenconnect', []).outcome).toBe(expected)
  })

  it("gives a judgement without a weight of its own the control's", () => {
    const control = answering([judgement('fail', 'a'), judgement('fail', 'b', 'critical')])
    expect(ask(control, 'screenconnect', []).judgements.map(({ severity }) => severity)).toEqual(['medium', 'critical'])
  })

  it('takes a control that throws for an error and keeps the message', () => {
    const control = sampleControl(() => {
      throw new RangeError('out of range')
    })
    const { outcome, judgements } = ask(control, 'screenconnect', [])
    expect(outcome).toBe('error')
    expect(judgements[0]?.detail.de).toMatch(/gescheitert.*out of range/)
    expect(judgements[0]?.evidence).toEqual([])
  })

  it('takes a control that answers nothing for an error, never for a pass', () => {
    expect(ask(answering([]), 'screenconnect', []).outcome).toBe('error')
  })

  it('shows a control only evidence that is young enough', () => {
    expect(ask(wizardControl, 'screenconnect', [wizard('closed', sevenDaysAgo)])).toMatchObject({ outcome: 'pass' })
    const old = ask(wizardControl, 'screenconnect', [wizard('closed', eightDaysAgo)])
    expect(old).toMatchObject({ outcome: 'unknown', overlay: 'stale' })
  })

  it('turns a stale pass into unknown and says that somebody should look again', () => {
    const { outcome, overlay, judgements } = ask(wizardControl, 'screenconnect', [wizard('closed', lastYear)])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
    expect(judgements[0]?.detail.de).toContain('älter als 7 Tage')
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it('keeps a stale failure a failure', () => {
    const { outcome, overlay } = ask(wizardControl, 'screenconnect', [wizard('open', lastYear)])
    expect([outcome, overlay]).toEqual(['fail', 'stale'])
  })

  it('shows no control evidence from the future, but lets clocks differ by ten minutes', () => {
    const early = ask(wizardControl, 'screenconnect', [wizard('closed', '2026-11-23T12:10:00.001Z')])
    expect(early).toMatchObject({ outcome: 'unknown' })
    expect(early.judgements[0]?.detail.en).toContain('from the future')
    const sameTime = ask(wizardControl, 'screenconnect', [wizard('closed', '2026-11-23T12:10:00.000Z')])
    expect(sameTime).toMatchObject({ outcome: 'pass' })
  })

  it('judges what was seen before by itself if evidence from the future lies beside it', () => {
    const evidence = [wizard('closed', '2027-11-23T12:00:00.000Z'), wizard('open', anHourAgo)]
    expect(ask(wizardControl, 'screenconnect', evidence)).toMatchObject({ outcome: 'fail' })
  })

  it('prefers young evidence to old', () => {
    const evidence = [wizard('open', lastYear), wizard('closed', anHourAgo)]
    const { outcome, overlay } = ask(wizardControl, 'screenconnect', evidence)
    expect([outcome, overlay]).toEqual(['pass', undefined])
  })

  it('stays unknown without an overlay when old evidence settles nothing either', () => {
    const undecided = answering([judgement('unknown')])
    const { outcome, overlay } = ask(undecided, 'screenconnect', [wizard('closed', lastYear)])
    expect([outcome, overlay]).toEqual(['unknown', undefined])
  })

  it('keeps the overlay of an answer that the vendor disputes', () => {
    const control = answering([{ ...judgement('fail', 'CVE-1'), overlay: 'disputed' }])
    expect(ask(control, 'screenconnect', []).overlay).toBe('disputed')
  })

  it('shows an overlay on the whole only if it lies over everything that decides', () => {
    const control = answering([{ ...judgement('fail', 'CVE-1'), overlay: 'disputed' }, judgement('fail', 'CVE-2')])
    expect(ask(control, 'screenconnect', []).overlay).toBeUndefined()
  })
})
