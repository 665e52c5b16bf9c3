import { describe, expect, it } from 'vitest'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateInstallation, databaseService, unread } from '../windows-fixture.ts'
import { windowsStoredSecrets as control } from './windows-stored-secrets.ts'

const agentKey = 'HKLM\\SOFTWARE\\LabTech\\Agent: MysqlPass'
const rootKey = 'HKLM\\SOFTWARE\\WOW6432Node\\LabTech\\Setup: RootPassword'

describe('accounts.windows-stored-secrets', () => {
  itJudgesEveryMachine(control, {
    good: [automateInstallation({ secretsPresent: [agentKey] }), databaseService()],
    bad: [automateInstallation({ secretsPresent: [agentKey, rootKey] }), databaseService()],
    item: 'RootPassword',
  })

  it('fails for a password in the configuration of the database, and names file and section', () => {
    const evidence = [automateInstallation(), databaseService({ passwordsIn: ['client', 'mysqldump'] })]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements[0]).toMatchObject({ outcome: 'fail', severity: 'medium' })
    expect(judgements[0]?.detail.en).toContain('my.ini (section [client], [mysqldump])')
  })

  it('does not need a database or Automate where none is installed', () => {
    const evidence = [automateInstallation(), unread('windows.database', 'absent')]
    expect(ask(control, 'automate', evidence).outcome).toBe('pass')
  })

  it('does not know with half of it hidden', () => {
    expect(ask(control, 'automate', [automateInstallation(), unread('windows.database')]).outcome).toBe('unknown')
  })
})
