import { describe, expect, it } from 'vitest'
import { refusedSetting } from './never.ts'
import { changeableSettings } from './settings.ts'

describe('a setting that no plan changes', () => {
  it.each([
    ['sql_mode', 'strict mode'],
    ['SQL_MODE', 'strict mode'],
    ['sql-mode', 'strict mode'],
    ['lower_case_table_names', 'tables'],
    ['authentication_policy', 'sign in'],
    ['default_authentication_plugin', 'sign in'],
    ['validate_password.policy', 'creates accounts'],
    ['validate_password_length', 'creates accounts'],
    ['default_password_lifetime', 'expires'],
    ['require_secure_transport', 'Connector/NET'],
    ['tls_version', 'Connector/NET'],
    ['skip_networking', 'TCP'],
    ['skip_name_resolve', 'TCP'],
    ['bind_address', 'restart'],
    ['mysqlx_bind_address', 'restart'],
    ['secure_file_priv', 'plug-in'],
    ['log_error', 'restart'],
    ['skip_grant_tables', 'restart'],
    ['max_connections', 'list'],
    ['log_error_suppression_list', 'list'],
    ["x'; DROP DATABASE labtech; --", 'list'],
  ])('%s is refused by its name, with the reason', (name, reason) => {
    const refused = refusedSetting({ name, before: 'ON', after: 'OFF', persisted: true })
    expect(refused?.en).toContain(reason)
    expect(refused?.en).toContain(`"${name}"`)
  })
})

describe('a setting that may be changed', () => {
  it.each(changeableSettings)('$name goes from what is wrong to what is wanted, and nowhere else', (setting) => {
    const { name, wanted, from } = setting
    for (const before of from) {
      expect(refusedSetting({ name, before, after: wanted, persisted: true })).toBeUndefined()
      expect(refusedSetting({ name, before: wanted, after: before, persisted: true })?.en).toContain(name)
      expect(refusedSetting({ name, before, after: `${wanted}; DROP`, persisted: true })).toBeDefined()
    }
    expect(refusedSetting({ name, before: 'DEMAND', after: wanted, persisted: true })).toBeDefined()
  })
})
