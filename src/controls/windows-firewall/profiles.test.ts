import { describe, expect, it } from 'vitest'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { profiles, unread } from '../windows-fixture.ts'
import { windowsFirewallProfiles as control } from './profiles.ts'

describe('windows-firewall.profiles', () => {
  it('passes when all three are on and refuse', () => {
    expect(ask(control, 'automate', [profiles()]).outcome).toBe('pass')
  })

  it.each([
    ['private', { enabled: false }, 'high'],
    ['public', { enabled: false }, 'medium'],
    ['domain', { inbound: 'allow' }, 'medium'],
    ['private', { inbound: 'allow' }, 'high'],
  ] as const)('fails for %s with %j, the worse the more it is in use (%s)', (name, change, severity) => {
    const { judgements } = ask(control, 'automate', [profiles({ of: { [name]: change } })])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item: name, outcome: 'fail', severity })
  })

  it('weighs every profile as in use when nobody could tell which is', () => {
    const evidence = [profiles({ of: { public: { enabled: false } }, fact: { inUse: [] } })]
    expect(ask(control, 'automate', evidence).judgements[0]).toMatchObject({ item: 'public', severity: 'high' })
  })

  it('fails when the service does not run, whatever the profiles say', () => {
    const { judgements } = ask(control, 'automate', [profiles({ fact: { serviceRuns: false } })])
    expect(judgements[0]).toMatchObject({ item: 'service', outcome: 'fail' })
  })

  it('takes an inbound action that the registry does not set for the default of Windows, and says so', () => {
    const evidence = [profiles({ of: { public: { inbound: 'not-configured' } }, fact: { by: 'registry' } })]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toMatch(/then Windows refuses.*registry/)
  })

  it.each([
    ['the active store leaves the action open', [profiles({ of: { public: { inbound: 'not-configured' } } })]],
    ['a profile is missing', [profiles({ fact: { profiles: [] } })]],
    ['nothing could be read', [unread('windows.firewall-profiles')]],
    ['nobody looked', []],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout('automate', { ...control, servers: ['automate'] }, [])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [profiles({}, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails for the one of two contradicting machines that is open', () => {
    const open = profiles({ of: { private: { enabled: false } } }, { machine: 'SQL01' })
    const { outcome, judgements } = ask(control, 'automate', [profiles(), open])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['RMM01', 'SQL01/private'])
  })

  it('keeps a waived failure visible', () => {
    const policy = accepting(control.id, 'public')
    const evidence = [profiles({ of: { public: { enabled: false } } })]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('says how bad it is by the networks that are connected, and what it was read from', () => {
    const told = (change: Parameters<typeof profiles>[0]) =>
      ask(control, 'automate', [profiles(change)]).judgements.map(({ detail }) => detail.en)
    const off = { private: { enabled: false } } as const
    expect(told({ of: off })[0]).toMatch(/"private" is off\. It holds for a connected network\.$/)
    expect(told({ of: off, fact: { inUse: ['public'] } })[0]).toContain('At present another profile holds')
    expect(told({ of: off, fact: { inUse: [], by: 'registry' } })[0]).toMatch(/could not be told\. .*registry/)
    expect(told({ of: { public: { inbound: 'allow' } } })[0]).toContain('"public" lets in whatever no rule blocks')
  })

  it('says nothing of unset actions where all are set', () => {
    const [passed] = ask(control, 'automate', [profiles()]).judgements
    expect(passed?.detail.en).toMatch(/; the service runs\.$/)
  })

  it('does not let an unset action excuse a profile that is off', () => {
    const change = { of: { public: { enabled: false, inbound: 'not-configured' } } } as const
    expect(ask(control, 'automate', [profiles(change)]).judgements).toMatchObject([{ item: 'public', outcome: 'fail' }])
  })
})
