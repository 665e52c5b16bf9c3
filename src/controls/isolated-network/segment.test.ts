import { expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { isolatedSegment } from './segment.ts'

it.each(['automate', 'screenconnect'] as const)('waits for paper or a look inside for %s', (server) => {
  const { outcome, judgements } = ask(isolatedSegment, server, [])
  expect(outcome).toBe('unknown')
  expect(judgements[0]?.detail.de).toMatch(/Konfiguration der Firewall oder der Blick in den Server/)
})
