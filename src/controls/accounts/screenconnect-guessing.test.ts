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

  it('names only the addresses that guess, and says whether they got in', () => {
    const seen = { names: 40, first: '2026-11-20T03:00:00.000Z', last: anHourAgo }
    const addresses = [
      { address: '192.0.2.66', failures: 50, successes: 2, ...seen },
      { address: '192.0.2.67', failures: 50, successes: 0, ...seen },
      { address: '192.0.2.68', failures: 49, successes: 9, ...seen },
    ]
    const { judgements } = ask(control, 'screenconnect', [folderFact('screenconnect.security-log', { addresses })])
    expect(judgements.map(({ item }) => item)).toEqual(['192.0.2.66', '192.0.2.67'])
    expect(judgements[0]?.detail.en).toMatch(
      /failed to sign in 50 times from 2026-11-20 to 2026-11-23, with 40 .* 2 sign-ins from there succeeded/,
    )
    expect(judgements[1]?.detail.en).toMatch(/different names\.$/)
  })

  it.each([
    ['10.20.0.5', 'It is an inner address'],
    ['203.0.113.20', 'It belongs to a network of the technicians'],
  ])('says whose %s is instead of asking who got in', (address, whose) => {
    const { judgements } = ask(control, 'screenconnect', log(address, 50, 1))
    expect(judgements[0]?.detail.en).toContain(whose)
    expect(judgements[0]?.detail.en).not.toContain('succeeded')
  })

  it('takes what is no address for a stranger', () => {
    expect(ask(control, 'screenconnect', log('?', 50)).judgements[0]?.severity).toBe('high')
  })

  it('says since when there is a log where nobody guesses', () => {
    const { judgements } = ask(control, 'screenconnect', [folderFact('screenconnect.security-log')])
    expect(judgements[0]?.detail.en).toContain('(log since 2026-05-01)')
  })
})
