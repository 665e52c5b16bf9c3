import { describe, expect, it } from 'vitest'
import { scan } from '../look-fixture.ts'
import { ask, fromMainNetwork, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { interfaces, listeners, profiles, rules } from '../windows-fixture.ts'
import { portWitnessesAgree as control } from './witnesses-agree.ts'

function seenOpen(open: readonly number[], at?: string) {
  const circumstance = { vantage: fromMainNetwork, ...(at === undefined ? {} : { at }) }
  return scan('automate', { address: '10.20.0.10', open, asked: '1-65535' }, circumstance)
}

const firewall = [profiles(), rules(['Protocol=6|LPort=443'])]
const within = [interfaces(), listeners([443, 3306]), ...firewall]

describe('ports-minimal.witnesses-agree', () => {
  it('passes when both name the same ports, and cites both', () => {
    const { outcome, judgements } = ask(control, 'automate', [...within, seenOpen([443])])
    expect(outcome).toBe('pass')
    expect(new Set(judgements[0]?.evidence.map(({ witness }) => witness))).toEqual(new Set(['inside', 'outside']))
  })

  it.each([
    [8080, 'on the server nothing listens there'],
    [3306, 'the Windows firewall of the server lets nobody'],
  ])('fails when %d is open from outside but %s', (port, words) => {
    const { outcome, judgements } = ask(control, 'automate', [...within, seenOpen([443, port])])
    expect(outcome).toBe('fail')
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.item).toBe(`${port}`)
    expect(judgements[0]?.detail.en).toContain(words)
    expect(new Set(judgements[0]?.evidence.map(({ witness }) => witness))).toEqual(new Set(['inside', 'outside']))
  })

  it('takes a program that only the machine reaches for none', () => {
    const evidence = [interfaces(), listeners([443, { port: 3306, address: '127.0.0.1' }]), seenOpen([3306])]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })

  it('lets dynamic ports be: they change from one minute to the next', () => {
    expect(ask(control, 'automate', [...within, seenOpen([443, 50_000])]).outcome).toBe('pass')
  })

  it.each([
    ['nobody looked', []],
    ['only the inside was looked at', within],
    ['only the outside was looked at', [seenOpen([443])]],
    [
      'the scan was of the public address, behind which another device may answer',
      [...within, scan('automate', { open: [8080] })],
    ],
    ['what listens is unknown', [interfaces(), ...firewall, seenOpen([443])]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout('automate', { ...control, servers: ['automate'] }, [])).toBe('not-applicable')
  })

  it('compares nothing with old evidence', () => {
    expect(ask(control, 'automate', [...within, seenOpen([8080], lastYear)]).outcome).toBe('not-applicable')
  })

  it('compares each machine with the scans of its own address', () => {
    const other = { machine: 'SQL01' }
    const evidence = [
      ...within,
      interfaces([['10.20.0.12/24']], other),
      listeners([3306], other),
      seenOpen([443]),
      scan('automate', { address: '10.20.0.12', open: [22], asked: '1-1000' }, { vantage: fromMainNetwork }),
    ]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['RMM01', 'pass'],
      ['SQL01/22', 'fail'],
    ])
  })

  it('keeps a waived contradiction visible', () => {
    const evidence = [...within, seenOpen([8080])]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy: accepting(control.id, '8080') })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
