import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../model/address.ts'
import type { Evidence } from '../../model/evidence.ts'
import { formatPorts } from '../../model/port-set.ts'
import { fromAustria, fromNowhere, fromSomewhere, scan } from '../look-fixture.ts'
import { anHourAgo, ask, fromAbroad, fromTechnicians, lastYear, musterMsp, seen, unseen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { tcpPorts as control } from './tcp.ts'

const quiet = scan('automate', { open: [443], closed: [80] })

function everyPort(open: readonly number[]): Evidence {
  return seen('automate', 'outside.tcp-ports', {
    address: '198.51.100.10',
    asked: '1-65535',
    open,
    closed: '',
    silent: formatPorts(Array.from({ length: 65_535 }, (_, index) => index + 1).filter((port) => !open.includes(port))),
  })
}

function name(host: string, addresses: readonly string[], server: 'automate' | 'screenconnect' = 'automate'): Evidence {
  return seen(server, 'outside.name', { host, addresses, by: 'dns' })
}

describe('ports-minimal.tcp', () => {
  it('passes the short list, and says that it was short, who refused and who kept silent', () => {
    const { outcome, judgements } = ask(control, 'automate', [quiet])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toMatch(/nur die 10 üblichen Ports, nicht alle 65.535 .*abgelehnt: 1, stumm: 8/)
  })

  it('passes all ports without that reservation', () => {
    const { judgements } = ask(control, 'automate', [everyPort([443])])
    expect(judgements[0]?.outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toContain('alle 65.535 Ports')
  })

  it('fails once for every port that is not intended, weighed and named by the catalogue', () => {
    const { outcome, judgements } = ask(control, 'automate', [scan('automate', { open: [443, 3306, 3389, 8040] })])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['3306', '3389', '8040'])
    expect(judgements[0]).toMatchObject({ severity: 'critical' })
    expect(judgements[0]?.title?.de).toContain('MySQL')
  })

  it('weighs a port that nobody knows as medium, and tells what speaks there without its control characters', () => {
    const speaks = { address: '198.51.100.10', port: 4711, speaks: 'ssh', banner: 'SSH-2.0-\u001b[31mEvil' } as const
    const found = scan('automate', { open: [443, 4711], asked: '443,4711' })
    const { judgements } = ask(control, 'automate', [found, seen('automate', 'outside.port-speaks', speaks)])
    expect(judgements[0]).toMatchObject({ item: '4711', severity: 'medium' })
    expect(judgements[0]?.detail.de).toContain('Dort spricht SSH („SSH-2.0-?[31mEvil“).')
  })

  it('takes what speaks only from the same place and address', () => {
    const speaks = { address: '198.51.100.10', port: 3306, speaks: 'mysql' } as const
    const elsewhere = seen('automate', 'outside.port-speaks', speaks, { vantage: fromTechnicians })
    const { judgements } = ask(control, 'automate', [scan('automate', { open: [443, 3306] }), elsewhere])
    expect(judgements[0]?.detail.de).not.toContain('MySQL spricht')
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it.each([
    ['nobody looked', []],
    ['only technicians looked', [scan('automate', { open: [443, 3389] }, { vantage: fromTechnicians })]],
    ['nobody said where', [scan('automate', { open: [443, 3389] }, { vantage: fromNowhere })]],
    ['everything was silent', [scan('automate', {})]],
    ['only a foreign country saw nothing', [scan('automate', { open: [443] }, { vantage: fromAbroad })]],
    ['the scan failed', [unseen('automate', 'outside.tcp-ports', { reason: 'interrupted', detail: 'EMFILE' })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('fails for what a foreign country can open', () => {
    const abroad = scan('automate', { open: [443, 3389] }, { vantage: fromAbroad })
    expect(ask(control, 'automate', [abroad]).outcome).toBe('fail')
  })

  it('passes a look from the internet whose country nobody named', () => {
    expect(ask(control, 'automate', [scan('automate', { open: [443] }, { vantage: fromSomewhere })]).outcome).toBe(
      'pass',
    )
  })

  it('accepts silence to the internet where only fixed networks are let in and another place got an answer', () => {
    const policy = { ...musterMsp, fixedNetworksOnly: true }
    const inside = scan('automate', { open: [443] }, { vantage: fromTechnicians })
    expect(ask(control, 'automate', [scan('automate', {}), inside], { policy }).outcome).toBe('pass')
    expect(ask(control, 'automate', [scan('automate', {})], { policy }).outcome).toBe('unknown')
  })

  it('intends the relay of ScreenConnect, and the ports of the other server at a shared address', () => {
    expect(ask(control, 'screenconnect', [scan('screenconnect', { open: [443, 8041] })]).outcome).toBe('pass')
    const relay = scan('automate', { open: [443, 8041] })
    expect(ask(control, 'automate', [relay]).outcome).toBe('fail')
    const shared = name('support.muster-msp.de', ['198.51.100.10'], 'screenconnect')
    expect(ask(control, 'automate', [relay, shared]).outcome).toBe('pass')
    const address = parseAddress('198.51.100.10')
    const servers = musterMsp.servers.map((server) => ({ ...server, addresses: address.ok ? [address.value] : [] }))
    expect(ask(control, 'automate', [relay], { policy: { ...musterMsp, servers } }).outcome).toBe('pass')
  })

  it('leaves port 80 to the question about plain HTTP', () => {
    expect(ask(control, 'automate', [scan('automate', { open: [80, 443] })]).outcome).toBe('pass')
  })

  it('tells of a device that accepts everything in one answer', () => {
    const { outcome, judgements } = ask(control, 'automate', [
      everyPort(Array.from({ length: 30_000 }, (_, i) => i + 1)),
    ])
    expect(outcome).toBe('fail')
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.detail.de).toContain('nimmt jede Verbindung an')
  })

  it('does not apply where the public name leads to private addresses only', () => {
    expect(ask(control, 'automate', [name('automate.muster-msp.de', ['10.0.0.5'])]).outcome).toBe('not-applicable')
    expect(ask(control, 'automate', [name('origin.intern.de', ['10.0.0.5'])]).outcome).toBe('unknown')
    expect(ask(control, 'automate', [name('automate.muster-msp.de', ['10.0.0.5', '192.0.2.1'])]).outcome).toBe(
      'unknown',
    )
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [scan('automate', { open: [443] }, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two places disagree', () => {
    const evidence = [
      scan('automate', { open: [443, 3389] }),
      scan('automate', { open: [443] }, { vantage: fromAustria }),
    ]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence.map(({ vantage }) => vantage?.country)).toEqual(['DE', 'AT'])
    expect(judgements[0]?.detail.de).toContain('(AT) fand ihn nicht offen')
  })

  it('believes the newest look at each port', () => {
    const before = scan('automate', { open: [443, 3389] }, { at: '2026-11-22T11:00:00.000Z' })
    expect(ask(control, 'automate', [before, scan('automate', { open: [443] }, { at: anHourAgo })]).outcome).toBe(
      'pass',
    )
    expect(ask(control, 'automate', [before, scan('automate', { open: [443], asked: '80,443' })]).outcome).toBe('fail')
  })

  it('waives one port and keeps failing for the others', () => {
    const evidence = [scan('automate', { open: [443, 3306, 3389] })]
    const { outcome, overlay, judgements } = ask(control, 'automate', evidence, {
      policy: accepting(control.id, '3389'),
    })
    expect([outcome, overlay]).toEqual(['fail', undefined])
    expect(judgements.map((judgement) => [judgement.item, judgement.overlay])).toEqual([
      ['3306', undefined],
      ['3389', 'waived'],
    ])
  })

  it('tells up to 60 open ports by themselves, and more in one answer that counts them', () => {
    const from = (count: number) => Array.from({ length: count }, (_, index) => 1000 + 2 * index)
    expect(ask(control, 'automate', [everyPort(from(60))]).judgements).toHaveLength(60)
    const { judgements } = ask(control, 'automate', [everyPort(from(61))])
    expect(judgements.map(({ item, evidence }) => [item, evidence.length])).toEqual([['many', 1]])
    expect(judgements[0]?.detail.en).toMatch(/^61 ports .* \(1000,1002,[^)]*…\)\. /)
    const block = Array.from({ length: 61 }, (_, index) => 1000 + index)
    expect(ask(control, 'automate', [everyPort(block)]).judgements[0]?.detail.en).toContain('(1000-1060).')
  })

  it('names each address once, and cites who found the port open before who did not', () => {
    const [here, there] = [
      scan('automate', { open: [443, 3389] }),
      scan('automate', { open: [3389] }, { vantage: fromAustria }),
    ]
    const { judgements } = ask(control, 'automate', [here, there])
    expect(judgements[0]?.detail.en).toContain('at 198.51.100.10 and not intended')
    expect(judgements[0]?.detail.en).not.toContain('did not find it open')
    expect(judgements[0]?.evidence).toEqual([here, there])
  })
})
