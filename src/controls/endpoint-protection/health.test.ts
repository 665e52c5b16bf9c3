import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { defender, services, unread } from '../windows-fixture.ts'
import { endpointHealth as control } from './health.ts'

const windefend = services(['WinDefend'])

describe('endpoint-protection.health', () => {
  itJudgesEveryMachine(control, {
    good: [windefend, defender()],
    bad: [windefend, defender({ realTime: false })],
    item: 'defender.real-time',
  })

  it.each([
    ['it only looks on', { mode: 'Passive Mode' }, 'defender.passive', 'high'],
    ['it looks on beside another', { mode: 'SxS Passive Mode' }, 'defender.passive', 'high'],
    ['its scanner is off', { antivirusEnabled: false }, 'defender.real-time', 'high'],
    ['its service is off', { serviceEnabled: false }, 'defender.real-time', 'high'],
    ['it does not watch behaviour', { behaviour: false }, 'defender.behaviour', 'medium'],
    ['it may be tampered with', { tamperProtected: false }, 'defender.tamper', 'medium'],
  ])('fails Defender when %s and nothing else scans', (_, change, item, severity) => {
    const { judgements } = ask(control, 'automate', [windefend, defender(change)])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item, severity, outcome: 'fail' })
  })

  it('lets Defender step back where another scanner runs', () => {
    const evidence = [services(['ekrn', 'WinDefend']), defender({ mode: 'Passive Mode', realTime: false })]
    expect(ask(control, 'automate', evidence).outcome).toBe('pass')
    const stopped = [services(['ekrn', { name: 'WinDefend', state: 'Stopped' }]), unread('windows.defender', 'absent')]
    expect(ask(control, 'automate', stopped).outcome).toBe('pass')
  })

  it('does not let a watcher that scans nothing excuse a passive Defender', () => {
    const evidence = [services(['HuntressRio', 'WinDefend']), defender({ mode: 'Passive Mode' })]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })

  it.each([
    ['stands still, and nothing else protects', [{ name: 'ekrn', state: 'Stopped' }], 'eset', 'high'],
    ['stands still beside another', [{ name: 'ekrn', state: 'Stopped' }, 'CSFalconService'], 'eset', 'medium'],
    ['does not come back by itself', [{ name: 'ekrn', startMode: 'Manual' }], 'eset.start', 'medium'],
  ] as const)('fails a product that %s', (_, named, item, severity) => {
    const { judgements } = ask(control, 'automate', [services(named)])
    expect(judgements[0]).toMatchObject({ item, severity, outcome: 'fail' })
  })

  it('says what it cannot see of other products', () => {
    const { judgements } = ask(control, 'automate', [services(['ekrn'])])
    expect(judgements[0]?.detail.en).toContain("only the vendor's console shows")
  })

  it('does not know the health of a Defender whose state is hidden', () => {
    expect(ask(control, 'automate', [windefend, unread('windows.defender')]).outcome).toBe('unknown')
  })

  it('does not apply where nothing is installed', () => {
    expect(ask(control, 'automate', [services(['klnagent'])]).outcome).toBe('not-applicable')
  })

  it.each(['Auto', 'Boot', 'System'])('lets a product be that starts by itself as %s', (startMode) => {
    expect(ask(control, 'automate', [services([{ name: 'ekrn', startMode }])]).outcome).toBe('pass')
  })

  it('does not ask how a product starts that stands still, and does not know limits of Defender', () => {
    const still = services([{ name: 'ekrn', state: 'Stopped', startMode: 'Manual' }])
    expect(ask(control, 'automate', [still]).judgements.map(({ item }) => item)).toEqual(['eset'])
    const { judgements } = ask(control, 'automate', [windefend, defender()])
    expect(judgements[0]?.detail.en).not.toContain("vendor's console")
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it.each([{ behaviour: null }, { tamperProtected: null }, { mode: null }])(
    'lets be what Defender does not tell: %j',
    (changes) => {
      expect(ask(control, 'automate', [windefend, defender(changes)]).outcome).toBe('pass')
    },
  )

  it('tells every defect of Defender, and cites what it said', () => {
    const worst = defender({ mode: 'Passive Mode', realTime: false, behaviour: false, tamperProtected: false })
    const { judgements } = ask(control, 'automate', [windefend, worst])
    expect(judgements.map(({ item }) => item)).toEqual([
      'defender.passive',
      'defender.real-time',
      'defender.behaviour',
      'defender.tamper',
    ])
    expect(judgements[0]?.evidence).toContainEqual(worst)
  })
})
