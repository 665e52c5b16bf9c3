import { describe, expect, it } from 'vitest'
import type { AdministratorsFact } from '../../evidence/windows/facts.ts'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { windows } from '../windows-fixture.ts'
import { windowsAdministrators as control } from './windows-administrators.ts'

type Member = AdministratorsFact['members'][number]

const machineSid = 'S-1-5-21-1-2-3'

function user(number: number, changes: Partial<Member> = {}): Member {
  return { sid: `${machineSid}-${number}`, name: `RMM01\\u${number}`, kind: 'user', enabled: true, ...changes }
}

function administrators(members: readonly Member[]) {
  return windows('windows.administrators', { members })
}

const group = { kind: 'group', enabled: null } as const

describe('accounts.windows-administrators', () => {
  itJudgesEveryMachine(control, {
    good: [administrators([user(500), user(1001)])],
    bad: [administrators([user(500), user(1001), user(1002), user(1003)])],
    item: 'many',
  })

  it.each([
    ['S-1-1-0', 'Jeder', 'critical'],
    ['S-1-5-11', 'NT-AUTORITÄT\\Authentifizierte Benutzer', 'critical'],
    ['S-1-5-32-545', 'VORDEFINIERT\\Benutzer', 'critical'],
    ['S-1-5-21-9-9-9-513', 'CORP\\Domänen-Benutzer', 'critical'],
    ['S-1-5-21-9-9-9-1105', 'CORP\\Techniker', 'low'],
  ])('fails for the group %s (%s): %s', (sid, name, severity) => {
    const { judgements } = ask(control, 'automate', [administrators([user(500), { sid, name, ...group }])])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item: sid, outcome: 'fail', severity })
  })

  it('names the domain administrators', () => {
    const admins = { sid: 'S-1-5-21-9-9-9-512', name: 'CORP\\Domänen-Admins', ...group }
    const { judgements } = ask(control, 'automate', [administrators([user(500), admins])])
    expect(judgements[0]).toMatchObject({ item: 'domain-admins', severity: 'medium' })
  })

  it('tells SIDs that belong to nobody any more', () => {
    const orphan = user(1009, { name: null, kind: 'unknown', enabled: null })
    const { judgements } = ask(control, 'automate', [administrators([user(500), orphan])])
    expect(judgements[0]).toMatchObject({ item: `${machineSid}-1009`, severity: 'low', outcome: 'fail' })
  })

  it('does not count accounts that are switched off', () => {
    const evidence = [administrators([user(500, { enabled: false }), user(1001), user(1002), user(1003)])]
    expect(ask(control, 'automate', evidence).outcome).toBe('pass')
  })

  it('names them where there are few, those without a name by their SID', () => {
    const service = user(1010, { name: null, kind: 'user' })
    const { judgements } = ask(control, 'automate', [administrators([user(500), user(1001)])])
    expect(judgements[0]?.detail.en).toMatch(/Local administrators: RMM01\\u500, RMM01\\u1001\.$/)
    const { judgements: orphaned } = ask(control, 'automate', [administrators([user(500), service])])
    expect(orphaned.map(({ item }) => item)).toEqual([`${machineSid}-1010`])
  })

  it('counts users with a name that are not switched off, and no groups', () => {
    const three = [user(500), user(1001), user(1002, { enabled: null })]
    const orphan = user(1009, { name: null })
    const items = (...more: readonly Member[]) =>
      ask(control, 'automate', [administrators([...three, ...more])]).judgements.map(({ item }) => item)
    expect(items()).toEqual([undefined])
    expect(items(orphan)).toEqual([`${machineSid}-1009`])
    expect(items({ sid: 'S-1-5-21-9-9-9-1105', name: 'CORP\\T', ...group })).toEqual(['S-1-5-21-9-9-9-1105'])
    expect(items(user(1003, { enabled: null }))).toEqual(['many'])
  })
})
