import { describe, expect, it } from 'vitest'
import { scan } from '../look-fixture.ts'
import { ask, fromMainNetwork, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { interfaces, unread } from '../windows-fixture.ts'
import { isolatedSegment as control } from './segment.ts'

const inner = { address: '10.20.0.10', asked: '1-65535' }
const filtered = scan('automate', { ...inner, open: [443], closed: [80] }, { vantage: fromMainNetwork })
const wide = scan('automate', { ...inner, open: [443, 445] }, { vantage: fromMainNetwork })
const two = [['10.20.0.10/24'], ['192.168.1.10/24']]

describe('isolated-network.segment', () => {
  it('passes when the machine stands in one network and the main network reaches only what is meant', () => {
    const { outcome, judgements } = ask(control, 'automate', [interfaces(), filtered])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.evidence.map(({ witness }) => witness)).toEqual(['inside', 'outside'])
  })

  it.each([
    ['two cards', two],
    ['two networks on one card', [['10.20.0.10/24', '192.168.1.10/24']]],
    ['two networks of IPv6 only', [['2001:db8:1::1/64'], ['2001:db8:2::1/64']]],
  ])('fails a machine that joins networks by %s, whatever the outside says', (_, addresses) => {
    const { outcome, judgements } = ask(control, 'automate', [interfaces(addresses), filtered])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.item).toBe('networks')
  })

  it.each([
    ['addresses that every machine gives itself', [['10.20.0.10/24', 'fe80::1/64'], ['169.254.7.7/16'], []]],
    ['both kinds of addresses of one network', [['10.20.0.10/24', '2001:db8::10/64']]],
    ['two addresses in one network', [['10.20.0.10/24', '10.20.0.11/24']]],
  ])('does not take %s for several networks', (_, addresses) => {
    expect(ask(control, 'automate', [interfaces(addresses), filtered]).outcome).toBe('pass')
  })

  it.each([
    ['nobody looked', [], 'Nobody has looked inside'],
    ['only the inside was looked at', [interfaces()], '--from main-network'],
    ['only the outside was looked at', [filtered], 'Nobody has looked inside'],
    ['the cards could not be read', [unread('windows.interfaces'), filtered], 'could not be read'],
    ['the main network reaches more', [interfaces(), wide], 'also reaches TCP 445'],
    [
      'the main network looked at the public address',
      [interfaces(), scan('automate', { open: [443] }, { vantage: fromMainNetwork })],
      '--from main-network',
    ],
    [
      'everything kept silent',
      [interfaces(), scan('automate', inner, { vantage: fromMainNetwork })],
      '--from main-network',
    ],
  ])('does not know when %s', (_, evidence, words) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain(words)
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout('automate', { ...control, servers: ['automate'] }, [])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const old = [interfaces(undefined, { at: lastYear }), { ...filtered, at: lastYear }]
    const { outcome, overlay } = ask(control, 'automate', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails for the one of two contradicting machines that joins networks', () => {
    const evidence = [interfaces(), interfaces(two, { machine: 'SQL01' }), filtered]
    expect(ask(control, 'automate', evidence).judgements.map(({ item }) => item)).toEqual(['SQL01/networks'])
  })

  it('keeps a waived failure visible', () => {
    const policy = accepting(control.id, 'networks')
    const { outcome, overlay } = ask(control, 'automate', [interfaces(two)], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('names the networks and the cards that have an address', () => {
    const { judgements } = ask(control, 'automate', [interfaces([...two, []])])
    expect(judgements[0]?.detail.en).toContain(
      '2 networks at once (10.20.0.0/24, 192.168.1.0/24; cards: Ethernet 1, Ethernet 2)',
    )
  })

  it('names each network and each port once', () => {
    const second = scan(
      'automate',
      { ...inner, open: [443, 445] },
      { vantage: { ...fromMainNetwork, note: 'Empfang' } },
    )
    const evidence = [interfaces(), interfaces(undefined, { machine: 'SQL01' }), wide, second]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements[0]?.detail.en).toContain('in one network only (10.20.0.0/24). But at the inner address')
    expect(judgements[0]?.detail.en).toContain('reaches TCP 445;')
    expect(judgements[0]?.evidence).toHaveLength(4)
  })

  it('takes the addresses of the machines for inner ones as well, and the relay for meant', () => {
    const other = scan('automate', { address: '10.20.7.7', open: [443], closed: [80] }, { vantage: fromMainNetwork })
    expect(ask(control, 'automate', [interfaces(), other]).outcome).toBe('unknown')
    expect(ask(control, 'automate', [interfaces([['10.20.7.7/24']]), other]).outcome).toBe('pass')
    const relay = scan('screenconnect', { address: '10.20.0.11', open: [8040, 8041] }, { vantage: fromMainNetwork })
    const machine = interfaces([['10.20.0.11/24']], { server: 'screenconnect', machine: 'SC01' })
    expect(ask(control, 'screenconnect', [machine, relay]).outcome).toBe('pass')
  })

  it('cites what was looked at where nothing answered', () => {
    const silent = scan('automate', inner, { vantage: fromMainNetwork })
    const machine = interfaces()
    expect(ask(control, 'automate', [machine, silent]).judgements[0]?.evidence).toEqual([machine, silent])
  })
})
