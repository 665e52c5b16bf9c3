import { expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { screenconnectListsNative } from './native.ts'

it('waits for a look inside and names the four gaps that the lists leave', () => {
  const { outcome, judgements } = ask(screenconnectListsNative, 'screenconnect', [])
  expect(outcome).toBe('unknown')
  expect(judgements[0]?.detail.de).toContain('der Blick in den Server')
  const steps = screenconnectListsNative.remedy.steps.map(({ de }) => de).join('\n')
  for (const gap of ['Lücke 1', 'Lücke 2', 'Lücke 3', 'Lücke 4']) expect(steps).toContain(gap)
})
