import { expect, it } from 'vitest'
import * as z from 'zod'
import { richAssessment } from './assessment-fixture.ts'
import { assessmentSchema } from './assessment-schema.ts'

it('is published as JSON Schema', async () => {
  const published = {
    ...z.toJSONSchema(assessmentSchema),
    $id: 'https://bollwerk.invalid/schema/assessment/1',
    title: 'bollwerk.assessment/1',
  }
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot(
    '../../docs/reference/assessment.schema.json',
  )
})

it.each([
  ['a key that nobody knows', { ...richAssessment('de'), extra: 1 }],
  ['another schema', { ...richAssessment('de'), schema: 'bollwerk.assessment/2' }],
  ['a score above 100', { ...richAssessment('de'), score: 101 }],
  ['a time without a zone', { ...richAssessment('de'), finishedAt: '2026-11-23T09:42:30' }],
])('refuses %s', (_, assessment) => {
  expect(assessmentSchema.safeParse(assessment).success).toBe(false)
})
