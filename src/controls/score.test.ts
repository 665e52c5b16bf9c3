import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Outcome, type Overlay, type Severity, severities } from '../model/outcome.ts'
import { verbatim } from '../model/text.ts'
import type { Examination } from './examine.ts'
import { answering } from './sample-fixture.ts'
import { coverage, score } from './score.ts'

function examined(outcome: Outcome, severity: Severity, overlay?: Overlay): Examination {
  const over = overlay === undefined ? {} : { overlay }
  const judgements = [{ outcome, severity, detail: verbatim(''), evidence: [], ...over }]
  return { control: answering([], { severity }), server: 'screenconnect', outcome, judgements, ...over }
}

const anyExamination = fc
  .tuple(
    fc.constantFrom<Outcome>('pass', 'fail', 'unknown', 'not-applicable', 'manual', 'error'),
    fc.constantFrom(...severities),
    fc.constantFrom<Overlay | undefined>('waived', 'disputed', 'stale', undefined),
  )
  .map(([outcome, severity, overlay]) => examined(outcome, severity, overlay))

describe('score', () => {
  it('is 100 when everything passes and 0 when nothing was asked', () => {
    expect(score([examined('pass', 'critical'), examined('pass', 'low')])).toBe(100)
    expect(score([])).toBe(0)
    expect(score([examined('not-applicable', 'high')])).toBe(0)
  })

  it('weighs by severity: critical 10, high 6, medium 3, low 1', () => {
    const rest = [examined('pass', 'critical'), examined('pass', 'high'), examined('pass', 'medium')]
    expect(score([...rest, examined('fail', 'low')])).toBe(95)
    expect(score([examined('pass', 'critical'), examined('unknown', 'high'), examined('unknown', 'medium')])).toBe(52)
  })

  it('does not ask about what does not apply', () => {
    expect(score([examined('pass', 'low'), examined('not-applicable', 'critical')])).toBe(100)
  })

  it('is at most 40 with a critical failure open', () => {
    const many = Array.from({ length: 30 }, () => examined('pass', 'critical'))
    expect(score([...many, examined('fail', 'critical')])).toBe(40)
    expect(score([...many, examined('fail', 'high')])).toBe(98)
  })

  it('is not capped by a critical failure that was accepted, which still earns nothing', () => {
    const many = Array.from({ length: 9 }, () => examined('pass', 'critical'))
    expect(score([...many, examined('fail', 'critical', 'waived')])).toBe(90)
    expect(score([...many, examined('fail', 'critical', 'stale')])).toBe(40)
  })

  it('is capped by one critical failure among other answers of the same control', () => {
    const mixed = examined('fail', 'critical')
    const [other] = examined('pass', 'critical').judgements
    const many = Array.from({ length: 99 }, () => examined('pass', 'critical'))
    expect(score([...many, { ...mixed, judgements: [...mixed.judgements, ...(other ? [other] : [])] }])).toBe(40)
  })

  it('lies between 0 and 100, and never rises when a pass becomes unknown', () => {
    fc.assert(
      fc.property(fc.array(anyExamination), fc.constantFrom(...severities), (others, severity) => {
        const passing = score([...others, examined('pass', severity)])
        const open = score([...others, examined('unknown', severity)])
        expect(passing).toBeGreaterThanOrEqual(open)
        expect(open).toBeGreaterThanOrEqual(0)
        expect(passing).toBeLessThanOrEqual(100)
        expect(Number.isInteger(passing)).toBe(true)
      }),
    )
  })
})

describe('coverage', () => {
  it('counts what was asked and what evidence could settle', () => {
    const outcomes = ['pass', 'fail', 'unknown', 'manual', 'error', 'not-applicable'] as const
    expect(coverage(outcomes.map((outcome) => examined(outcome, 'low')))).toEqual({ asked: 5, answered: 2 })
  })
})
