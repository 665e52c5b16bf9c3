import { describe, expect, it } from 'vitest'
import type { RemoteDesktopFact } from '../../evidence/windows/facts.ts'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { profiles, rules, windows } from '../windows-fixture.ts'
import { remoteDesktop as control } from './remote-desktop.ts'

function desktop(changes: Partial<RemoteDesktopFact> = {}) {
  const value = { denied: false, networkAuthentication: true, securityLayer: 2, port: 3389, ...changes }
  return windows('windows.remote-desktop', value)
}

const limited = [profiles(), rules(['Protocol=6|LPort=3389|RA4=203.0.113.0/24|App=System|Svc=TermService'])]
const wide = [profiles(), rules(['Protocol=6|LPort=3389|App=%SystemRoot%\\system32\\svchost.exe|Svc=termservice'])]

describe('isolated-network.remote-desktop', () => {
  itJudgesEveryMachine(control, {
    good: [desktop(), ...limited],
    bad: [desktop({ networkAuthentication: false }), ...limited],
    item: 'nla',
  })

  it('passes where it is off, whatever else is set', () => {
    const off = desktop({ denied: true, networkAuthentication: false, securityLayer: 0 })
    expect(ask(control, 'automate', [off, ...wide]).outcome).toBe('pass')
  })

  it.each([
    ['it encrypts without TLS', [desktop({ securityLayer: 0 }), ...limited], 'tls', 'medium'],
    ['the firewall lets everybody reach it', [desktop(), ...wide], 'reach', 'high'],
    [
      'it moved and the firewall opens its new port',
      [desktop({ port: 53_389 }), profiles(), rules(['Protocol=6|LPort=53389'])],
      'reach',
      'high',
    ],
    ['the firewall is off', [desktop(), profiles({ fact: { serviceRuns: false } }), rules([])], 'reach', 'high'],
  ])('fails when %s', (_, evidence, item, severity) => {
    expect(ask(control, 'automate', evidence).judgements[0]).toMatchObject({ item, severity, outcome: 'fail' })
  })

  it.each([
    ['the sign-in first is not set', [desktop({ networkAuthentication: null }), ...limited]],
    ['the firewall is not known', [desktop()]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('is expected at its usual port where none is written down', () => {
    const evidence = [desktop({ port: null }), profiles(), rules(['Protocol=6|LPort=3389'])]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item }) => item)).toEqual(['reach'])
    expect(judgements[0]?.detail.en).toContain('(TCP 3389)')
    expect(judgements[0]?.evidence).toHaveLength(3)
  })

  it('may be reached by neighbours, and may encrypt as both sides agree', () => {
    const near = [profiles(), rules(['Protocol=6|LPort=3389|RA4=LocalSubnet'])]
    expect(ask(control, 'automate', [desktop({ securityLayer: 1 }), ...near]).outcome).toBe('pass')
    expect(ask(control, 'automate', [desktop({ securityLayer: null }), ...near]).outcome).toBe('pass')
  })

  it('is judged by each of its settings, with the evidence', () => {
    const bad = desktop({ networkAuthentication: null, securityLayer: 0 })
    const { judgements } = ask(control, 'automate', [bad])
    expect(judgements.map(({ item, outcome, evidence }) => [item, outcome, evidence.length])).toEqual([
      ['nla', 'unknown', 1],
      ['tls', 'fail', 1],
      ['reach', 'unknown', 1],
    ])
  })
})
