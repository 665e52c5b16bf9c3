import { describe, expect, it } from 'vitest'
import type { Assessment } from '../model/assessment.ts'
import { measureIds } from '../model/measure.ts'
import { richAssessment } from './assessment-fixture.ts'
import { failingCounts, headlineOf, standingOf } from './headline.ts'
import { nothingToFix } from './messages.ts'
import { byWitness, openQuestionsOf } from './open-questions.ts'
import { outlineOf } from './outline.ts'

const rich = richAssessment('de')

describe('outlineOf', () => {
  it('follows the guidance whatever order the assessment has', () => {
    const shuffled: Assessment = { ...rich, measures: rich.measures.toReversed() }
    expect(outlineOf(shuffled).map(({ id }) => id)).toEqual(measureIds)
  })

  it('calls a measure that the assessment does not speak of unknown', () => {
    const [first] = outlineOf({ ...rich, measures: [], findings: [] })
    expect(first).toMatchObject({ id: 'automate-current', outcome: 'unknown', controls: [] })
  })

  it('shows a finding whose control is missing from its measure', () => {
    const measures = rich.measures.map((measure) => ({ ...measure, controls: [] }))
    const told = outlineOf({ ...rich, measures }).flatMap(({ controls }) =>
      controls.flatMap(({ findings }) => findings),
    )
    expect(told).toHaveLength(rich.findings.length)
  })

  it('puts the gravest control of a measure first', () => {
    const [first] = outlineOf({
      ...rich,
      measures: rich.measures.map((m) => ({ ...m, controls: m.controls.toReversed() })),
    })
    expect(first?.controls.map(({ result }) => result.outcome)).toEqual(['fail', 'unknown'])
  })

  it('carries an overlay over to the measure only if it lies over everything that decided', () => {
    const byId = new Map(outlineOf(rich).map((measure) => [measure.id, measure]))
    expect(byId.get('ports-minimal')).toMatchObject({ outcome: 'fail', overlay: 'waived', severity: undefined })
    expect(byId.get('screenconnect-current')).toMatchObject({
      outcome: 'fail',
      overlay: undefined,
      severity: 'critical',
    })
  })
})

describe('failingCounts', () => {
  it('counts measures that fail only by an exception among the failing ones', () => {
    expect(failingCounts(outlineOf(rich))).toEqual({ all: 5, waived: 1 })
  })
})

describe('standingOf', () => {
  const without = (severity: string): Assessment => ({
    ...rich,
    findings: rich.findings.filter((finding) => finding.severity !== severity && finding.overlay !== 'waived'),
  })

  it.each([
    ['critical', rich],
    ['failing', without('critical')],
    [
      'failing',
      { ...rich, findings: rich.findings.filter(({ severity, overlay }) => severity !== 'critical' || overlay) },
    ],
    ['unclear', { ...rich, findings: [] }],
    ['unclear', { ...rich, findings: [], coverage: { asked: 0, answered: 0 } }],
    ['good', { ...rich, findings: [], coverage: { asked: 3, answered: 3 } }],
  ] as const)('is %s', (standing, assessment) => {
    expect(standingOf(assessment)).toBe(standing)
  })
})

describe('headlineOf', () => {
  it.each([
    [{ asked: 3, answered: 0 }, /^Es war nichts zu sehen/],
    [{ asked: 3, answered: 1 }, /noch kein vollständiges Bild/],
    [{ asked: 3, answered: 3 }, /Alles, was gefragt wurde, ist beantwortet/],
  ])('does not comfort anybody without failures beyond %j', (coverage, headline) => {
    expect(headlineOf({ ...rich, findings: [], coverage }).de).toMatch(headline)
    expect(nothingToFix(coverage.answered).de.includes('kann niemand sagen')).toBe(coverage.answered === 0)
  })
})

describe('openQuestionsOf', () => {
  const questions = openQuestionsOf(outlineOf(rich))

  it('names every control that is unknown, manual or broken', () => {
    expect(new Set(questions.map(({ control }) => control.outcome))).toEqual(new Set(['unknown', 'manual', 'error']))
    expect(questions).toHaveLength(rich.coverage.asked - rich.coverage.answered)
  })

  it('groups them by who could answer, without losing those that nobody can', () => {
    const groups = byWitness(questions)
    expect(groups[0]?.witnesses).toEqual(['inside'])
    expect(groups.some(({ witnesses }) => witnesses.length === 0)).toBe(true)
    expect(groups.flatMap((group) => group.questions)).toHaveLength(questions.length)
  })
})
