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

  it('tells each of them with its date and what it means, and then that there are more', () => {
    const files = [usual, { ...usual, path: 'x.aspx', kind: 'page' as const }]
    const evidence = [folderFact('screenconnect.leftovers', { files, more: true })]
    const { judgements } = ask(control, 'screenconnect', evidence)
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['web.config.old', 'fail'],
      ['x.aspx', 'fail'],
      ['more', 'unknown'],
    ])
    expect(judgements[0]?.detail.en).toContain('web.config.old (of 2025-06-01). 3 keys or passwords stand in it')
    expect(judgements[2]?.evidence).toEqual(evidence)
  })

  it.each([
    [{ secrets: null }, 'assume that it holds keys'],
    [{ secrets: 0 }, 'It holds no keys'],
    [{ kind: 'archive' }, 'looks like a backup'],
    [{ kind: 'users' }, 'holds users, hashes or sessions'],
    [{ kind: 'page' }, 'the server runs it'],
  ] as const)('says of %j what it means', (changes, words) => {
    expect(ask(control, 'screenconnect', left(changes)).judgements[0]?.detail.en).toContain(words)
  })
})
