import { describe, expect, it } from 'vitest'
import type { OriginFact } from '../../evidence/outside/facts.ts'
import { fromNowhere, scan } from '../look-fixture.ts'
import { ask, fromInternet, fromMainNetwork, fromTechnicians, lastYear, musterMsp, seen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { originDirect as control } from './origin-direct.ts'

function origin(answer: OriginFact['answer'], vantage = fromInternet, product?: boolean) {
  const value = { origin: 'http://10.20.0.11:8040', answer, ...(product === undefined ? {} : { product }) }
  return seen('screenconnect', 'outside.origin', value, { vantage })
}

const speaks = (port: number, what: 'http' | 'silent') =>
  seen('screenconnect', 'outside.port-speaks', { address: '198.51.100.11', port, speaks: what })

/** The policy with the public side of ScreenConnect entered as its origin. */
function withOrigin(host: string, port: number): typeof musterMsp {
  const servers = musterMsp.servers.map((server) => ({ ...server, origin: { scheme: 'https' as const, host, port } }))
  return { ...musterMsp, servers }
}

describe('reverse-proxy.origin-direct', () => {
  it.each(['closed', 'silent', 'turned-away'] as const)(
    'passes a %s origin, for the place of the look only',
    (answer) => {
      const { outcome, judgements } = ask(control, 'screenconnect', [origin(answer)])
      expect(outcome).toBe('pass')
      expect(judgements[0]?.item).toBe('internet')
      expect(judgements[0]?.detail.de).toContain('Das gilt nur für diesen Ort')
    },
  )

  it.each([
    ['the main network', origin('open', fromMainNetwork), 'main-network'],
    ['the internet, with the product behind it', origin('open', fromInternet, true), 'internet'],
  ])('fails an origin that is open to %s', (_, evidence, item) => {
    const { outcome, judgements } = ask(control, 'screenconnect', [evidence])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.item).toBe(item)
  })

  it('fails an origin at a public address that is open to the internet', () => {
    const policy = withOrigin('192.0.2.44', 443)
    expect(ask(control, 'screenconnect', [origin('open')], { policy }).outcome).toBe('fail')
  })

  it('fails when the product’s own web port speaks at the public address', () => {
    const evidence = [scan('screenconnect', { open: [443, 8040] }), speaks(8040, 'http'), origin('closed')]
    const { outcome, judgements } = ask(control, 'screenconnect', evidence)
    expect(outcome).toBe('fail')
    expect(judgements.find((judgement) => judgement.outcome === 'fail')?.item).toBe('8040')
  })

  it.each([
    ['something else answers at a private address', [origin('open')]],
    ['a stranger answers in the main network', [origin('open', fromMainNetwork, false)]],
    ['nobody looked', []],
    ['only technicians looked', [origin('open', fromTechnicians)]],
    ['nobody said where', [origin('closed', fromNowhere)]],
    ['a port is open that nothing speaks at', [scan('screenconnect', { open: [443, 8040] }), speaks(8040, 'silent')]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('unknown')
  })

  it('does not apply where the public side itself is the origin', () => {
    const policy = withOrigin('198.51.100.11', 443)
    const { outcome, judgements } = ask(control, 'screenconnect', [origin('open', fromInternet, true)], { policy })
    expect(outcome).toBe('not-applicable')
    expect(judgements[0]?.detail.de).toContain('reverse-proxy.in-front')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'screenconnect', [{ ...origin('closed'), at: lastYear }])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails for one place although another is shut out, and shows both', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', [origin('closed'), origin('open', fromMainNetwork)])
    expect(outcome).toBe('fail')
    expect(judgements.map((judgement) => [judgement.item, judgement.outcome])).toEqual([
      ['internet', 'pass'],
      ['main-network', 'fail'],
    ])
  })

  it('fails and shows both when two desks of one place disagree', () => {
    const reception = { ...fromMainNetwork, note: 'Empfang' }
    const evidence = [origin('open', fromMainNetwork), origin('silent', reception)]
    const { outcome, judgements } = ask(control, 'screenconnect', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.de).toContain('kam nicht durch')
  })

  it('keeps failing under an exception, marked as waived', () => {
    const policy = accepting(control.id, 'main-network')
    const { outcome, overlay } = ask(control, 'screenconnect', [origin('open', fromMainNetwork)], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('believes that it met the product, wherever the origin stands, and not where it was seen to be another', () => {
    const policy = withOrigin('192.0.2.44', 8443)
    const judged = (product?: boolean) =>
      ask(control, 'screenconnect', [origin('open', fromInternet, product)], { policy }).outcome
    expect([judged(), judged(true), judged(false)]).toEqual(['fail', 'fail', 'unknown'])
  })

  it('fails by one of several open looks that met the product', () => {
    const abroad = origin('open', { ...fromInternet, country: 'AT' }, false)
    const { outcome, judgements } = ask(control, 'screenconnect', [origin('open', fromInternet, true), abroad])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.en).not.toContain('did not get through')
  })

  it('takes the address of the public name for the public side only at the public port', () => {
    const judged = (host: string, port: number) =>
      ask(control, 'screenconnect', [origin('closed')], { policy: withOrigin(host, port) }).outcome
    expect(judged('support.muster-msp.de', 443)).toBe('not-applicable')
    expect(judged('support.muster-msp.de', 8040)).toBe('pass')
    expect(judged('192.0.2.44', 443)).toBe('pass')
    const named = { host: 'support.muster-msp.de', addresses: ['192.0.2.44'], by: 'dns' } as const
    const evidence = [origin('closed'), seen('screenconnect', 'outside.name', named)]
    const policy = withOrigin('192.0.2.44', 443)
    expect(ask(control, 'screenconnect', evidence, { policy }).outcome).toBe('not-applicable')
    const other = seen('screenconnect', 'outside.name', { ...named, host: 'anders.muster-msp.de' })
    expect(ask(control, 'screenconnect', [origin('closed'), other], { policy }).outcome).toBe('pass')
  })
})
