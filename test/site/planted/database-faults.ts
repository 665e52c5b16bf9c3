import { account } from '../../../src/controls/database-fixture.ts'
import { fromInternet, fromMainNetwork, seen } from '../../../src/controls/question-fixture.ts'
import type { DatabaseAccount } from '../../../src/evidence/mysql/facts.ts'
import { added, both, changed, type Fault, type Plant } from './fault.ts'

function setting(name: string, value: string): Plant {
  return changed('mysql.settings', ({ variables }) => ({ variables: { ...variables, [name]: value } }))
}

function moreAccounts(...more: readonly DatabaseAccount[]): Plant {
  return changed('mysql.accounts', (value) => ({ ...value, accounts: [...value.accounts, ...more] }))
}

function privileged(user: string, host: string, ...privileges: readonly string[]): Plant {
  return changed('mysql.privileges', (value) => ({
    ...value,
    everywhere: [...value.everywhere, { user, host, privileges }],
  }))
}

function onDatabase(user: string, host: string, database: string, ...privileges: readonly string[]): Plant {
  return changed('mysql.privileges', (value) => ({
    ...value,
    databases: [...value.databases, { user, host, database, privileges }],
  }))
}

/** The version everywhere where it is told. */
function release(version: string, file = version): Plant {
  return both(
    changed('mysql.version', { version }),
    changed('windows.database', ({ servers }) => ({
      servers: servers.map((one) => ({ ...one, programVersion: `${file}.0` })),
    })),
  )
}

const elsewhere = '10.20.0.50'

