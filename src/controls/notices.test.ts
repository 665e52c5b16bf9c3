import { describe, expect, it } from 'vitest'
import type { Exception } from '../model/exception.ts'
import { noticesOf } from './notices.ts'
import { inside, musterMsp, noon } from './question-fixture.ts'
import { answering } from './sample-fixture.ts'

const accepted: Exception = {
  control: 'screenconnect-current.sample',
  version: 3,
  server: 'screenconnect',
  item: '3306',
  reason: 'Austausch ist bestellt',
  owner: 'E. Muster',
  approver: 'G. Beispiel',
  since: '2026-01-01',
  until: '2026-12-31',
}
const controls = [answering([])]

function noticesWith(changes: Partial<Exception>, now: number = noon) {
  const policy = { ...musterMsp, exceptions: [{ ...accepted, ...changes }] }
  return noticesOf(policy, { controls, evidence: [], now, language: 'de' })
}

describe('a notice', () => {
  // Judged on 2026-11-23.
  it.each([
    ['2026-12-24', undefined, undefined],
    ['2026-12-23', 30, 30],
    ['2026-12-08', 30, 15],
    ['2026-12-07', 14, 14],
    ['2026-12-01', 14, 8],
    ['2026-11-30', 7, 7],
    ['2026-11-23', 7, 0],
  ])('of an exception that ends on %s is the warning %s days ahead', (until, warning, daysLeft) => {
    const [notice] = noticesWith({ until })
    expect([notice?.warning, notice?.daysLeft]).toEqual([warning, daysLeft])
    if (warning !== undefined) expect(notice).toMatchObject({ kind: 'ends-soon', of: 'exception', until })
  })

  it.each([
    ['2026-11-23', 'heute'],
    ['2026-11-24', 'morgen'],
    ['2026-11-26', 'in 3 Tagen'],
  ])('says when, with the zone, and what to do (%s)', (until, when) => {
    const [notice] = noticesWith({ until })
    expect(notice?.text).toContain(
      `screenconnect-current.sample (screenconnect), 3306: Die Ausnahme endet ${when}, am ${until} um Mitternacht (Europe/Berlin).`,
    )
    expect(notice?.text).toContain('bollwerk exception renew')
  })

  it('counts days in Berlin', () => {
    // Half past eleven in the evening in UTC is the next day there.
    const late = Date.parse('2026-11-23T23:30:00Z')
    expect(noticesWith({ until: '2026-11-23' }, late)[0]?.kind).toBe('ended')
    expect(noticesWith({ until: '2026-12-24' }, late)[0]?.daysLeft).toBe(30)
  })

  it.each([
    ['has ended', { until: '2026-11-22' }, 'ended', /abgelaufen und gilt nicht mehr/],
    ['was made for another version', { version: 2 }, 'other-version', /Version 2 .*Version 3/],
    ['is about no control', { control: 'uac.gone' }, 'no-such-control', /gibt es nicht/],
  ] as const)('tells that an exception %s', (_, changes, kind, sentence) => {
    expect(noticesWith(changes)).toEqual([expect.objectContaining({ kind, text: expect.stringMatching(sentence) })])
  })

  it('says nothing of one that is still to begin', () => {
    expect(noticesWith({ since: '2026-11-24', until: '2026-11-30' })).toEqual([])
  })

  it('is made for answers and disputes too', () => {
    const { control, version, reason } = accepted
    const term = { since: '2026-01-01', until: '2026-11-30' }
    const policy = {
      exceptions: [],
      attestations: [{ control, version, server: 'automate', answer: 'pass', by: 'C', note: 'x', ...term }],
      disputes: [{ control, version, server: 'automate', reason, ...term }],
    } as const
    const notices = noticesOf(policy, { controls, evidence: [], now: noon, language: 'en' })
    expect(notices.map(({ of, warning }) => [of, warning])).toEqual([
      ['attestation', 7],
      ['dispute', 7],
    ])
    expect(notices[0]?.text).toMatch(/The answer ends in 7 days.*bollwerk attest/)
  })

  it('tells of evidence from the future, and from which machine', () => {
    const value = { machine: 'RMM01', scriptVersion: '1', languageMode: 'FullLanguage', powershell: '5.1' } as const
    const fact = { ...value, elevated: true, culture: 'de-DE', utcOffsetMinutes: 60, milliseconds: 1 }
    const evidence = [inside('automate', 'windows.collector', fact, { at: '2026-11-23T13:00:00.000Z' })]
    const notices = noticesOf(musterMsp, { controls, evidence, now: noon, language: 'de' })
    expect(notices).toEqual([
      { kind: 'from-future', of: 'evidence', text: expect.stringMatching(/in der Zukunft zählen nicht: 1 \(RMM01\)/) },
    ])
  })
})
