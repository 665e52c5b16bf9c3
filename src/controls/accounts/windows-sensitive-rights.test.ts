import { describe, expect, it } from 'vitest'
import type { RightsFact, SharesFact } from '../../evidence/windows/facts.ts'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { unread, windows } from '../windows-fixture.ts'
import { windowsSensitiveRights as control } from './windows-sensitive-rights.ts'

const [system, everyone, users] = ['S-1-5-18', 'S-1-1-0', 'S-1-5-32-545']
const [full, read] = [0x1f_01ff, 0x12_00a9]

type Entries = readonly (readonly [string, number])[]

function rights(entries: Entries, changes: Partial<RightsFact['objects'][number]> = {}) {
  const object = { what: 'web.config', path: 'C:\\SC\\web.config', kind: 'file', owner: system, ...changes } as const
  const listed = entries.map(([sid, mask]) => ({ sid, allow: true, rights: mask, inherited: false }))
  return windows('windows.rights', { objects: [{ ...object, entries: listed }] })
}

function shares(entries: Entries, changes: Partial<SharesFact['shares'][number]> = {}) {
  const share = { name: 'LTShare', path: 'C:\\LTShare', administrative: false, ...changes }
  return windows('windows.shares', {
    shares: [{ ...share, entries: entries.map(([sid, mask]) => ({ sid, allow: true, rights: mask })) }],
  })
}

const tight: Entries = [[system, full]]

describe('accounts.windows-sensitive-rights', () => {
  itJudgesEveryMachine(control, {
    good: [rights(tight), shares(tight)],
    bad: [rights([...tight, [users, full]]), shares(tight)],
    item: 'C:\\SC\\web.config',
  })

  it.each([
    ['read a configuration', { kind: 'file' }, read, 'medium'],
    ['write a configuration', { kind: 'file' }, full, 'high'],
    ['read a key', { kind: 'registry', path: 'HKLM\\SOFTWARE\\LabTech\\Agent' }, 0x2_0019, 'medium'],
    ['write a folder', { kind: 'folder', path: 'C:\\LTShare' }, full, 'high'],
    ['write a program', { kind: 'file', path: 'C:\\Program Files\\LabTech\\LTAgent.exe' }, full, 'high'],
  ] as const)('fails where everybody may %s', (_, change, mask, severity) => {
    const { judgements } = ask(control, 'automate', [rights([...tight, [everyone, mask]], change), shares(tight)])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ outcome: 'fail', severity })
    expect(judgements[0]?.detail.de).toContain('Jeder')
  })

  it.each([
    ['read a program', { path: 'C:\\Program Files\\LabTech\\LTAgent.exe' }],
    ['read a folder', { kind: 'folder', path: 'C:\\Program Files\\LabTech' }],
  ] as const)('lets everybody %s', (_, change) => {
    expect(ask(control, 'automate', [rights([...tight, [users, read]], change), shares(tight)]).outcome).toBe('pass')
  })

  it.each([
    ['LTShare, to write', {}, full, 'fail', 'high'],
    ['LTShare, to read', {}, read, 'fail', 'medium'],
    ['another share, to write', { name: 'Daten', path: 'D:\\Daten' }, full, 'fail', 'medium'],
    ['another share, to read', { name: 'Daten', path: 'D:\\Daten' }, read, 'pass', 'high'],
    ['a share of Windows itself', { name: 'C$', administrative: true }, full, 'pass', 'high'],
  ] as const)('judges what is given to everybody: %s', (...[, change, mask, outcome, severity]) => {
    const { judgements } = ask(control, 'automate', [rights(tight), shares([[everyone, mask]], change)])
    expect(judgements[0]).toMatchObject({ outcome, severity })
  })

  it('tells what it saw even if the other half is hidden', () => {
    const { judgements } = ask(control, 'automate', [unread('windows.rights'), shares([[everyone, full]])])
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['share:LTShare', 'fail'],
      ['rights', 'unknown'],
    ])
    expect(ask(control, 'automate', [rights(tight)]).outcome).toBe('unknown')
  })

  it('lets what is denied to a group outweigh what is allowed to it', () => {
    const entries = [
      { sid: everyone, allow: true, rights: full, inherited: false },
      { sid: everyone, allow: false, rights: full, inherited: false },
    ]
    const object = { what: 'web.config', path: 'C:\\SC\\web.config', kind: 'file', owner: system, entries } as const
    const denied = windows('windows.rights', { objects: [object] })
    expect(ask(control, 'automate', [denied, shares(tight)]).outcome).toBe('pass')
  })

  it('knows LTShare by its folder, and names a share without a folder', () => {
    const hidden = shares([[everyone, read]], { name: 'Agenten', path: 'D:\\ltshare' })
    expect(ask(control, 'automate', [rights(tight), hidden]).judgements[0]).toMatchObject({ severity: 'medium' })
    const bare = shares([[everyone, full]], { name: 'Daten', path: null })
    expect(ask(control, 'automate', [rights(tight), bare]).judgements[0]?.detail.en).toMatch(
      /The share Daten may be written by: Everyone\. The rights on the folder/,
    )
  })

  it('names each group that has the rights once, and only those', () => {
    const { judgements } = ask(control, 'automate', [
      rights([
        [users, read],
        [everyone, full],
        [everyone, read],
        ['S-1-5-21-1-2-3-1001', full],
      ]),
      shares(tight),
    ])
    expect(judgements[0]?.detail.en).toMatch(/may be written by: Everyone\.$/)
  })

  it('cites only the object and the share in question', () => {
    const object = (
      path: string,
      entries: readonly { sid: string; allow: boolean; rights: number; inherited: boolean }[],
    ) => ({ what: 'web.config', path, kind: 'file', owner: system, entries }) as const
    const loose = [{ sid: everyone, allow: true, rights: full, inherited: false }]
    const both = windows('windows.rights', { objects: [object('C:\\a', []), object('C:\\b', loose)] })
    const { judgements } = ask(control, 'automate', [both, shares(tight)])
    expect(judgements[0]?.evidence).toMatchObject([{ value: { objects: [{ path: 'C:\\b' }] }, leftOut: 1 }])
    const passing = ask(control, 'automate', [rights(tight), shares(tight)]).judgements[0]
    expect(passing?.detail.en).toContain('sensitive files and keys (checked: 1)')
    expect(passing?.evidence).toHaveLength(2)
  })
})
