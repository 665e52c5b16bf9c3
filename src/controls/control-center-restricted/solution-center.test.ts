import { describe, expect, it } from 'vitest'
import { fromAustria, fromNowhere, scan } from '../look-fixture.ts'
import { ask, fromAbroad, fromTechnicians, lastYear, musterMsp, seen, unseen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { solutionCenter as control } from './solution-center.ts'

const open = scan('automate', { open: [443, 8484] })
const shut = scan('automate', { open: [443] })

describe('control-center-restricted.solution-center', () => {
  it('passes when 8484 does not answer while the server does', () => {
    expect(ask(control, 'automate', [shut]).outcome).toBe('pass')
  })

  it('fails when 8484 is open to the internet, and names what speaks there', () => {
    const speech = seen('automate', 'outside.port-speaks', { address: '198.51.100.10', port: 8484, speaks: 'http' })
    const { outcome, judgements } = ask(control, 'automate', [open, speech])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.item).toBe('8484')
    expect(judgements[0]?.detail.de).toBe('TCP 8484 ist aus dem Internet (DE) offen. Dort spricht HTTP.')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it.each([
    ['nobody looked', []],
    ['only technicians looked', [scan('automate', { open: [443, 8484] }, { vantage: fromTechnicians })]],
    ['nobody said where', [scan('automate', { open: [443, 8484] }, { vantage: fromNowhere })]],
    ['everything was silent', [scan('automate', {})]],
    ['only a foreign country was refused', [scan('automate', { open: [443] }, { vantage: fromAbroad })]],
    ['the port was not asked', [scan('automate', { open: [443], asked: '80,443' })]],
    ['the scan failed', [unseen('automate', 'outside.tcp-ports', { reason: 'timeout', detail: 'ETIMEDOUT' })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('does not apply where the policy opens the technicians’ area to everyone', () => {
    const policy = { ...musterMsp, areas: { 'automate.technicians': { audience: 'everyone' as const } } }
    expect(ask(control, 'automate', [open], { policy }).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [scan('automate', { open: [443] }, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two places disagree', () => {
    const elsewhere = scan('automate', { open: [443] }, { vantage: fromAustria })
    const { outcome, judgements } = ask(control, 'automate', [open, elsewhere])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.de).toContain('(AT) fand den Port nicht offen')
  })

  it('believes the newer of two looks from one place', () => {
    const later = scan('automate', { open: [443] }, { at: '2026-11-23T11:30:00.000Z' })
    expect(ask(control, 'automate', [open, later]).outcome).toBe('pass')
  })

  it('is not undone by a later look that left the port out', () => {
    const later = scan('automate', { open: [443], asked: '80,443' }, { at: '2026-11-23T11:30:00.000Z' })
    expect(ask(control, 'automate', [open, later]).outcome).toBe('fail')
  })

  it('keeps failing under an exception, marked as waived', () => {
    const { outcome, overlay } = ask(control, 'automate', [open], { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
