import { describe, expect, it } from 'vitest'
import { fromNowhere, scan } from '../look-fixture.ts'
import { ask, fromInternet, fromMainNetwork, lastYear, musterMsp, seen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { isolatedManagementPorts as control } from './management-ports.ts'

const address = '10.20.0.10'
const vantage = fromMainNetwork
const office = { ...vantage, note: 'Empfang' }

describe('isolated-network.management-ports', () => {
  it('passes for the ports that were asked at the inner address, and names them', () => {
    const { outcome, judgements } = ask(control, 'automate', [scan('automate', { open: [443], address }, { vantage })])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toMatch(/22,445,3306,3389,5985\.$/)
  })

  it('fails once for every management port, with the name that the catalogue gives it', () => {
    const found = scan('automate', { open: [443, 445, 3389], address }, { vantage })
    const { outcome, judgements } = ask(control, 'automate', [found])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['445', '3389'])
    expect(judgements[0]?.title?.de).toBe('TCP 445 (Windows-Dateifreigaben (SMB)) ist aus dem Hauptnetz erreichbar')
  })

  it('fails for a management port at the public address, too', () => {
    expect(ask(control, 'automate', [scan('automate', { open: [443, 3389] }, { vantage })]).outcome).toBe('fail')
  })

  it.each([
    ['nobody looked', []],
    [
      'only the internet was looked from',
      [scan('automate', { open: [443, 3389], address }, { vantage: fromInternet })],
    ],
    ['nobody said where', [scan('automate', { open: [443, 3389], address }, { vantage: fromNowhere })]],
    ['only the public address was asked', [scan('automate', { open: [443] }, { vantage })]],
    ['everything was silent', [scan('automate', { address }, { vantage })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('names the look that would answer', () => {
    const { judgements } = ask(control, 'automate', [scan('automate', { open: [443] }, { vantage: fromInternet })])
    expect(judgements[0]?.detail.de).toContain('--from main-network')
  })

  it('does not apply to a server that stands at a public address', () => {
    const servers = musterMsp.servers.map((server) => {
      return { ...server, origin: { ...server.origin, host: '198.51.100.10' } }
    })
    expect(ask(control, 'automate', [], { policy: { ...musterMsp, servers } }).outcome).toBe('not-applicable')
  })

  it('takes the address behind the proxy for the inner one, be it a public one', () => {
    const behind = (host: string) => {
      const servers = musterMsp.servers.map((server) => ({ ...server, origin: { ...server.origin, host } }))
      const evidence = [scan('automate', { open: [443], address: '198.51.100.10' }, { vantage })]
      return ask(control, 'automate', evidence, { policy: { ...musterMsp, servers } }).outcome
    }
    expect(behind('198.51.100.10')).toBe('pass')
    expect(behind('198.51.100.77')).toBe('unknown')
  })

  it('takes an inner address for inner, although the policy names another', () => {
    const evidence = [scan('automate', { open: [443], address: '192.168.7.7' }, { vantage })]
    expect(ask(control, 'automate', evidence).outcome).toBe('pass')
  })

  it('counts what answered only, of several inner addresses', () => {
    const silent = scan('automate', { address: '10.20.0.99' }, { vantage })
    const answering = scan('automate', { closed: [3389], asked: '3389', address }, { vantage })
    const { outcome, judgements } = ask(control, 'automate', [silent, answering])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toMatch(/: 3389\.$/)
    expect(judgements[0]?.evidence).toEqual([answering])
  })

  it('says what speaks at the port, as heard from the same place', () => {
    const evidence = [
      scan('automate', { open: [443, 3389, 3306], address }, { vantage }),
      seen('automate', 'outside.port-speaks', { address, port: 3389, speaks: 'rdp' }, { vantage }),
      seen('automate', 'outside.port-speaks', { address, port: 443, speaks: 'tls' }, { vantage }),
    ]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item }) => item)).toEqual(['3306', '3389'])
    expect(judgements[1]?.detail.en).toMatch(/main network\. RDP speaks there\.$/)
    expect(judgements.map((judgement) => judgement.evidence.length)).toEqual([1, 2])
  })

  it('cites each look that found the port open, and each address once', () => {
    const evidence = [
      scan('automate', { open: [3389], address }, { vantage }),
      scan('automate', { open: [3389], address }, { vantage: office }),
    ]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.en).toContain('open at 10.20.0.10 for the main network')
  })

  it('shows old evidence as stale', () => {
    const old = scan('automate', { open: [443], address }, { vantage, at: lastYear })
    const { outcome, overlay } = ask(control, 'automate', [old])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails when one desk of the main network gets through and another does not', () => {
    const evidence = [
      scan('automate', { open: [443], address }, { vantage }),
      scan('automate', { open: [443, 3389], address }, { vantage: office }),
    ]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })

  it('keeps failing under an exception for one port, marked as waived', () => {
    const evidence = [scan('automate', { open: [3389], address }, { vantage })]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy: accepting(control.id, '3389') })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
