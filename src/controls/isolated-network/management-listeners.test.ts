import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { listeners, profiles, rules } from '../windows-fixture.ts'
import { managementListeners as control } from './management-listeners.ts'

const smb = { port: 445, processId: 4, process: 'System' }

describe('isolated-network.management-listeners', () => {
  itJudgesEveryMachine(control, {
    good: [listeners([443, smb]), profiles(), rules(['Protocol=6|LPort=443'])],
    bad: [listeners([443, smb]), profiles(), rules(['Protocol=6|LPort=445|App=System'])],
    item: '445',
  })

  it('passes when nothing listens there for others, without asking the firewall', () => {
    const loopback = { port: 3306, address: '127.0.0.1' }
    expect(ask(control, 'automate', [listeners([443, loopback, { port: 3389, protocol: 'udp' }])]).outcome).toBe('pass')
  })

  it.each([
    ['LocalSubnet', 'fail', 'medium'],
    ['10.99.0.0/255.255.255.0', 'pass', 'high'],
    ['203.0.113.7', 'pass', 'high'],
  ])('says of a rule for %s: %s (%s)', (from, outcome, severity) => {
    const evidence = [listeners([3389]), profiles(), rules([`Protocol=6|LPort=3389|RA4=${from}`])]
    expect(ask(control, 'automate', evidence).judgements[0]).toMatchObject({ outcome, severity })
  })

  it('believes a rule for another program not to be for this one', () => {
    const other = [listeners([{ port: 3306, process: 'mysqld.exe' }]), profiles()]
    expect(ask(control, 'automate', [...other, rules(['LPort=3306|Protocol=6|App=C:\\x\\other.exe'])]).outcome).toBe(
      'pass',
    )
    expect(ask(control, 'automate', [...other, rules(['LPort=3306|Protocol=6|App=C:\\x\\MYSQLD.exe'])]).outcome).toBe(
      'fail',
    )
  })

  it('lets a rule that blocks win', () => {
    const block = 'Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389'
    const evidence = [listeners([3389]), profiles(), rules(['Protocol=6|LPort=3389', block])]
    expect(ask(control, 'automate', evidence).outcome).toBe('pass')
  })

  it('fails everything that listens where the firewall is off', () => {
    const evidence = [listeners([135, 445]), profiles({ of: { private: { enabled: false } } }), rules([])]
    expect(ask(control, 'automate', evidence).judgements.map(({ item }) => item)).toEqual(['135', '445'])
  })

  it('names who listens', () => {
    const mysql = { port: 3306, process: 'mysqld.exe', services: ['MySQL80'] }
    const evidence = [listeners([mysql, smb]), profiles({ fact: { serviceRuns: false } }), rules([])]
    const [sharing, database] = ask(control, 'automate', evidence).judgements
    expect(database?.detail.en).toContain('mysqld.exe (service MySQL80)')
    expect(sharing?.detail.en).toContain('Windows itself (http.sys')
  })

  it('does not know without the firewall', () => {
    expect(ask(control, 'automate', [listeners([445])]).outcome).toBe('unknown')
  })

  it('tells the widest admission of a port with several listeners, and the rules for it', () => {
    const two = [
      { port: 3306, process: 'mysqld.exe' },
      { port: 3306, process: 'other.exe', address: '10.20.0.10' },
    ]
    const texts = [
      'Protocol=6|LPort=3306|App=C:\\mysqld.exe|RA4=LocalSubnet',
      'Protocol=6|LPort=3306|App=C:\\other.exe',
    ]
    const { judgements } = ask(control, 'automate', [listeners([...two, 443]), profiles(), rules(texts)])
    expect(judgements).toMatchObject([{ item: '3306', severity: 'high' }])
    expect(judgements[0]?.evidence).toMatchObject([
      { value: { listeners: [{ process: 'mysqld.exe' }, { process: 'other.exe' }] }, leftOut: 1 },
      { fact: 'windows.firewall-profiles' },
      { value: { rules: [{ id: '{RULE-2}' }] }, leftOut: 1 },
    ])
  })

  it('names the ports that are limited, and cites who listens and what limits them', () => {
    const evidence = [listeners([3389, 445, 443]), profiles(), rules(['Protocol=6|LPort=3389|RA4=203.0.113.7'])]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements[0]?.detail.en).toContain('(445, 3389)')
    expect(judgements[0]?.evidence).toMatchObject([{ leftOut: 1 }, {}, { value: { rules: [{ id: '{RULE-1}' }] } }])
  })

  it('names the ports also where the firewall is not known', () => {
    const { judgements } = ask(control, 'automate', [listeners([3389, 445, 443])])
    expect(judgements[0]?.detail.en).toContain('(445, 3389)')
    expect(judgements[0]?.evidence).toMatchObject([{ leftOut: 1 }])
  })
})
