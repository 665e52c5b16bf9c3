import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../model/assessment.ts'
import { assessmentSaying, calmAssessment, richAssessment } from './assessment-fixture.ts'
import { assessmentSchema } from './assessment-schema.ts'
import { hostileWords } from './hostile-words.ts'
import { renderJson } from './json.ts'

const topKeys =
  'schema language site startedAt finishedAt tool catalog vantages coverage score scoreExplained notices measures findings support'.split(
    ' ',
  )

describe('renderJson', () => {
  it.each([richAssessment('de'), richAssessment('en'), calmAssessment('de')])(
    'writes what the schema of the assessment accepts, and loses nothing',
    (assessment) => {
      const read: unknown = JSON.parse(renderJson(assessment))
      expect(assessmentSchema.parse(read)).toEqual(assessment)
    },
  )

  it('writes the keys in their order whatever order they come in, and the schema first', () => {
    const rich = richAssessment('de')
    const { site, findings, ...rest } = rich
    const turned: Assessment = { findings: findings.map(({ id, ...finding }) => ({ ...finding, id })), site, ...rest }
    expect(renderJson(turned)).toBe(renderJson(rich))
    expect(Object.keys(JSON.parse(renderJson(turned)))).toEqual(topKeys)
  })

  it('ends with one newline and leaves out keys that are absent', () => {
    const { support: _, ...alone } = richAssessment('de')
    expect(renderJson(alone)).toMatch(/[^\n]\n$/)
    expect(Object.keys(JSON.parse(renderJson(alone)))).not.toContain('support')
  })

  it('keeps every text whole, and none can steer a terminal', () => {
    fc.assert(
      fc.property(hostileWords, (text) => {
        const assessment = assessmentSaying(text, 'de')
        const json = renderJson(assessment)
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(JSON.parse(json)).toEqual(assessment)
      }),
      { numRuns: 60 },
    )
  })
})
