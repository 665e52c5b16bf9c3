import { describe, expect, it } from 'vitest'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectPermissions as control } from './screenconnect-permissions.ts'

const version = folderFact('screenconnect.version')

function role(name: string, filter: string | null = 'AllSessionGroups', allowed = true) {
  const permissions = [{ name, allowed, filter }]
  return folderFact('screenconnect.roles', { roles: [{ name: 'Alles', created: null, permissions }] })
}

describe('accounts.screenconnect-permissions', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.roles'), version],
    bad: [role('RunCommandOutsideSession'), version],
    item: 'Alles',
    weighing: ['screenconnect.version'],
  })

  it.each([
    ['over all sessions', role('SwitchLogonSession', 'AllSessionGroups'), 'fail'],
    ['over all access sessions', role('SwitchLogonSession', 'AccessSessionGroups'), 'fail'],
    ['that is global', role('ManageSharedToolbox', null), 'fail'],
    ['for one group', role('SwitchLogonSession', 'SpecificAccessSessionGroup'), 'pass'],
    ['that is denied', role('SwitchLogonSession', 'AllSessionGroups', false), 'pass'],
    ['that is harmless', role('JoinSession'), 'pass'],
  ])('judges a permission %s', (_, roles, outcome) => {
    expect(ask(control, 'screenconnect', [roles, version]).outcome).toBe(outcome)
  })

  it('leaves the permissions of administrators to the question who they are', () => {
    const permissions = ['Administer', 'ManageSharedToolbox'].map((name) => ({ name, allowed: true, filter: null }))
    const roles = folderFact('screenconnect.roles', { roles: [{ name: 'Verwaltung', created: null, permissions }] })
    expect(ask(control, 'screenconnect', [roles, version]).outcome).toBe('pass')
  })

  it.each([
    ['23.9.7.8804', 'fail'],
    ['26.6.5.9742', 'pass'],
  ])('lets files be transferred from %s on: %s', (text, outcome) => {
    const runs = folderFact('screenconnect.version', { text })
    expect(ask(control, 'screenconnect', [role('TransferFiles'), runs]).outcome).toBe(outcome)
  })

  it('does not let files be transferred while the version is not known', () => {
    const { judgements } = ask(control, 'screenconnect', [role('TransferFilesInSession')])
    expect(judgements).toMatchObject([{ item: 'Alles/TransferFiles', outcome: 'fail', severity: 'high' }])
  })

  it.each([
    ['26.6.5', 'pass'],
    ['26.6.4.9999', 'fail'],
    ['newest', 'fail'],
  ])('takes %s for repaired or not: %s', (text, outcome) => {
    const runs = folderFact('screenconnect.version', { text })
    const { outcome: answer, judgements } = ask(control, 'screenconnect', [role('TransferFiles'), runs])
    expect(answer).toBe(outcome)
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('tells each right of a role once, and the rights of each role', () => {
    const permissions = ['AllSessionGroups', 'AccessSessionGroups'].map((filter) => ({
      name: 'SwitchLogonSession',
      allowed: true,
      filter,
    }))
    const two = folderFact('screenconnect.roles', {
      roles: ['Eins', 'Zwei'].map((name) => ({ name, created: null, permissions })),
    })
    const { judgements } = ask(control, 'screenconnect', [two, version])
    expect(judgements.map(({ item }) => item)).toEqual(['Eins', 'Zwei'])
    expect(judgements[0]?.detail.en).toMatch(/for all groups: SwitchLogonSession\.$/)
  })
})
