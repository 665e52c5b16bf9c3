import { describe, expect, it } from 'vitest'
import type { Leftover } from '../../evidence/screenconnect/facts.ts'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectLeftovers as control } from './leftovers.ts'

const usual: Leftover = {
  path: 'web.config.old',
  kind: 'configuration',
  bytes: 100,
  modified: '2025-06-01T12:00:00.000Z',
  secrets: 3,
}

function left(changes: Partial<Leftover>) {
  return [folderFact('screenconnect.leftovers', { files: [{ ...usual, ...changes }] })]
}

describe('screenconnect-current.leftovers', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.leftovers')],
    bad: left({}),
    item: 'web.config.old',
  })

  it.each([
    ['a configuration with keys', left({}), 'high'],
    ['a configuration that could not be read', left({ secrets: null }), 'high'],
    ['a configuration without keys', left({ secrets: 0 }), 'low'],
    ['a foreign page', left({ kind: 'page' }), 'high'],
    ['a copy of the users', left({ kind: 'users' }), 'medium'],
    ['a copy of a database', left({ kind: 'database' }), 'medium'],
    ['an archive', left({ kind: 'archive' }), 'low'],
  ])('weighs %s', (_, evidence, severity) => {
    expect(ask(control, 'screenconnect', evidence).judgements[0]?.severity).toBe(severity)
  })

  it('does not hide that there are more', () => {
    const evidence = [folderFact('screenconnect.leftovers', { more: true })]
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('unknown')
  })
})
