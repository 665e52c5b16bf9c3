import { expect, it } from 'vitest'
import type { Finding } from '../../model/assessment.ts'
import { richAssessment } from '../assessment-fixture.ts'
import { toldOnce } from './told-once.ts'

const [failure] = richAssessment('de').findings
if (!failure) throw new Error('The fixture has no finding.')
const first: Finding = { ...failure, subject: 'automate' }

it('tells a finding once that both servers have', () => {
  const second: Finding = { ...first, id: 'another', subject: 'screenconnect' }
  const told = toldOnce([first, second])
  expect(told).toHaveLength(1)
  expect(told[0]?.subjects.map(({ subject }) => subject)).toEqual(['automate', 'screenconnect'])
})

it('points upwards for steps, evidence and references that the measure has told already', () => {
  const other: Finding = { ...first, title: 'Another weakness', item: 'CVE-2024-0001' }
  const [, again] = toldOnce([first, other])
  expect(again).toMatchObject({ remedyAbove: true, evidenceAbove: true, references: [] })
})

it('tells everything of findings that share nothing', () => {
  const other: Finding = {
    ...first,
    title: 'Another weakness',
    evidence: [],
    references: [{ title: 'More', url: 'https://example.org/' }],
    remedy: { summary: 'Something else', steps: ['One'], automatic: false },
  }
  expect(toldOnce([first, other])[1]).toMatchObject({
    remedyAbove: false,
    evidenceAbove: false,
    references: other.references,
  })
})
