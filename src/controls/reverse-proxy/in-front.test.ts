import { describe, expect, it } from 'vitest'
import type { TerminatorFact } from '../../evidence/outside/facts.ts'
import { fromAustria, fromNowhere, product, stranger } from '../look-fixture.ts'
import { ask, fromInternet, fromMainNetwork, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { proxyInFront as control } from './in-front.ts'

function terminates(terminator: TerminatorFact['terminator'], vantage = fromInternet) {
  const calledItself = terminator === 'other' ? 'Bollwerk' : 'Microsoft-HTTPAPI/2.0'
  const value = { address: '198.51.100.10', port: 443, terminator, status: 400, calledItself }
  return seen('automate', 'outside.terminator', value, { vantage })
}

describe('reverse-proxy.in-front', () => {
  it('passes when something else answers in front of the product, and says that the sign is unproven', () => {
    const { outcome, judgements } = ask(control, 'automate', [terminates('other'), product('automate')])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toMatch(/\(Bollwerk\).*nicht an einem lizenzierten Server geprüft/)
  })

  it('fails when Windows itself answers, and says that the sign is unproven', () => {
    const { outcome, judgements } = ask(control, 'automate', [terminates('http.sys'), product('automate')])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.de).toMatch(/http\.sys.*nicht an einem lizenzierten Server geprüft/)
  })

  it.each([
    ['a stranger stands there', [terminates('other'), stranger('automate')], /Ein Fremder beweist keinen Proxy/],
    ['the product was not recognised', [terminates('other')], /nicht zu erkennen/],
    [
      'the product was recognised from elsewhere only',
      [terminates('other'), product('automate', { vantage: fromMainNetwork })],
      /nicht zu erkennen/,
    ],
    ['only the main network was looked from', [terminates('http.sys', fromMainNetwork)], /Hauptnetz/],
    ['nobody said where', [terminates('http.sys', fromNowhere)], /nicht angegeben/],
    ['nobody looked', [], /noch nicht nachgesehen/],
    [
      'nothing came back',
      [unseen('automate', 'outside.terminator', { reason: 'interrupted', detail: 'ECONNRESET' })],
      /ECONNRESET/,
    ],
  ])('does not know when %s, and says why', (_, evidence, why) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(why)
  })

  it('does not apply where the public name leads to private addresses only', () => {
    const name = { host: 'automate.muster-msp.de', addresses: ['10.0.0.5'], by: 'dns' } as const
    expect(ask(control, 'automate', [seen('automate', 'outside.name', name)]).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const old = [terminates('other'), product('automate')].map((piece) => ({ ...piece, at: lastYear }))
    const { outcome, overlay } = ask(control, 'automate', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two places disagree', () => {
    const evidence = [terminates('http.sys'), terminates('other', fromAustria), product('automate')]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.de).toContain('(AT)) traf auf etwas anderes')
  })

  it('keeps failing under an exception, marked as waived', () => {
    const { outcome, overlay } = ask(control, 'automate', [terminates('http.sys')], { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('fails by one bare answer beside others, and cites both', () => {
    const evidence = [terminates('http.sys'), terminates('other', fromAustria), product('automate')]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.en).toContain('At 198.51.100.10 Windows itself')
    expect(judgements[0]?.detail.en).toContain('Another look (from the internet (AT)) met something else')
    const alone = ask(control, 'automate', [terminates('http.sys')]).judgements[0]
    expect(alone?.detail.en).not.toContain('Another look')
  })

  it('cites who answers in front and who was recognised behind', () => {
    const [front, behind] = [terminates('other'), product('automate')]
    expect(ask(control, 'automate', [front, behind]).judgements[0]?.evidence).toEqual([front, behind])
  })

  it('passes without a name where what stands in front gives none, and names it once where several do', () => {
    const value = { address: '198.51.100.10', port: 443, terminator: 'other', status: 400 } as const
    const nameless = seen('automate', 'outside.terminator', value)
    const passed = (...evidence: readonly ReturnType<typeof terminates>[]) =>
      ask(control, 'automate', [...evidence, product('automate')]).judgements[0]?.detail.en
    expect(passed(nameless)).toMatch(/^Something other than Windows itself answers from the internet \(DE\)/)
    expect(passed(terminates('other'), terminates('other', fromAustria))).toMatch(
      /^Something other than Windows itself \(Bollwerk\) answers/,
    )
  })
})
