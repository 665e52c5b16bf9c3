import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { fromAustria, fromNowhere, tls } from '../look-fixture.ts'
import { ask, fromMainNetwork, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { collected, schannel } from '../windows-fixture.ts'
import { offeredTlsVersions as control } from './tls-versions.ts'

const old = tls({ versions: { TLSv1: 'offered', 'TLSv1.1': 'offered' } })

describe('reverse-proxy.tls-versions', () => {
  it('passes when only 1.2 and 1.3 are offered', () => {
    expect(ask(control, 'automate', [tls({})]).outcome).toBe('pass')
  })

  it.each([
    ['TLS 1.0', { TLSv1: 'offered' }, 'TLSv1', 'medium'],
    ['TLS 1.1', { 'TLSv1.1': 'offered' }, 'TLSv1.1', 'medium'],
    ['no TLS 1.2', { 'TLSv1.2': 'refused' }, 'TLSv1.2', 'medium'],
    ['no TLS 1.3', { 'TLSv1.3': 'refused' }, 'TLSv1.3', 'low'],
  ] as const)('fails for %s', (_, versions, item, severity) => {
    const { judgements } = ask(control, 'automate', [tls({ versions })])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item, severity, outcome: 'fail' })
  })

  it('names the port where it is not the usual one', () => {
    const { judgements } = ask(control, 'automate', [tls({ port: 8443, versions: { TLSv1: 'offered' } })])
    expect(judgements[0]?.item).toBe('TLSv1@8443')
  })

  it.each([
    ['a handshake broke', [tls({ versions: { TLSv1: 'unknown' } })]],
    ['nobody looked', []],
    ['only an inner address was looked at', [tls({ address: '10.20.0.10' }, { vantage: fromMainNetwork })]],
    ['nothing came back', [unseen('automate', 'outside.tls', { reason: 'timeout', detail: 'ETIMEDOUT' })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('does not let an unclear version hide one that is offered', () => {
    const { outcome } = ask(control, 'automate', [tls({ versions: { TLSv1: 'unknown', 'TLSv1.1': 'offered' } })])
    expect(outcome).toBe('fail')
  })

  it('believes a look at the public address from anywhere', () => {
    expect(ask(control, 'automate', [tls({}, { vantage: fromNowhere })]).outcome).toBe('pass')
  })

  it('prefers what the internet sees to an inner address', () => {
    const inner = tls({ address: '10.20.0.10', versions: { TLSv1: 'offered' } }, { vantage: fromMainNetwork })
    expect(ask(control, 'automate', [tls({}), inner]).outcome).toBe('pass')
  })

  it('does not apply where the public name leads to private addresses only', () => {
    const name = { host: 'automate.muster-msp.de', addresses: ['10.0.0.5'], by: 'dns' } as const
    expect(ask(control, 'automate', [seen('automate', 'outside.name', name)]).outcome).toBe('not-applicable')
  })

  it.each([
    ['both old versions off', { 'TLS 1.0': 0, 'TLS 1.1': 0 }, 'pass', undefined],
    ['one of them on', { 'TLS 1.0': 1, 'TLS 1.1': 0 }, 'fail', 'TLSv1'],
    ['one of them on in the old way of writing', { 'TLS 1.1': -1 }, 'fail', 'TLSv1.1'],
    ['one of them left to Windows', { 'TLS 1.0': 0 }, 'unknown', undefined],
    ['TLS 1.2 off as well', { 'TLS 1.0': 0, 'TLS 1.1': 0, 'TLS 1.2': 0 }, 'unknown', undefined],
  ] as const)('takes the settings of Windows where nobody saw a handshake: %s', (...[, enabled, outcome, item]) => {
    const examination = ask(control, 'automate', [schannel(enabled)])
    expect(examination.outcome).toBe(outcome)
    expect(examination.judgements[0]?.item).toBe(item)
  })

  it('judges the settings of each machine, and leaves open what one of them does not show', () => {
    const off = schannel({ 'TLS 1.0': 0, 'TLS 1.1': 0 })
    const other = schannel({ 'TLS 1.1': 1 }, { machine: 'SQL01' })
    const judged = (...evidence: readonly Evidence[]) =>
      ask(control, 'automate', evidence).judgements.map(({ item, outcome }) => [item, outcome])
    expect(judged(off, other)).toEqual([
      ['RMM01', 'pass'],
      ['SQL01/TLSv1.1', 'fail'],
    ])
    expect(judged(off, collected({}, { machine: 'SQL01' }))).toEqual([
      ['RMM01', 'pass'],
      ['SQL01', 'unknown'],
    ])
  })

  it('asks for the handshake where no machine showed its settings', () => {
    const { judgements } = ask(control, 'automate', [collected()])
    expect(judgements[0]?.detail.en).toContain('--from internet')
  })

  it('believes the handshake more than the settings', () => {
    const offering = tls({ versions: { TLSv1: 'offered' } })
    expect(ask(control, 'automate', [schannel({ 'TLS 1.0': 0, 'TLS 1.1': 0 }), offering]).outcome).toBe('fail')
    expect(ask(control, 'automate', [schannel({ 'TLS 1.0': 1 }), tls({})]).outcome).toBe('pass')
  })

  it('does not ask Windows where a proxy ends TLS in front of it', () => {
    const settings = schannel({ 'TLS 1.0': 0, 'TLS 1.1': 0, 'TLS 1.2': 1 })
    expect(ask(control, 'automate', [settings]).outcome).toBe('pass')
    const proxy = { address: '198.51.100.10', port: 443, terminator: 'other' } as const
    expect(ask(control, 'automate', [settings, seen('automate', 'outside.terminator', proxy)]).outcome).toBe('unknown')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [tls({}, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two places disagree', () => {
    const { outcome, judgements } = ask(control, 'automate', [old, tls({}, { vantage: fromAustria })])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.de).toContain('(AT)) war es nicht so')
  })

  it('waives one version and keeps failing for the other', () => {
    const { overlay, judgements } = ask(control, 'automate', [old], { policy: accepting(control.id, 'TLSv1') })
    expect(overlay).toBeUndefined()
    expect(judgements.map((judgement) => judgement.overlay)).toEqual(['waived', undefined])
  })
})
