import { describe, expect, it } from 'vitest'
import type { SmbFact } from '../../evidence/windows/facts.ts'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { windows } from '../windows-fixture.ts'
import { fileSharing as control } from './file-sharing.ts'

function smb(changes: Partial<SmbFact> = {}) {
  return windows('windows.smb', { version1: false, signingRequired: true, ...changes })
}

describe('isolated-network.file-sharing', () => {
  itJudgesEveryMachine(control, { good: [smb()], bad: [smb({ version1: true })], item: 'smb1' })

  it('weighs a missing signature less', () => {
    const { judgements } = ask(control, 'automate', [smb({ signingRequired: false })])
    expect(judgements[0]).toMatchObject({ item: 'signing', severity: 'low', outcome: 'fail' })
  })

  it.each([{ version1: null }, { signingRequired: null }])('does not know with %j', (change) => {
    expect(ask(control, 'automate', [smb(change)]).outcome).toBe('unknown')
  })

  it('is judged by both settings, with the evidence', () => {
    const judged = (changes: Partial<SmbFact>) =>
      ask(control, 'automate', [smb(changes)]).judgements.map(({ item, outcome, evidence }) => [
        item,
        outcome,
        evidence.length,
      ])
    expect(judged({ version1: true, signingRequired: false })).toEqual([
      ['smb1', 'fail', 1],
      ['signing', 'fail', 1],
    ])
    expect(judged({ version1: null, signingRequired: null })).toEqual([
      ['smb1', 'unknown', 1],
      ['signing', 'unknown', 1],
    ])
  })
})
