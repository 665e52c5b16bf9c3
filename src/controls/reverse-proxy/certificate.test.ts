import { describe, expect, it } from 'vitest'
import { fromAustria, tls } from '../look-fixture.ts'
import { ask, fromMainNetwork, lastYear, noon, seen, unseen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { publicCertificate as control } from './certificate.ts'

const dayMs = 86_400_000
const days = (count: number) => new Date(noon + count * dayMs).toISOString()
const expired = tls({ certificate: { validTo: days(-1), trusted: false, distrust: 'CERT_HAS_EXPIRED' } })

describe('reverse-proxy.certificate', () => {
  it('passes a good certificate and says until when it holds', () => {
    const { outcome, judgements } = ask(control, 'automate', [tls({})])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toContain('gilt bis 2027-09-30')
  })

  it.each([
    ['expired', { validTo: days(-1), trusted: false, distrust: 'CERT_HAS_EXPIRED' }, 'high'],
    ['not-yet-valid', { validFrom: days(1), trusted: false, distrust: 'CERT_NOT_YET_VALID' }, 'high'],
    ['wrong-name', { matchesHost: false, names: ['anderswo.example'] }, 'high'],
    ['self-signed', { selfSigned: true, trusted: false, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'high'],
    ['untrusted', { trusted: false, distrust: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'high'],
    ['weak-key', { key: { type: 'rsa', bits: 1024 } }, 'medium'],
    ['expiring', { validFrom: days(-336), validTo: days(29) }, 'low'],
    ['expiring', { validFrom: days(-336), validTo: days(13) }, 'medium'],
  ] as const)('fails once for %s', (item, certificate, severity) => {
    const { outcome, judgements } = ask(control, 'automate', [tls({ certificate })])
    expect(outcome).toBe('fail')
    expect(judgements.map((judgement) => [judgement.item, judgement.severity])).toEqual([[item, severity]])
  })

  it('tells every problem by itself', () => {
    const certificate = { matchesHost: false, key: { type: 'rsa', bits: 512 }, validTo: days(-1) }
    const { judgements } = ask(control, 'automate', [tls({ certificate })])
    expect(judgements.map(({ item }) => item)).toEqual(['expired', 'wrong-name', 'weak-key'])
  })

  it.each([
    ['30 days before it ends', { validTo: days(31) }],
    ['a short life with a third of it left', { validFrom: days(-3), validTo: days(3) }],
    ['a key on a curve', { key: { type: 'ec', bits: 256 } }],
    ['a kind of key that has one size', { key: { type: 'ed25519', bits: 253 } }],
  ])('passes %s', (_, certificate) => {
    expect(ask(control, 'automate', [tls({ certificate })]).outcome).toBe('pass')
  })

  it('shows names from a certificate without their control characters', () => {
    const certificate = { matchesHost: false, names: ['\u001b[2Jboese.example'] }
    const { judgements } = ask(control, 'automate', [tls({ certificate })])
    expect(judgements[0]?.detail.de).toContain('?[2Jboese.example')
  })

  const bare = seen('automate', 'outside.tls', {
    address: '198.51.100.10',
    port: 443,
    versions: { TLSv1: 'unknown', 'TLSv1.1': 'unknown', 'TLSv1.2': 'unknown', 'TLSv1.3': 'unknown' },
  })

  it.each([
    ['nobody looked', []],
    ['no handshake showed one', [bare]],
    ['only an inner address was looked at', [tls({ address: '10.20.0.10' }, { vantage: fromMainNetwork })]],
    ['nothing came back', [unseen('automate', 'outside.tls', { reason: 'timeout', detail: 'ETIMEDOUT' })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('does not apply where the public name leads to private addresses only', () => {
    const name = { host: 'automate.muster-msp.de', addresses: ['10.0.0.5'], by: 'dns' } as const
    expect(ask(control, 'automate', [seen('automate', 'outside.name', name)]).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const certificate = { validFrom: '2020-01-01T00:00:00.000Z' }
    const { outcome, overlay } = ask(control, 'automate', [tls({ certificate }, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails when one place is shown a bad certificate and another a good one', () => {
    const { outcome, judgements } = ask(control, 'automate', [expired, tls({}, { vantage: fromAustria })])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence.map(({ vantage }) => vantage?.country)).toEqual(['DE', 'AT'])
    expect(judgements[0]?.detail.de).toContain('(AT)) war das Zertifikat in Ordnung')
  })

  it('keeps failing under an exception for one problem, marked as waived', () => {
    const policy = accepting(control.id, 'expired')
    const { outcome, overlay } = ask(control, 'automate', [expired], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('tells problems of another port by themselves, and calls no other port in order for them', () => {
    const other = tls({ port: 8443, certificate: { validTo: days(-1) } })
    const { judgements } = ask(control, 'automate', [expired, other, tls({ port: 9443 }, { vantage: fromAustria })])
    expect(judgements.map(({ item }) => item)).toEqual(['expired', 'expired@8443'])
    for (const { detail } of judgements) expect(detail.en).not.toContain('Elsewhere')
  })

  it('tells what several places were shown once, by the worst of it', () => {
    const low = { validFrom: days(-336), validTo: days(29) }
    const soon = { validFrom: days(-336), validTo: days(13) }
    const evidence = [tls({ certificate: low }), tls({ certificate: soon }, { vantage: fromAustria })]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item, severity }) => [item, severity])).toEqual([['expiring', 'medium']])
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.en).toContain('Seen at 198.51.100.10 from the internet (DE), from the internet (AT).')
  })

  it('says the first day on which one of several good certificates ends, and names each once', () => {
    const evidence = [tls({}), tls({ certificate: { validTo: '2027-05-01T00:00:00.000Z' } }, { vantage: fromAustria })]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements[0]?.detail.en).toContain(
      'The certificate (automate.muster-msp.de) is trusted and valid until 2027-05-01',
    )
  })
})
