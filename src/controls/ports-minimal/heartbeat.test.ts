import { describe, expect, it } from 'vitest'
import type { HeartbeatFact } from '../../evidence/outside/facts.ts'
import { fromAustria, fromNowhere, fromSomewhere } from '../look-fixture.ts'
import { ask, fromAbroad, fromInternet, fromTechnicians, lastYear, musterMsp, seen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { heartbeatPort as control } from './heartbeat.ts'

const beat = (answer: HeartbeatFact['answer'], vantage = fromInternet) =>
  seen('automate', 'outside.heartbeat', { address: '198.51.100.10', port: 75, answer }, { vantage })

describe('ports-minimal.heartbeat', () => {
  it('passes when UDP 75 answers the internet', () => {
    expect(ask(control, 'automate', [beat('answered')]).outcome).toBe('pass')
  })

  it('fails lightly when it is reported closed', () => {
    const { outcome, judgements } = ask(control, 'automate', [beat('closed')])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.severity).toBe('low')
  })

  it.each([
    ['nothing came back', [beat('silent')], /weder offen noch geschlossen/],
    ['nobody looked', [], /--from internet/],
    ['only technicians looked', [beat('closed', fromTechnicians)], /nur aus dem Netz der Techniker/],
    ['nobody said where', [beat('answered', fromNowhere)], /nicht angegeben/],
    ['a foreign country is refused', [beat('closed', fromAbroad)], /Geoblocking/],
    ['the country is unstated', [beat('closed', fromSomewhere)], /--country/],
  ])('does not know when %s, and says why', (_, evidence, why) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(why)
  })

  it('does not apply where the policy does not offer the heartbeat', () => {
    const policy = { ...musterMsp, areas: { 'automate.heartbeat': { audience: 'nobody' as const } } }
    expect(ask(control, 'automate', [beat('closed')], { policy }).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [{ ...beat('answered'), at: lastYear }])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two admitted places disagree', () => {
    const { outcome, judgements } = ask(control, 'automate', [beat('closed'), beat('answered', fromAustria)])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.de).toContain('(AT) bekam Antwort')
  })

  it('keeps failing under an exception, marked as waived', () => {
    const { outcome, overlay } = ask(control, 'automate', [beat('closed')], { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('names the port, and does not speak of another look where there was none', () => {
    expect(ask(control, 'automate', [beat('closed')]).judgements[0]?.detail.en).toMatch(
      /^UDP 75 is reported closed from the internet \(DE\); the heartbeat does not arrive\.$/,
    )
    expect(ask(control, 'automate', [beat('answered')]).judgements[0]?.detail.en).toBe(
      'UDP 75 answers from the internet (DE).',
    )
  })

  it('passes where it answers somewhere and only a foreign country is refused', () => {
    const { outcome, judgements } = ask(control, 'automate', [beat('answered'), beat('closed', fromAbroad)])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it('does not apply where only fixed networks or technicians are offered it', () => {
    const fixed = { ...musterMsp, fixedNetworksOnly: true }
    expect(ask(control, 'automate', [beat('closed')], { policy: fixed }).outcome).toBe('not-applicable')
    const policy = { ...musterMsp, areas: { 'automate.heartbeat': { audience: 'technicians' as const } } }
    expect(ask(control, 'automate', [beat('closed')], { policy }).outcome).toBe('not-applicable')
  })
})
