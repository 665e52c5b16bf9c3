import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { listeners, profiles, rules } from '../windows-fixture.ts'
import { innerListeners as control } from './listeners.ts'

const needed = [443, 80, 8040, 8041, { port: 75, protocol: 'udp' as const }]
const closed = [profiles(), rules([])]
const everything = [profiles({ fact: { serviceRuns: false } }), rules([])]

describe('ports-minimal.listeners', () => {
  itJudgesEveryMachine(control, {
    good: [listeners([...needed, 445, 49_664]), ...closed],
    bad: [listeners([...needed, 5985]), ...everything],
    item: 'tcp/5985',
  })

  it.each([
    [445, 'tcp/445', 'high'],
    [3306, 'tcp/3306', 'high'],
    [135, 'tcp/135', 'medium'],
    [8484, 'tcp/8484', 'medium'],
    [7777, 'tcp/7777', 'low'],
    [49_664, 'tcp/dynamic', 'low'],
  ])('weighs %d that everybody reaches as %s, %s', (port, item, severity) => {
    const { judgements } = ask(control, 'automate', [listeners([...needed, port]), ...everything])
    expect(judgements.map((judgement) => [judgement.item, judgement.severity])).toEqual([[item, severity]])
  })

  it('cites the program that listens and the rules that let in to it', () => {
    const open = rules(['Protocol=6|LPort=445', 'Protocol=6|LPort=443'])
    const { judgements } = ask(control, 'automate', [listeners([...needed, 445, 7777]), profiles(), open])
    expect(judgements[0]?.evidence).toMatchObject([
      { value: { listeners: [{ port: 445 }] }, leftOut: needed.length + 1 },
      { fact: 'windows.firewall-profiles' },
      { value: { rules: [{ id: '{RULE-1}' }] }, leftOut: 1 },
    ])
  })

  it('tells dynamic ports once', () => {
    const { judgements } = ask(control, 'automate', [listeners([49_664, 49_665, 49_670]), ...everything])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.detail.en).toContain('And 2 more such ports.')
  })

  it('lowers the weight of a database that the firewall keeps closed, and does not let it be', () => {
    const { judgements } = ask(control, 'automate', [listeners([...needed, 3306]), ...closed])
    expect(judgements[0]).toMatchObject({ item: 'tcp/3306', outcome: 'fail', severity: 'low' })
    const alone = listeners([
      { port: 3306, address: '127.0.0.1' },
      { port: 33_060, address: '::1' },
    ])
    expect(ask(control, 'automate', [alone, ...closed]).outcome).toBe('pass')
  })

  it('lets be what the firewall limits to some', () => {
    const limited = [profiles(), rules(['Protocol=6|LPort=8484|RA4=LocalSubnet'])]
    expect(ask(control, 'automate', [listeners([8484]), ...limited]).outcome).toBe('pass')
  })

  it('fails with what listens even if nobody could read the firewall, and says so', () => {
    const { outcome, judgements } = ask(control, 'automate', [listeners([3389])])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('could not be read')
  })

  it('leaves out UDP that nobody knows', () => {
    const udp = (port: number) => ({ port, protocol: 'udp' as const })
    const items = ask(control, 'automate', [listeners([udp(5353), udp(161), udp(60_000)]), ...everything]).judgements
    expect(items.map(({ item }) => item)).toEqual(['udp/161'])
  })

  it('names the owner, and http.sys behind process 4', () => {
    const evidence = [listeners([{ port: 8443, processId: 4, process: 'System' }]), ...everything]
    expect(ask(control, 'automate', evidence).judgements[0]?.detail.de).toContain('http.sys')
  })
})
