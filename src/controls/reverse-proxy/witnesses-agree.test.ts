import { describe, expect, it } from 'vitest'
import { tls } from '../look-fixture.ts'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { listeners, schannel, unread } from '../windows-fixture.ts'
import { tlsWitnessesAgree as control } from './witnesses-agree.ts'

const off = schannel({ 'TLS 1.0': 0, 'TLS 1.1': 0 })
const offering = tls({ versions: { TLSv1: 'offered' } })

function endsAt(terminator: 'http.sys' | 'other') {
  return seen('automate', 'outside.terminator', { address: '198.51.100.10', port: 443, terminator })
}

describe('reverse-proxy.witnesses-agree', () => {
  it('passes when what is off is not offered, and cites both', () => {
    const { outcome, judgements } = ask(control, 'automate', [off, tls({})])
    expect(outcome).toBe('pass')
    expect(new Set(judgements[0]?.evidence.map(({ witness }) => witness))).toEqual(new Set(['inside', 'outside']))
  })

  it.each([[[]], [[endsAt('http.sys')]]])('fails when it is offered nevertheless', (more) => {
    const { judgements } = ask(control, 'automate', [off, offering, ...more])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item: 'TLSv1', outcome: 'fail' })
    expect(judgements[0]?.detail.de).toMatch(/^RMM01: TLS 1.0 ist in Windows abgeschaltet, wird aber angeboten/)
  })

  it.each([
    ['nobody looked', []],
    ['nobody looked inside', [offering]],
    ['nobody saw a handshake', [off]],
    ['the registry leaves it open', [schannel({}), offering]],
    ['the registry could not be read', [unread('windows.tls'), offering]],
    ['a proxy ends TLS', [off, offering, endsAt('other')]],
    ['the handshake broke', [off, tls({ versions: { TLSv1: 'unknown', 'TLSv1.1': 'unknown' } })]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout('automate', { ...control, servers: ['automate'] }, [])).toBe('not-applicable')
  })

  it('compares nothing with old evidence', () => {
    const old = tls({ versions: { TLSv1: 'offered' } }, { at: lastYear })
    expect(ask(control, 'automate', [off, old]).outcome).toBe('not-applicable')
  })

  it('judges two machines that say different things each by itself', () => {
    const other = schannel({ 'TLS 1.1': 0 }, { machine: 'SQL01' })
    const { judgements } = ask(control, 'automate', [off, other, offering])
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['RMM01/TLSv1', 'fail'],
      ['SQL01', 'pass'],
    ])
  })

  it('does not hold the handshake against a machine on which nothing listens there', () => {
    const database = listeners([3306])
    const web = listeners([443])
    expect(ask(control, 'automate', [off, database, offering]).outcome).toBe('not-applicable')
    expect(ask(control, 'automate', [off, web, offering]).outcome).toBe('fail')
  })

  it('keeps a waived contradiction visible', () => {
    const { outcome, overlay } = ask(control, 'automate', [off, offering], { policy: accepting(control.id, 'TLSv1') })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
