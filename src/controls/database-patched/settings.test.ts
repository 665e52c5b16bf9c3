import { describe, expect, it } from 'vitest'
import { mysqlDenied, saysSettings, saysVersion, windowsSays } from '../database-fixture.ts'
import { settingNotes } from '../database-setting-notes.ts'
import { ask, inside, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databaseSettings as control } from './settings.ts'

function judged(changes: Readonly<Record<string, string | undefined>>) {
  return ask(control, 'automate', [saysVersion('8.0.46'), saysSettings(changes)])
}

describe('database-patched.settings', () => {
  it('passes a server whose settings are safe', () => {
    const { outcome, judgements } = judged({})
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('RMM01: ')
  })

  it.each([
    ['bind_address', '*', 'medium'],
    ['bind_address', '0.0.0.0', 'medium'],
    ['bind_address', '198.51.100.10', 'high'],
    ['local_infile', 'ON', 'medium'],
    ['log_error', '', 'low'],
    ['log_error', 'stderr', 'low'],
    ['log_error_verbosity', '1', 'low'],
    ['log_raw', 'ON', 'medium'],
    ['general_log', 'ON', 'medium'],
    ['skip_grant_tables', 'ON', 'critical'],
  ])('fails %s=%s (%s)', (item, value, severity) => {
    const { judgements } = judged({ [item]: value })
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ item, severity, outcome: 'fail' })
    expect(judgements[0]?.remedy?.steps.length).toBeGreaterThan(0)
  })

  it('fails the X protocol on all addresses', () => {
    const { judgements } = judged({ mysqlx_bind_address: '*' })
    expect(judgements).toMatchObject([{ item: 'mysqlx', severity: 'low', outcome: 'fail' }])
  })

  it.each(['127.0.0.1', '::1', 'localhost', '10.20.0.10', '127.0.0.1,10.20.0.10'])(
    'takes bind_address %s, because a second server needs its private address',
    (value) => {
      expect(judged({ bind_address: value }).outcome).toBe('pass')
    },
  )

  it('sees where Automate connects to before the address is changed', () => {
    const steps = judged({ bind_address: '*' }).judgements[0]?.remedy?.steps ?? []
    expect(steps[0]?.en).toContain('HKLM\\SOFTWARE\\LabTech\\Agent')
  })

  it('takes an empty bind_address of MariaDB for all addresses', () => {
    const evidence = [saysVersion('10.11.6-MariaDB', { product: 'mariadb' }), saysSettings({ bind_address: '' })]
    const { judgements } = ask(control, 'automate', evidence)
    expect(judgements[0]?.item).toBe('bind_address')
    expect(judgements[0]?.detail.en).toContain('(bind_address empty)')
  })

  it('does not ask an old version for what it does not have', () => {
    const old = { mysqlx_bind_address: undefined, log_raw: undefined, log_error_verbosity: undefined }
    expect(judged(old).outcome).toBe('pass')
  })

  it('fails a server that runs without accounts, whatever its variables say', () => {
    const account = 'skip-grants user@skip-grants host'
    const { judgements } = ask(control, 'automate', [saysVersion('8.0.46', { account }), saysSettings()])
    expect(judgements).toMatchObject([{ item: 'skip_grant_tables', severity: 'critical' }])
  })

  it.each([
    ['sql_mode', { sql_mode: 'NO_ENGINE_SUBSTITUTION' }, 'do not change it'],
    ['skip_networking', {}, 'Do not switch it on'],
    ['skip_name_resolve', { skip_name_resolve: 'OFF' }, 'Do not simply switch it on'],
    ['validate_password', {}, 'do not switch it on without asking ConnectWise'],
    ['default_password_lifetime', { default_password_lifetime: '0' }, 'Do not change that'],
    ['secure_file_priv', { secure_file_priv: '' }, 'change it only after asking'],
    ['require_secure_transport', { require_secure_transport: 'OFF', bind_address: '10.20.0.10' }, 'without a trial'],
    ['log_bin_trust_function_creators', { log_bin_trust_function_creators: 'ON' }, 'only matters with replication'],
    ['have_symlink', { have_symlink: 'YES' }, 'Symbolic links are allowed'],
    ['symbolic_links', { symbolic_links: 'ON' }, 'Symbolic links are allowed'],
  ])('tells %s, says to leave it alone, and passes', (_, changes, words) => {
    const { outcome, judgements } = judged(changes)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain(words)
    expect(judgements[0]?.remedy).toBeUndefined()
  })

  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['require_secure_transport', { require_secure_transport: 'OFF' }, 'nobody else reaches the database'],
    ['require_secure_transport', { require_secure_transport: 'ON', bind_address: '10.20.0.10' }, 'it is on'],
    ['require_secure_transport', { bind_address: '10.20.0.10' }, 'it is not known'],
    ['log_bin_trust_function_creators', { log_bin_trust_function_creators: 'OFF' }, 'it is off'],
    ['Symbolic links', { have_symlink: 'DISABLED', symbolic_links: 'OFF' }, 'they are off'],
    ['sql_mode', { sql_mode: undefined }, 'it is not known'],
    ['sql_mode', { sql_mode: 'STRICT_ALL_TABLES' }, 'it is strict'],
    ['skip_name_resolve', { skip_name_resolve: 'ON' }, 'it is on'],
    ['expire', { default_password_lifetime: '90' }, 'they expire'],
  ])('says nothing of %s (%j), because %s', (word, changes) => {
    expect(judged(changes).judgements[0]?.detail.en).not.toContain(word)
  })

  it('has a remedy for no setting that Automate needs as it is', () => {
    const view = {
      machine: 'RMM01',
      by: 'sql',
      variables: { sql_mode: '', skip_networking: 'OFF', skip_name_resolve: 'OFF', require_secure_transport: 'OFF' },
      mariadb: false,
      withoutAccounts: false,
      plugins: undefined,
      passwordsIn: [],
      evidence: [],
    } as const
    const answers = settingNotes.map((row) => row.judge(view))
    expect(answers.filter((answer) => typeof answer === 'object')).toHaveLength(5)
    expect(JSON.stringify(answers)).not.toContain('"remedy"')
    const steps = [...control.remedy.steps, control.remedy.summary].map(({ en }) => en).join(' ')
    expect(steps).not.toMatch(/sql_mode|validate_password|skip_networking/)
  })

  it('knows a check of passwords by component, by plug-in and by policy', () => {
    const component = { plugins: [], components: ['file://component_validate_password'], gaps: [] }
    const plugin = {
      plugins: [{ name: 'validate_password', kind: 'VALIDATE PASSWORD', active: true }],
      components: [],
      gaps: [],
    }
    for (const value of [component, plugin]) {
      const evidence = [
        saysVersion('8.0.46'),
        saysSettings(),
        inside('automate', 'mysql.plugins', value, { source: 'RMM01: mysql' }),
      ]
      expect(ask(control, 'automate', evidence).judgements[0]?.detail.en).not.toContain('validate_password')
    }
    expect(judged({ 'validate_password.policy': 'MEDIUM' }).judgements[0]?.detail.en).not.toContain('validate_password')
    expect(judged({ 'validate_password.policy': 'LOW' }).judgements[0]?.detail.en).toContain('validate_password')
  })

  it('reads my.ini where the database was not asked, and does not know the rest', () => {
    const settings = { local_infile: '1', skip_networking: '' }
    const { outcome, judgements } = ask(control, 'automate', [windowsSays({ settings })])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['local_infile', 'not-in-file'])
    expect(judgements[1]).toMatchObject({ outcome: 'unknown' })
    expect(judgements[1]?.detail.en).toContain('general_log')
  })

  it.each([
    'skip_grant_tables',
    'local_infile',
    'general_log',
    'log_raw',
    'allow_suspicious_udfs',
    'loose_local_infile',
  ])('takes the name %s alone for on, with or without empty quotes', (name) => {
    for (const written of ['', '""']) {
      const { judgements } = ask(control, 'automate', [windowsSays({ settings: { [name]: written } })])
      expect(judgements.find(({ outcome }) => outcome === 'fail')?.item).toBe(name.replace('loose_', ''))
    }
  })

  it('takes quotes around a value in my.ini away, and a name alone that is no switch for empty', () => {
    const judgedIn = (settings: Readonly<Record<string, string>>) =>
      ask(control, 'automate', [windowsSays({ settings })]).judgements.map(({ item }) => item)
    expect(judgedIn({ bind_address: '"127.0.0.1"' })).toEqual(['not-in-file'])
    expect(judgedIn({ bind_address: "'0.0.0.0'" })).toEqual(['bind_address', 'not-in-file'])
    expect(judgedIn({ log_error: '' })).toEqual(['log_error', 'not-in-file'])
  })

  it('believes the running server before my.ini, but looks there for passwords', () => {
    const file = windowsSays({ settings: { local_infile: '1' }, passwordsIn: ['client'] })
    const { judgements } = ask(control, 'automate', [saysVersion('8.0.46'), saysSettings(), file])
    expect(judgements).toMatchObject([{ item: 'password-in-file', severity: 'medium', outcome: 'fail' }])
    expect(judgements[0]?.detail.de).toContain('[client]')
  })

  it.each([
    ['nobody asked', []],
    ['the account may not', [mysqlDenied('mysql.settings')]],
    ['only a stopped server is known', [windowsSays({ state: 'Stopped' })]],
  ])('does not know when %s', (_, evidence) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.remedy?.steps[1]?.en).toContain('bollwerk collect mysql')
  })

  it('names the machine in the item where there are two', () => {
    const evidence = [saysSettings({ local_infile: 'ON' }), saysSettings({}, { machine: 'DB02' })]
    expect(ask(control, 'automate', evidence).judgements.map(({ item }) => item)).toEqual(['RMM01: local_infile'])
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [saysSettings()])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [saysSettings({}, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails for the one of two servers that contradicts the other', () => {
    const evidence = [saysSettings(), saysSettings({ general_log: 'ON' }, { machine: 'DB02' })]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('DB02: ')
  })

  it('waives one setting and keeps failing for the other', () => {
    const evidence = [saysSettings({ local_infile: 'ON', general_log: 'ON' })]
    const { judgements } = ask(control, 'automate', evidence, { policy: accepting(control.id, 'local_infile') })
    expect(judgements.map(({ overlay }) => overlay)).toEqual(['waived', undefined])
  })
})
