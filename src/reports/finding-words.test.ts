import { describe, expect, it } from 'vitest'
import type { Finding } from '../model/assessment.ts'
import { richAssessment } from './assessment-fixture.ts'
import { controlHeading, factOf, headingOf } from './finding-words.ts'

const rich = richAssessment('de')

function finding(control: string): Finding {
  const found = rich.findings.find((one) => one.control === control)
  if (!found) throw new Error(`The fixture has no finding of ${control}.`)
  return found
}

describe('a finding with a title of its own', () => {
  it('is called by it', () => {
    expect(headingOf(finding('automate-current.release'), rich)).toBe('Automate 2025.3 ist nicht die neueste Version')
    expect(factOf(finding('automate-current.release'), rich)).toBe('Automate 2025.3 ist nicht die neueste Version.')
  })
})

describe('a finding that only repeats what its control asks for', () => {
  it('says the outcome before the wish, and states what is the case', () => {
    expect(headingOf(finding('database-supported.version'), rich)).toBe(
      'Nicht erfüllt: Die Version der Datenbank wird noch gepflegt',
    )
    expect(factOf(finding('database-supported.version'), rich)).toMatch(/^Die Datenbank meldet 5\.7\.44\..*mehr\.$/)
    expect(headingOf(finding('isolated-network.segment'), rich)).toMatch(/^Ungeklärt: /)
  })
})

it('calls a control by what it asks for where that is how it is', () => {
  expect(controlHeading({ title: 'A stands', outcome: 'pass' }, 'en')).toBe('A stands')
  expect(controlHeading({ title: 'A stands', outcome: 'not-applicable' }, 'en')).toBe('Not applicable: A stands')
})
