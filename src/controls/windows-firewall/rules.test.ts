import { describe, expect, it } from 'vitest'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { profiles, rules, unread } from '../windows-fixture.ts'
import { windowsFirewallRules as control } from './rules.ts'

const meant = ['Protocol=6|LPort=443|Name=HTTPS', 'Protocol=17|LPort=75|Name=Heartbeat', 'Protocol=6|LPort=8041']

function judged(texts: readonly string[], change: Parameters<typeof profiles>[0] = {}) {
  return ask(control, 'automate', [profiles(change), rules(texts)])
}

describe('windows-firewall.rules', () => {
  it('passes the ports that the products need, and whatever is limited to a network', () => {
    const limited = ['Protocol=6|LPort=3389|RA4=203.0.113.0/255.255.255.0', 'Protocol=6|LPort=445|RA4=LocalSubnet']
    expect(judged([...meant, ...limited]).outcome).toBe('pass')
  })

  it.each([
    ['Protocol=6|LPort=3306', 'tcp/3306', 'high'],
    ['Protocol=6|LPort=33060', 'tcp/33060', 'high'],
    ['Protocol=6|LPort=3389', 'tcp/3389', 'high'],
    ['Protocol=17|LPort=3389', 'udp/3389', 'medium'],
    ['Protocol=6|LPort=5985', 'tcp/5985', 'high'],
    ['Protocol=6|LPort2_10=5985-5986', 'tcp/5985-5986', 'high'],
    ['Protocol=6|LPort=445', 'tcp/445', 'high'],
    ['Protocol=6|LPort=139', 'tcp/139', 'medium'],
    ['Protocol=6|LPort=RPC-EPMap', 'tcp/135', 'medium'],
    ['Protocol=6|LPort=12413', 'tcp/12413', 'high'],
    ['Protocol=6|LPort=8484', 'tcp/8484', 'medium'],
    ['Protocol=6|LPort=8040', 'tcp/8040', 'low'],
    ['', 'everything', 'high'],
    ['Protocol=6', 'everything', 'high'],
    ['Protocol=6|App=C:\\Program Files\\MySQL\\bin\\mysqld.exe', 'program:mysqld.exe', 'low'],
    ['Protocol=6|LPort=3306|RA4=0.0.0.0/0', 'tcp/3306', 'high'],
  ] as const)('fails for %j from anywhere', (text, item, severity) => {
    const { judgements } = judged([...meant, text])
    expect(judgements.map((judgement) => [judgement.item, judgement.outcome, judgement.severity])).toEqual([
      [item, 'fail', severity],
    ])
  })

  it('cites the rules that it speaks of and leaves out the others', () => {
    const limited = Array.from({ length: 400 }, (_, at) => `Protocol=6|LPort=${5000 + at}|RA4=LocalSubnet`)
    const failing = judged([...limited, 'Protocol=6|LPort=3389']).judgements[0]?.evidence
    expect(failing?.[1]).toMatchObject({ value: { rules: [{ id: '{RULE-401}', from: 'local' }] }, leftOut: 400 })
    const passing = judged([...limited, ...meant]).judgements[0]?.evidence
    expect(passing?.[1]).toMatchObject({ value: { rules: [{}, {}, {}] }, leftOut: 400 })
  })

  it('fails each dangerous port of a wide range by itself', () => {
    const items = judged(['Protocol=6|LPort2_10=3300-3400']).judgements.map(({ item }) => item)
    expect(items).toEqual(['tcp/3306', 'tcp/3389'])
  })

  it('names the rules that open a port by what a person can look for', () => {
    const evidence = [profiles(), rules(['Protocol=6|LPort=3389|Name=@FirewallAPI.dll,-28775', 'LPort=3389|Name=RDP'])]
    const detail = ask(control, 'automate', evidence).judgements[0]?.detail.en
    expect(detail).toContain('{RULE-1}, RDP ({RULE-2})')
  })

  it.each([
    ['is switched off', 'Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=3389'],
    ['is for what goes out', 'Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=3389'],
    ['holds in a profile that is not in use', 'Protocol=6|LPort=3389|Profile=Domain'],
    ['asks for signed-in machines', 'Protocol=6|LPort=3389|Security=Authenticate'],
    ['is for a program of Windows on any port', 'Protocol=6|App=%SystemRoot%\\system32\\svchost.exe|Svc=x'],
  ])('lets a rule be that %s', (_, text) => {
    expect(judged([text]).outcome).toBe('pass')
  })

  it.each([
    ['Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389', 'pass'],
    ['Action=Block|Active=TRUE|Dir=In', 'pass'],
    ['Action=Block|Active=TRUE|Dir=In|Protocol=17|LPort=3389', 'fail'],
    ['Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389|RA4=10.0.0.0/8', 'fail'],
    ['Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389|App=C:\\x.exe', 'fail'],
    ['Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389|Profile=Public', 'fail'],
  ])('lets what blocks win over what allows, if it covers all of it: %s', (block, outcome) => {
    expect(judged(['Protocol=6|LPort=3389', block]).outcome).toBe(outcome)
  })

  it('leaves out local rules where the group policy does not let them count, and keeps those of the policy', () => {
    const change = { of: { private: { localRules: false } } }
    expect(judged(['Protocol=6|LPort=3389'], change).outcome).toBe('pass')
    const byPolicy = [profiles(change), rules(['Protocol=6|LPort=3389'], { from: 'policy' })]
    expect(ask(control, 'automate', byPolicy).outcome).toBe('fail')
  })

  it.each([
    ['a rule is written in an unknown way', [profiles(), rules(['Action=Maybe|Dir=In'])]],
    ['the rules could not be read', [profiles(), unread('windows.firewall-rules')]],
    ['the profiles could not be read', [unread('windows.firewall-profiles'), rules(meant)]],
    ['nobody looked', []],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout('automate', { ...control, servers: ['automate'] }, [])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const evidence = [profiles({}, { at: lastYear }), rules(meant, { at: lastYear })]
    const { outcome, overlay } = ask(control, 'automate', evidence)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails for the one of two contradicting machines that is open', () => {
    const other = { machine: 'SQL01' }
    const evidence = [profiles(), rules(meant), profiles({}, other), rules(['Protocol=6|LPort=3306'], other)]
    expect(ask(control, 'automate', evidence).judgements.map(({ item }) => item)).toEqual(['RMM01', 'SQL01/tcp/3306'])
  })

  it('waives one port and keeps failing for another', () => {
    const evidence = [profiles(), rules(['Protocol=6|LPort=3389', 'Protocol=6|LPort=3306'])]
    const { judgements } = ask(control, 'automate', evidence, { policy: accepting(control.id, 'tcp/3389') })
    expect(judgements.map(({ item, overlay }) => [item, overlay])).toEqual([
      ['tcp/3306', undefined],
      ['tcp/3389', 'waived'],
    ])
  })
})
