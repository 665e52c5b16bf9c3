import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { collected, defender, services, unread, windows } from '../windows-fixture.ts'
import { endpointProtectionInstalled as control } from './installed.ts'

describe('endpoint-protection.installed', () => {
  itJudgesEveryMachine(control, { good: [services(['ekrn', 'Spooler'])], bad: [services(['Spooler'])] })

  it.each([
    ['one of several services', ['epag', 'EPSecurityService'], 'pass'],
    ['a name in other letters', ['EKRN'], 'pass'],
    ['names that only look like one', ['CiscoMeetingService', 'OmniBus', 'ElasticAgentX', 'ekm'], 'fail'],
    ['helpers without what protects', ['Sophos Health Service', 'Sophos MCS Agent'], 'fail'],
  ])('judges %s', (_, names, outcome) => {
    expect(ask(control, 'automate', [services(names)]).outcome).toBe(outcome)
  })

  it.each(['EraAgentSvc', 'klnagent', 'masvc'])('does not take the agent %s alone for protection', (name) => {
    const { outcome, judgements } = ask(control, 'automate', [services([name])])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('alone it protects nothing')
  })

  it('fails what is installed but stands still', () => {
    const { outcome, judgements } = ask(control, 'automate', [services([{ name: 'ekrn', state: 'Stopped' }])])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.de).toContain('nicht in Betrieb: ESET')
  })

  it('recognises a product without services by its driver', () => {
    const driver = windows('windows.drivers', {
      drivers: [{ name: 'edrsensor', state: 'Running', startMode: 'System' }],
    })
    expect(ask(control, 'automate', [services([]), driver]).outcome).toBe('pass')
  })

  it('knows that Defender for Endpoint comes with Windows and protects only where it was joined', () => {
    expect(ask(control, 'automate', [services([{ name: 'Sense', state: 'Stopped' }])]).outcome).toBe('fail')
    expect(ask(control, 'automate', [services(['Sense']), defender({ onboarded: false })]).outcome).toBe('fail')
    expect(ask(control, 'automate', [services(['Sense']), defender({ onboarded: true })]).outcome).toBe('pass')
  })

  it('does not take for missing what may hide', () => {
    const ordinary = collected({ elevated: false })
    expect(ask(control, 'automate', [services([]), ordinary]).outcome).toBe('unknown')
    expect(ask(control, 'automate', [services([]), collected()]).outcome).toBe('fail')
    expect(ask(control, 'automate', [unread('windows.services')]).outcome).toBe('unknown')
  })

  it('cites only the services and drivers that it recognised', () => {
    const drivers = windows('windows.drivers', {
      drivers: [
        { name: 'edrsensor', state: 'Running', startMode: 'System' },
        { name: 'disk', state: 'Running', startMode: 'Boot' },
      ],
    })
    const { judgements } = ask(control, 'automate', [services(['ekrn', 'Spooler', 'W32Time']), drivers])
    expect(judgements[0]?.evidence).toMatchObject([
      { value: { services: [{ name: 'ekrn' }] }, leftOut: 2 },
      { value: { drivers: [{ name: 'edrsensor' }] }, leftOut: 1 },
    ])
  })

  it('doubts only the products whose names nobody has confirmed', () => {
    const { judgements } = ask(control, 'automate', [services(['fshoster', 'ekrn'])])
    expect(judgements[0]?.outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toMatch(/The marks by which [^,]* is recognised are not confirmed\.$/)
    expect(judgements[0]?.detail.en).not.toMatch(/marks by which .*ESET/)
    expect(ask(control, 'automate', [services(['ekrn'])]).judgements[0]?.detail.en).not.toContain('confirmed')
  })

  it('does not pass by a name that nobody has confirmed', () => {
    expect(ask(control, 'automate', [services(['fshoster'])]).outcome).toBe('unknown')
    expect(ask(control, 'automate', [services(['fshoster', 'FSMA'])]).outcome).toBe('pass')
  })
})
