import { describe, expect, it } from 'vitest'
import type { CertificateFact } from '../evidence/outside/facts.ts'
import { certificateProblems } from './certificate-problem.ts'
import { goodCertificate } from './look-fixture.ts'
import { noon } from './question-fixture.ts'

const dayMs = 86_400_000
const at = (days: number, more = 0) => new Date(noon + days * dayMs + more).toISOString()

function problems(changes: Partial<CertificateFact>) {
  return certificateProblems({ ...goodCertificate, ...changes }, { host: 'automate.muster-msp.de', now: noon })
}

function named(changes: Partial<CertificateFact>) {
  return problems(changes).map(({ name, severity }) => `${name} ${severity}`)
}

describe('the validity of a certificate', () => {
  it.each([
    ['it begins this moment', { validFrom: at(0) }, []],
    ['it begins in a moment', { validFrom: at(0, 1) }, ['not-yet-valid high']],
    ['it ends this moment', { validTo: at(0) }, ['expired high']],
    ['it ends in a moment', { validTo: at(0, 1) }, ['expiring medium']],
    ['30 days are left of a year', { validFrom: at(-335), validTo: at(30) }, ['expiring low']],
    ['a moment more is left', { validFrom: at(-335), validTo: at(30, 1) }, []],
    ['14 days are left of a year', { validFrom: at(-351), validTo: at(14) }, ['expiring medium']],
    ['a moment more than these is left', { validFrom: at(-351), validTo: at(14, 1) }, ['expiring low']],
    ['a third is left of 6 days', { validFrom: at(-4), validTo: at(2) }, ['expiring low']],
    ['more than a third is left of 6 days', { validFrom: at(-4, 1), validTo: at(2, 1) }, []],
    ['a sixth is left of 6 days', { validFrom: at(-5), validTo: at(1) }, ['expiring medium']],
    ['nobody can read since when it holds', { validFrom: 'gestern', validTo: at(-1) }, []],
    ['nobody can read until when it holds', { validTo: 'bald' }, []],
  ])('is judged where %s', (_, changes, expected) => {
    expect(named(changes)).toEqual(expected)
  })

  it('is told in whole days', () => {
    expect(problems({ validFrom: at(-335), validTo: at(14, -1) })[0]?.text.en).toContain(
      'expires in 13 days (on 2026-12-07)',
    )
    expect(problems({ validTo: at(-1) })[0]?.text.en).toContain('expired on 2026-11-22')
    expect(problems({ validFrom: at(1) })[0]?.text.en).toContain('only from 2026-11-24 on')
  })
})

describe('the trust in a certificate', () => {
  it.each([
    ['a chain that ends', { trusted: false, distrust: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, ['untrusted high']],
    ['no reason', { trusted: false }, ['untrusted high']],
    ['its date alone, which is told anyway', { trusted: false, distrust: 'CERT_HAS_EXPIRED' }, []],
    ['a date that has not come', { trusted: false, distrust: 'CERT_NOT_YET_VALID' }, []],
    [
      'its own signature, whatever its date',
      { trusted: false, distrust: 'CERT_HAS_EXPIRED', selfSigned: true },
      ['self-signed high'],
    ],
    ['nothing, although it signed itself: somebody trusts it', { trusted: true, selfSigned: true }, []],
  ])('is missing for %s', (_, changes, expected) => {
    expect(named(changes)).toEqual(expected)
  })

  it('is told with the issuer and the reason', () => {
    const [told] = problems({ trusted: false, distrust: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' })
    expect(told?.text.en).toContain('by "Muster CA" leads to no trusted authority (UNABLE_TO_GET_ISSUER_CERT_LOCALLY);')
    expect(problems({ trusted: false })[0]?.text.en).toContain('no trusted authority;')
  })
})

describe('the key of a certificate', () => {
  it.each([
    ['rsa', 2047, true],
    ['rsa', 2048, false],
    ['RSA-PSS', 2047, true],
    ['dsa', 1024, true],
    ['ec', 223, true],
    ['EC', 224, false],
    ['ed25519', 1, false],
  ])('%s of %i bit is too short: %s', (type, bits, weak) => {
    expect(named({ key: { type, bits } })).toEqual(weak ? ['weak-key medium'] : [])
  })
})

describe('the names of a certificate', () => {
  it('are told, five of them at most', () => {
    const names = ['a.de', 'b.de', 'c.de', 'd.de', 'e.de', 'f.de']
    expect(problems({ matchesHost: false, names })[0]?.text.en).toMatch(
      /automate\.muster-msp\.de but for: a.de, b.de, c.de, d.de, e.de\.$/,
    )
    expect(problems({ matchesHost: false, names: [] })[0]?.text.en).toMatch(/but for: no name\.$/)
  })
})
