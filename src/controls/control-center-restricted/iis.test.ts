import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask, musterMsp } from '../question-fixture.ts'
import { iis, interfaces, technicianRules, unread } from '../windows-fixture.ts'
import { iisRestriction as control } from './iis.ts'

const withCwa = (rules: Partial<typeof technicianRules>) =>
  iis([
    ['cwa', rules],
    ['LegacyCCASMX', {}],
    ['WCC2', {}],
  ])

function items(...evidence: ReturnType<typeof iis>[]) {
  return ask(control, 'automate', [interfaces(), ...evidence]).judgements.map(({ item, outcome, severity }) => [
    item,
    outcome,
    severity,
  ])
}

function allowing(address: string, mask: string | null = null, more: { proxyMode?: boolean } = {}) {
  return withCwa({ ...more, entries: [...technicianRules.entries, { address, mask, allowed: true }] })
}

describe('control-center-restricted.iis', () => {
  itJudgesEveryMachine(control, {
    good: [iis(), interfaces()],
    bad: [
      iis([
        ['LegacyCCASMX', {}],
        ['WCC2', {}],
      ]),
      interfaces(),
    ],
    item: 'cwa',
  })

  it('names what is restricted', () => {
    const { judgements } = ask(control, 'automate', [iis(), interfaces()])
    expect(judgements[0]?.detail.en).toMatch(/the server itself reach cwa, LegacyCCASMX, WCC2\.$/)
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('fails every application that has no rules', () => {
    expect(items(iis([]))).toEqual([
      ['cwa', 'fail', 'high'],
      ['LegacyCCASMX', 'fail', 'high'],
      ['WCC2', 'fail', 'high'],
    ])
  })

  it('sees that allow entries restrict nothing while unlisted addresses are allowed', () => {
    const { judgements } = ask(control, 'automate', [interfaces(), withCwa({ allowUnlisted: true })])
    expect(judgements[0]).toMatchObject({ item: 'cwa', outcome: 'fail', severity: 'high' })
    expect(judgements[0]?.detail.de).toContain('beschränken die Einträge nichts')
  })

  it('sees that a list of denied addresses restricts nobody else', () => {
    const denied = {
      allowUnlisted: true,
      entries: [{ address: '198.51.100.0', mask: '255.255.255.0', allowed: false }],
    }
    expect(items(withCwa(denied))).toEqual([['cwa', 'fail', 'high']])
  })

  it.each([
    [
      'a network that is no technician’s',
      allowing('198.51.100.0', '255.255.255.0'),
      'cwa:198.51.100.0/24',
      ['fail', 'medium'],
    ],
    [
      'a network that is wider than theirs',
      allowing('203.0.0.0', '255.255.0.0'),
      'cwa:203.0.0.0/16',
      ['fail', 'medium'],
    ],
    ['everybody by an entry', allowing('0.0.0.0', '0.0.0.0'), 'cwa:0.0.0.0/0', ['fail', 'high']],
    ['the proxy, without looking behind it', allowing('10.20.0.5'), 'cwa:10.20.0.5', ['fail', 'medium']],
    [
      'the proxy, looking behind it',
      allowing('10.20.0.5', null, { proxyMode: true }),
      'cwa:10.20.0.5',
      ['unknown', 'low'],
    ],
    ['what may be a technician by name', allowing('198.51.100.9'), 'cwa:198.51.100.9', ['unknown', 'medium']],
    ['what is no address', allowing('office.example'), 'cwa:office.example', ['unknown', 'medium']],
  ])('tells apart whom else an application lets in: %s', (_, evidence, item, answer) => {
    expect(items(evidence)).toEqual([[item, ...answer]])
  })

  it('fails a strange single address where the policy names no host', () => {
    const policy = { ...musterMsp, technicians: musterMsp.technicians.filter((known) => 'prefix' in known) }
    const { judgements } = ask(control, 'automate', [interfaces(), allowing('198.51.100.9')], { policy })
    expect(judgements[0]).toMatchObject({ item: 'cwa:198.51.100.9', outcome: 'fail' })
  })

  it('does not know whose a single address is where nobody saw the network cards of the server', () => {
    const { outcome, judgements } = ask(control, 'automate', [iis(), unread('windows.interfaces')])
    expect(outcome).toBe('unknown')
    expect(judgements.map(({ item }) => item)).toContain('cwa:10.20.0.10')
    expect(judgements[0]?.detail.en).toContain('nobody saw its network cards')
  })

  it('lets in part of a technician network', () => {
    expect(items(allowing('203.0.113.128', '255.255.255.128'))).toEqual([[undefined, 'pass', 'high']])
  })

  it('warns where the server keeps itself out', () => {
    const entries = technicianRules.entries.filter(({ address }) => address !== '127.0.0.1')
    expect(items(withCwa({ entries }))).toEqual([['cwa:loopback', 'fail', 'low']])
  })

  it('is critical where the agents are locked out, be it by inheritance', () => {
    const own: [string, object] = ['LabTech', {}]
    expect(items(iis([['cwa', {}], ['LegacyCCASMX', {}], ['WCC2', {}], own]))).toEqual([
      ['LabTech', 'fail', 'critical'],
    ])
    expect(items(iis([['', {}]]))).toEqual([['LabTech', 'fail', 'critical']])
    expect(items(iis([[null, {}]]))).toEqual([['LabTech', 'fail', 'critical']])
    const opened: [string, object] = ['LabTech', { allowUnlisted: true, entries: [] }]
    expect(items(iis([['', {}], opened]))).toEqual([[undefined, 'pass', 'high']])
  })

  it('lets the nearest place decide, in any case of its letters', () => {
    expect(
      items(
        iis([
          ['', {}],
          ['CWA', { allowUnlisted: true }],
        ]),
      ),
    ).toEqual([
      ['LabTech', 'fail', 'critical'],
      ['cwa', 'fail', 'high'],
    ])
  })

  it('finds a place below an application that opens it again', () => {
    const below: [string, object] = ['cwa/api', { allowUnlisted: true, entries: [] }]
    expect(items(iis([['cwa', {}], ['LegacyCCASMX', {}], ['WCC2', {}], below]))).toEqual([['cwa/api', 'fail', 'high']])
  })

  it('fails rules without the role service that makes them work', () => {
    expect(items(iis(undefined, { restrictionModule: false }))).toEqual([['module', 'fail', 'high']])
  })

  it('does not apply to a machine without IIS or without the Control Center, beside one that has it', () => {
    const database = unread('windows.iis', 'absent', { machine: 'SQL01' })
    expect(ask(control, 'automate', [database]).outcome).toBe('not-applicable')
    expect(ask(control, 'automate', [iis([], { sites: [] })]).outcome).toBe('not-applicable')
    const { judgements } = ask(control, 'automate', [iis(), interfaces(), database])
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([['RMM01', 'pass']])
  })
})
