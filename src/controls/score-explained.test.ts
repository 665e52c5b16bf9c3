import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Outcome, type Overlay, type Severity, severities } from '../model/outcome.ts'
import { verbatim } from '../model/text.ts'
import type { Examination } from './examine.ts'
import { answering } from './sample-fixture.ts'
import { score } from './score.ts'
import { scoreExplained } from './score-explained.ts'

function examined(outcome: Outcome, severity: Severity, overlay?: Overlay): Examination {
  const over = overlay === undefined ? {} : { overlay }
  const judgements = [{ item: '1', outcome, severity, detail: verbatim(''), evidence: [], ...over }]
  return { control: answering([], { severity }), server: 'screenconnect', outcome, judgements, ...over }
}

const anyExamination = fc
  .tuple(
    fc.constantFrom<Outcome>('pass', 'fail', 'unknown', 'not-applicable', 'manual', 'error'),
    fc.constantFrom(...severities),
    fc.constantFrom<Overlay | undefined>('waived', 'disputed', 'stale', undefined),
  )
  .map(([outcome, severity, overlay]) => examined(outcome, severity, overlay))

describe('scoreExplained', () => {
  it('accounts for every point, and comes to the same score', () => {
    fc.assert(
      fc.property(fc.array(anyExamination), (examinations) => {
        const { possible, earned, reached, ceiling, lost } = scoreExplained(examinations, 'de')
        expect(earned + lost.reduce((total, { weight }) => total + weight, 0)).toBe(possible)
        expect(score(examinations)).toBe(ceiling ? Math.min(reached, ceiling.at) : reached)
        const points = lost.reduce((total, one) => total + one.points, 0)
        if (possible > 0)
          expect(Math.abs(100 - (100 * earned) / possible - points)).toBeLessThan(0.01 * lost.length + 1e-9)
      }),
    )
  })

  it('says why each question earned nothing, the most costly first', () => {
    const { lost } = scoreExplained(
      [
        examined('unknown', 'low'),
        examined('fail', 'medium', 'waived'),
        examined('fail', 'high', 'disputed'),
        examined('fail', 'critical'),
        examined('pass', 'critical'),
        examined('not-applicable', 'critical'),
      ],
      'de',
    )
    expect(lost.map(({ weight, points, reason }) => [weight, points, reason])).toEqual([
      [10, 33.33, 'Nicht erfüllt: ein Befund.'],
      [6, 20, 'Nicht erfüllt. Das Ergebnis ist umstritten und zählt bis zur Klärung, wie es ist.'],
      [3, 10, 'Nicht erfüllt. Die Ausnahme nimmt das Risiko hin, bringt aber keine Punkte.'],
      [1, 3.33, 'Ungeklärt: Kein Beleg beantwortet die Frage.'],
    ])
  })

  it('names the critical failures that cap it, and no accepted one', () => {
    const capped = scoreExplained([examined('fail', 'critical'), examined('fail', 'critical', 'disputed')], 'en')
    expect(capped.ceiling).toEqual({
      at: 40,
      because: ['screenconnect-current.sample/screenconnect/1', 'screenconnect-current.sample/screenconnect/1'],
    })
    expect(scoreExplained([examined('fail', 'critical', 'waived')], 'en').ceiling).toBeUndefined()
  })
})
