import { describe, expect, it } from 'vitest'
import { fromAustria, fromNowhere, fromSomewhere, scan } from '../look-fixture.ts'
import { ask, fromAbroad, fromTechnicians, lastYear, musterMsp, seen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { expectedPortsOpen as control } from './expected-open.ts'

const open = scan('screenconnect', { open: [443, 8041] })
const relayShut = scan('screenconnect', { open: [443], closed: [8041] })

describe('ports-minimal.expected-open', () => {
  it('passes when the web port and the relay are open', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', [open])
    expect(outcome).toBe('pass')
    expect(judgements).toHaveLength(2)
  })

  it.each([
    ['refuses', relayShut, /TCP 8041.*lehnt ab/],
    ['keeps silent beside an open one', scan('screenconnect', { open: [443] }), /TCP 8041.*schweigt/],
  ])('fails for a port that %s', (_, found, why) => {
    const { outcome, judgements } = ask(control, 'screenconnect', [found])
    const failing = judgements.filter((judgement) => judgement.outcome === 'fail')
    expect(outcome).toBe('fail')
    expect(failing.map(({ item }) => item)).toEqual(['8041'])
    expect(failing[0]?.detail.de).toMatch(why)
  })

  it.each([
    ['nobody looked', []],
    ['only technicians looked', [scan('screenconnect', { closed: [443, 8041] }, { vantage: fromTechnicians })]],
    ['nobody said where', [scan('screenconnect', { open: [443, 8041] }, { vantage: fromNowhere })]],
    ['everything was silent', [scan('screenconnect', {})]],
    ['only a foreign country was refused', [scan('screenconnect', { closed: [443, 8041] }, { vantage: fromAbroad })]],
    ['the country is unstated', [scan('screenconnect', { closed: [443, 8041] }, { vantage: fromSomewhere })]],
    ['the ports were not asked', [scan('screenconnect', { open: [443], asked: '443' })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('unknown')
  })

  it.each([
    ['passes where the port turns away a foreign country only', fromAbroad, [open], 'pass'],
    ['fails where the port turns away an admitted country', fromAustria, [], 'fail'],
  ])('%s', (_, vantage, others, expected) => {
    const address = '198.51.100.20'
    const ended = [443, 8041].map((port) =>
      seen('screenconnect', 'outside.port-speaks', { address, port, speaks: 'turned-away' }, { vantage }),
    )
    const accepting = scan('screenconnect', { open: [443, 8041], address }, { vantage })
    const { outcome, judgements } = ask(control, 'screenconnect', [accepting, ...ended, ...others])
    expect(outcome).toBe(expected)
    expect(judgements.map(({ detail }) => detail.de).join()).not.toContain('BR')
  })

  it('does not apply where only fixed networks are let in', () => {
    const policy = { ...musterMsp, fixedNetworksOnly: true }
    expect(ask(control, 'screenconnect', [relayShut], { policy }).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'screenconnect', [{ ...open, at: lastYear }])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two admitted places disagree', () => {
    const elsewhere = scan('screenconnect', { open: [443, 8041] }, { vantage: fromAustria })
    const { outcome, judgements } = ask(control, 'screenconnect', [relayShut, elsewhere])
    expect(outcome).toBe('fail')
    expect(judgements.find(({ item }) => item === '8041')?.evidence).toHaveLength(2)
  })

  it('keeps failing under an exception for one port, marked as waived', () => {
    const { outcome, overlay } = ask(control, 'screenconnect', [relayShut], { policy: accepting(control.id, '8041') })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('says of each port from where it is open', () => {
    const { judgements } = ask(control, 'screenconnect', [open])
    expect(judgements.map(({ detail }) => detail.en)).toEqual([
      'TCP 443 is open from the internet (DE).',
      'TCP 8041 is open from the internet (DE).',
    ])
    expect(judgements.map(({ evidence }) => evidence)).toEqual([[open], [open]])
  })

  it.each([
    ['nobody asked it', scan('screenconnect', { open: [443], asked: '443' }), 'was not asked from the internet'],
    ['everything kept silent', scan('screenconnect', {}), 'the server may have been away'],
    [
      'it was refused to a stranger',
      scan('screenconnect', { open: [443], closed: [8041] }, { vantage: fromAbroad }),
      'Name the country',
    ],
  ])('says why a port is open to doubt where %s', (_, found, why) => {
    const { judgements } = ask(control, 'screenconnect', [found])
    expect(judgements.find(({ item }) => item === '8041')?.detail.en).toContain(why)
  })

  it('passes where only a foreign country is refused and home gets through', () => {
    const abroad = scan('screenconnect', { closed: [443, 8041] }, { vantage: fromAbroad })
    expect(ask(control, 'screenconnect', [open, abroad]).outcome).toBe('pass')
  })

  it('does not speak of other places where there were none', () => {
    const { judgements } = ask(control, 'screenconnect', [scan('screenconnect', { open: [443], closed: [8041] })])
    expect(judgements[1]?.detail.en).toMatch(/at 198\.51\.100\.11 refuses .*do not get through there\.$/)
  })
})
