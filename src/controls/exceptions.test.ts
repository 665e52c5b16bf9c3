import { describe, expect, it } from 'vitest'
import type { Exception } from '../model/exception.ts'
import { ask, musterMsp } from './question-fixture.ts'
import { answering, judgement } from './sample-fixture.ts'
import { entriesFor } from './scope.ts'

const accepted: Exception = {
  control: 'screenconnect-current.sample',
  version: 3,
  reason: 'Austausch ist bestellt',
  owner: 'E. Muster',
  approver: 'G. Beispiel',
  since: '2026-03-01',
  until: '2026-03-31',
}

const failing = answering([judgement('fail', '3306'), judgement('fail', '3389'), judgement('pass', '443')])

function judgedAt(moment: string, changes: Partial<Exception> = {}) {
  const policy = { ...musterMsp, exceptions: [{ ...accepted, ...changes }] }
  return ask(failing, 'screenconnect', [], { policy, now: Date.parse(moment) })
}

describe('an exception', () => {
  it('waives a failure, which stays a failure, and says who accepted it, why and until when', () => {
    const { outcome, overlay, judgements } = judgedAt('2026-03-15T12:00:00Z')
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
    expect(judgements[0]?.detail.de).toContain('bis 2026-03-31 (verantwortlich: E. Muster, genehmigt: G. Beispiel)')
    expect(judgements[0]?.detail.de).toContain('Austausch ist bestellt')
  })

  it('leaves a pass alone', () => {
    const { judgements } = judgedAt('2026-03-15T12:00:00Z')
    expect(judgements.find(({ item }) => item === '443')?.overlay).toBeUndefined()
  })

  it('covers only the item that it names', () => {
    const { overlay, judgements } = judgedAt('2026-03-15T12:00:00Z', { item: '3306' })
    expect(overlay).toBeUndefined()
    expect(judgements.map((one) => one.overlay)).toEqual(['waived', undefined, undefined])
  })

  // Berlin is two hours ahead of UTC from 2026-03-29 on, one hour before.
  it.each([
    ['2026-02-28T22:59:59Z', undefined],
    ['2026-02-28T23:00:00Z', 'waived'],
    ['2026-03-31T21:59:59Z', 'waived'],
    ['2026-03-31T22:00:00Z', undefined],
  ])('at %s is %s: its first and last day are days in Berlin', (moment, overlay) => {
    expect(judgedAt(moment).overlay).toBe(overlay)
  })

  it('says that it has ended, on the day after its last', () => {
    const { outcome, overlay, judgements } = judgedAt('2026-03-31T22:00:00Z')
    expect([outcome, overlay]).toEqual(['fail', undefined])
    expect(judgements[0]?.detail.de).toContain('am 2026-03-31 abgelaufen')
    expect(judgements[0]?.detail.en).toContain('ended on 2026-03-31')
  })

  it('says nothing before its first day', () => {
    expect(judgedAt('2026-02-01T12:00:00Z').judgements[0]?.detail.en).toBe('fail 3306')
  })

  it.each([
    ['an older version', 2, 'Version 2'],
    ['a newer version', 4, 'Version 4'],
  ])('that was made for %s of the control covers nothing, and says so loudly', (_, version, named) => {
    const { outcome, overlay, judgements } = judgedAt('2026-03-15T12:00:00Z', { version })
    expect([outcome, overlay]).toEqual(['fail', undefined])
    expect(judgements[0]?.detail.de).toMatch(new RegExp(`^Die Ausnahme dafür .* gilt nicht mehr.*${named}.*Version 3`))
    expect(judgements[0]?.acceptance?.standing).toBe('other-version')
  })

  it('stays with the judgement as what it is', () => {
    expect(judgedAt('2026-03-15T12:00:00Z').judgements[0]?.acceptance).toEqual({
      standing: 'in-force',
      version: 3,
      reason: 'Austausch ist bestellt',
      owner: 'E. Muster',
      approver: 'G. Beispiel',
      since: '2026-03-01',
      until: '2026-03-31',
    })
    expect(judgedAt('2026-04-15T12:00:00Z').judgements[0]?.acceptance?.standing).toBe('ended')
  })

  it('lets one that is in force speak for one that has ended', () => {
    const renewed = { ...accepted, since: '2026-04-01', until: '2026-06-30' }
    const policy = { ...musterMsp, exceptions: [accepted, renewed] }
    const { overlay } = ask(failing, 'screenconnect', [], { policy, now: Date.parse('2026-04-15T12:00:00Z') })
    expect(overlay).toBe('waived')
  })

  it.each([
    ['the same control on both servers', accepted, 1],
    ['the same control on this server', { ...accepted, server: 'screenconnect' } as const, 1],
    ['the same control on the other server', { ...accepted, server: 'automate' } as const, 0],
    ['another control', { ...accepted, control: 'ports-minimal.tcp' }, 0],
  ])('for %s is asked or not', (_, exception, count) => {
    expect(entriesFor([exception], 'screenconnect-current.sample', 'screenconnect')).toHaveLength(count)
  })
})