export const databaseFaults: readonly Fault[] = [
  {
    fault: 'MySQL 5.7',
    plant: release('5.7.44'),
    finds: 'database-supported.line/automate',
    also: ['database-patched.advisories/automate/*'],
  },
  {
    fault: 'MySQL 8.0, whose line has ended',
    plant: release('8.0.46'),
    finds: 'database-supported.line/automate',
    also: ['database-patched.advisories/automate/*'],
  },
  {
    fault: 'MySQL 5.6',
    plant: release('5.6.51'),
    finds: 'database-supported.line/automate',
    also: ['database-patched.advisories/automate/*'],
  },
  {
    fault: 'MySQL 8.4 of last year',
    plant: release('8.4.5'),
    finds: 'database-patched.release/automate',
    also: ['database-patched.advisories/automate/*'],
  },
  {
    fault: 'MySQL with CVE-2026-114952',
    plant: release('8.4.13'),
    finds: 'database-patched.advisories/automate/CVE-2026-114952',
    also: ['database-patched.advisories/automate/*', 'database-patched.release/automate'],
  },
  {
    fault: 'the program of the database of another version',
    plant: changed('windows.database', ({ servers }) => ({
      servers: servers.map((one) => ({ ...one, programVersion: '8.4.7.0' })),
    })),
    finds: 'database-patched.witnesses-agree/automate/version',
  },
  {
    fault: 'the database greets although it says it does not listen',
    plant: added(
      seen(
        'automate',
        'outside.database',
        { address: '10.20.0.10', port: 3306, answer: 'greeting', version: '8.4.14' },
        { vantage: fromMainNetwork },
      ),
    ),
    finds: 'database-patched.witnesses-agree/automate/address',
  },
  {
    fault: 'the database listens on every address, it says',
    plant: setting('bind_address', '*'),
    finds: 'database-patched.settings/automate/bind_address',
  },
  {
    fault: 'the X protocol listens on every address',
    plant: setting('mysqlx_bind_address', '*'),
    finds: 'database-patched.settings/automate/mysqlx',
  },
  {
    fault: 'local_infile on',
    plant: setting('local_infile', 'ON'),
    finds: 'database-patched.settings/automate/local_infile',
  },
  { fault: 'no error log', plant: setting('log_error', ''), finds: 'database-patched.settings/automate/log_error' },
  {
    fault: 'the error log keeps errors only',
    plant: setting('log_error_verbosity', '1'),
    finds: 'database-patched.settings/automate/log_error_verbosity',
  },
  {
    fault: 'passwords in the logs',
    plant: setting('log_raw', 'ON'),
    finds: 'database-patched.settings/automate/log_raw',
  },
  {
    fault: 'every statement in a log',
    plant: setting('general_log', 'ON'),
    finds: 'database-patched.settings/automate/general_log',
  },
  {
    fault: 'the database asks for no password',
    plant: setting('skip_grant_tables', 'ON'),
    finds: 'database-patched.settings/automate/skip_grant_tables',
  },
  {
    fault: 'functions of anybody',
    plant: setting('allow_suspicious_udfs', 'ON'),
    finds: 'database-patched.settings/automate/allow_suspicious_udfs',
  },
  {
    fault: 'MySQL account root from %',
    plant: moreAccounts(account('root', '%')),
    finds: 'database-patched.accounts/automate/root@%',
  },
  {
    fault: 'a MySQL account without a name',
    plant: moreAccounts(account('', 'localhost')),
    finds: 'database-patched.accounts/automate/@localhost',
  },
  {
    fault: 'a MySQL account without a password',
    plant: moreAccounts(account('bericht', 'localhost', { emptyPassword: true })),
    finds: 'database-patched.accounts/automate/bericht@localhost',
  },
  {
    fault: 'a MySQL account from everywhere that is nobody’s',
    plant: moreAccounts(account('backup', '%')),
    finds: 'database-patched.accounts/automate/backup@%',
  },
  {
    fault: 'the database test',
    plant: changed('mysql.databases', ({ names, ...value }) => ({ ...value, names: [...names, 'test'] })),
    finds: 'database-patched.accounts/automate/test-database',
  },
  {
    fault: 'an account from elsewhere with SUPER',
    plant: both(moreAccounts(account('bericht', elsewhere)), privileged('bericht', elsewhere, 'SUPER')),
    finds: `database-patched.privileges/automate/bericht@${elsewhere}`,
  },
  {
    fault: 'an account from elsewhere with FILE',
    plant: both(moreAccounts(account('bericht', elsewhere)), privileged('bericht', elsewhere, 'FILE')),
    finds: `database-patched.privileges/automate/bericht@${elsewhere}`,
  },
  {
    fault: 'an account from elsewhere may change accounts',
    plant: both(moreAccounts(account('bericht', elsewhere)), onDatabase('bericht', elsewhere, 'm%', 'UPDATE')),
    finds: `database-patched.privileges/automate/bericht@${elsewhere}`,
  },
  {
    fault: 'a local account with SUPER',
    plant: privileged('labtech', 'localhost', 'SUPER'),
    finds: 'database-patched.privileges/automate/labtech@localhost',
    outcome: 'manual',
  },
  {
    fault: 'no encryption although others may connect',
    plant: both(
      changed('mysql.encryption', { offered: false, protocol: null, cipher: null }),
      setting('bind_address', '10.20.0.10'),
    ),
    finds: 'database-patched.encryption/automate/not-offered',
  },
  {
    fault: 'TLS 1.0 at a database that others may reach',
    plant: both(setting('tls_version', 'TLSv1,TLSv1.2'), setting('bind_address', '10.20.0.10')),
    finds: 'database-patched.encryption/automate/tls_version',
  },
  {
    fault: 'the certificate of the database has expired',
    plant: changed('mysql.encryption', { certificateUntil: 'Sep 30 12:00:00 2025 GMT' }),
    finds: 'database-patched.encryption/automate/certificate',
  },
  {
    fault: 'accounts with the old plug-in',
    plant: moreAccounts(account('alt', 'localhost', { plugin: 'mysql_native_password' })),
    finds: 'database-patched.upgrade-blockers/automate/mysql_native_password',
    outcome: 'manual',
  },
  {
    fault: 'a setting that the next line no longer knows',
    plant: changed('windows.database', ({ servers }) => ({
      servers: servers.map((one) => ({ ...one, settings: { ...one.settings, mysql_native_password: 'ON' } })),
    })),
    finds: 'database-patched.upgrade-blockers/automate/removed-settings',
    outcome: 'manual',
  },
  {
    fault: 'the database answers the internet',
    plant: added(
      seen(
        'automate',
        'outside.database',
        { address: '198.51.100.10', port: 3306, answer: 'greeting', version: '8.4.14' },
        { vantage: fromInternet },
      ),
    ),
    finds: 'database-patched.witnesses-agree/automate/address',
  },
]
