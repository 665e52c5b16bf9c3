import { describe, expect, it } from 'vitest'
import { anHourAgo, ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectGuessing as control } from './screenconnect-guessing.ts'

function log(address: string, failures: number, successes = 0) {
  const seen = { first: '2026-11-20T03:00:00.000Z', last: anHourAgo }
  return [
    folderFact('screenconnect.security-log', { addresses: [{ address, failures, names: 40, successes, ...seen }] }),
  ]
}

describe('accounts.screenconnect-guessing', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.security-log')],
    bad: log('192.0.2.66', 400),
    item: '192.0.2.66',
  })

  it.each([
    ['a person who mistypes', log('192.0.2.66', 49), undefined],
    ['a guesser', log('192.0.2.66', 50), 'high'],
    ['a guesser who got in', log('192.0.2.66', 50, 1), 'critical'],
    ['a network of the technicians', log('203.0.113.20', 50, 1), 'medium'],
    ['the proxy', log('10.20.0.5', 50, 1), 'medium'],
  ])('weighs %s', (_, evidence, severity) => {
    const { judgements } = ask(control, 'screenconnect', evidence)
    expect(judgements[0]?.outcome).toBe(severity === undefined ? 'pass' : 'fail')
    if (severity !== undefined) expect(judgements[0]?.severity).toBe(severity)
  })

  it('does not take an empty log for a quiet one', () => {
    expect(ask(control, 'screenconnect', [folderFact('screenconnect.security-log', { events: 0 })]).outcome).toBe(
      'unknown',
    )
  })
})
