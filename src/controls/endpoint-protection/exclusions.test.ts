import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { defender, services, unread } from '../windows-fixture.ts'
import { endpointExclusions as control } from './exclusions.ts'

const data = 'C:\\ProgramData\\MySQL\\MySQL Server 8.4\\Data'

describe('endpoint-protection.exclusions', () => {
  itJudgesEveryMachine(control, {
    good: [defender({ excludedPaths: [data], excludedProcesses: ['mysqld.exe'] })],
    bad: [defender({ excludedPaths: [data, 'D:\\'] })],
    item: 'd:\\',
  })

  it.each([
    ['C:\\', 'high'],
    ['C:', 'high'],
    ['C:\\*', 'high'],
    ['*', 'high'],
    ['C:\\Windows\\Temp', 'high'],
    ['C:\\Users', 'high'],
    ['%TEMP%', 'high'],
    ['C:\\Program Files (x86)', 'high'],
    ['C:\\Program Files (x86)\\ScreenConnect', 'medium'],
    ['C:\\Program Files (x86)\\ScreenConnect Client (0123456789abcdef)\\', 'medium'],
    ['C:\\Windows\\LTSvc', 'medium'],
    ['C:\\LTShare\\Transfer', 'medium'],
    ['C:\\Program Files\\LabTech', 'medium'],
  ])('fails for the path %s (%s)', (path, severity) => {
    const { judgements } = ask(control, 'automate', [defender({ excludedPaths: [path] })])
    expect(judgements[0]).toMatchObject({ outcome: 'fail', severity })
  })

  it.each([
    ['powershell.exe', 'high'],
    ['C:\\Windows\\System32\\cmd.exe', 'high'],
    ['C:\\Windows\\LTSvc\\LTSVC.exe', 'medium'],
    ['ScreenConnect.ClientService.exe', 'medium'],
    ['*', 'high'],
  ])('fails for the program %s (%s)', (program, severity) => {
    const { judgements } = ask(control, 'automate', [defender({ excludedProcesses: [program] })])
    expect(judgements[0]).toMatchObject({ outcome: 'fail', severity })
  })

  it.each(['C:\\Windows\\SoftwareDistribution\\Datastore', 'C:\\inetpub\\temp\\IIS Temporary Compressed Files', data])(
    'lets %s be',
    (path) => {
      expect(ask(control, 'automate', [defender({ excludedPaths: [path] })]).outcome).toBe('pass')
    },
  )

  it('does not know exclusions that are hidden', () => {
    expect(ask(control, 'automate', [defender({ excludedPaths: null })]).outcome).toBe('unknown')
  })

  it('does not apply without Defender, and asks a person where another scanner runs', () => {
    expect(ask(control, 'automate', [unread('windows.defender', 'absent')]).outcome).toBe('not-applicable')
    expect(ask(control, 'automate', [services(['ekrn']), defender()]).outcome).toBe('manual')
  })

  it('weighs each exclusion by itself, paths and programs, and counts those that are harmless', () => {
    const mixed = defender({ excludedPaths: [data, ' D:\\ '], excludedProcesses: ['mysqld.exe', 'cmd.exe'] })
    expect(ask(control, 'automate', [mixed]).judgements.map(({ item }) => item)).toEqual(['d:\\', 'cmd.exe'])
    const harmless = defender({ excludedPaths: [data], excludedProcesses: ['mysqld.exe', 'mycmd.exe'] })
    expect(ask(control, 'automate', [harmless]).judgements[0]?.detail.en).toContain('None of the exclusions (3)')
  })

  it.each(['C:\\Users\\E. Muster', 'C:\\Data', 'C:\\*.log', 'D:\\Windows Server', '%TEMP%\\x', 'C:\\LabTechnik'])(
    'lets the path %s be',
    (path) => {
      expect(ask(control, 'automate', [defender({ excludedPaths: [path] })]).outcome).toBe('pass')
    },
  )

  it('does not know hidden programs either, and cites what hides them', () => {
    const hidden = defender({ excludedProcesses: null })
    const { outcome, judgements } = ask(control, 'automate', [hidden])
    expect([outcome, judgements[0]?.evidence]).toEqual(['unknown', [hidden]])
  })
})
