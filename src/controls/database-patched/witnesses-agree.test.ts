import { describe, expect, it } from 'vitest'
import { greets, saysSettings, saysVersion, windowsSays } from '../database-fixture.ts'
import { ask, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databaseWitnessesAgree as control } from './witnesses-agree.ts'

const closed = unseen('automate', 'outside.database', { reason: 'absent', detail: 'tcp/3306 closed' })

describe('database-patched.witnesses-agree', () => {
  it('passes where all tellers give the same version', () => {
    const evidence = [saysVersion('8.0.46'), windowsSays({ programVersion: '8.0.46.0' }), greets('8.0.46-log')]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.evidence).toHaveLength(3)
  })

  it.each([
    ['SQL and the program file', [saysVersion('8.0.41'), windowsSays({ programVersion: '8.0.46.0' })]],
    ['SQL and the greeting', [saysVersion('8.0.46'), greets('5.7.44-log')]],
    ['the program file and the greeting', [windowsSays(), greets('8.4.13')]],
    ['MySQL and MariaDB', [saysVersion('10.11.6-MariaDB', { product: 'mariadb' }), greets('8.0.46')]],
  ])('fails where %s contradict each other, and names and cites both', (_, evidence) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]).toMatchObject({ item: 'version' })
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.en).toMatch(/\(SQL\)|program file/)
  })

  it('lets a second server on the same machine be, as long as one fits', () => {
    const [first, second] = [
      windowsSays({ programVersion: '5.7.44.0' }),
      windowsSays({ programVersion: '8.0.46.0' }, { machine: 'DB02' }),
    ]
    expect(ask(control, 'automate', [saysVersion('8.0.46'), first, second]).outcome).toBe('pass')
  })

  it('takes the build number of Percona Server for the same version', () => {
    const percona = saysVersion('8.0.36-28', { product: 'percona' })
    expect(ask(control, 'automate', [percona, windowsSays({ programVersion: '8.0.36.0' })]).outcome).toBe('pass')
  })

  it('does not know whether an update came between two looks on different days', () => {
    const evidence = [saysVersion('8.0.46'), greets('8.0.41', { at: '2026-11-20T11:00:00.000Z' })]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('update came in between')
  })

  it('fails where a database that listens at home only answers somebody else', () => {
    const { judgements } = ask(control, 'automate', [saysSettings(), greets('8.0.46')])
    expect(judgements).toMatchObject([{ item: 'address', outcome: 'fail' }])
    expect(judgements[0]?.detail.en).toContain('bind_address 127.0.0.1')
  })

  it('passes where it listens at home only and is closed for others', () => {
    expect(ask(control, 'automate', [saysSettings(), closed]).judgements).toMatchObject([
      { item: 'address', outcome: 'pass' },
    ])
  })

  it('does not take a look from the machine itself for one from outside', () => {
    const fact = { address: '127.0.0.1', port: 3306, answer: 'greeting', version: '8.0.46' } as const
    const own = seen('automate', 'outside.database', fact)
    expect(ask(control, 'automate', [saysSettings(), own]).outcome).toBe('not-applicable')
  })

  it.each([
    ['nobody looked', []],
    ['only one witness spoke', [saysVersion('8.0.46')]],
    ['the port is closed and nobody said where the database listens', [saysVersion('8.0.46'), closed]],
    ['it listens everywhere anyway', [saysSettings({ bind_address: '*' }), closed]],
  ])('does not apply when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [saysVersion('8.0.46')])).toBe('not-applicable')
  })

  it('does not compare with what is too old', () => {
    const evidence = [saysVersion('8.0.46'), greets('5.7.44', { at: lastYear })]
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('has nothing to compare where everything is too old', () => {
    const evidence = [saysVersion('8.0.46', { at: lastYear }), greets('5.7.44', { at: lastYear })]
    expect(ask(control, 'automate', evidence).outcome).toBe('not-applicable')
  })

  it('keeps the contradiction visible when it is waived', () => {
    const evidence = [saysVersion('8.0.46'), greets('5.7.44')]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy: accepting(control.id, 'version') })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
