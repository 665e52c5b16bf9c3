import { type LabFact, type LabFacts, seen } from './machine-file.ts'
import { allowRule, type InstalledProduct, listener, service } from './well-kept-windows.ts'

/** The database of one machine of the lab. */
export interface DatabaseInstallation {
  readonly machine: string
  /** As the greeting has it: `5.7.44-log`. */
  readonly version: string
  /** It listens on all addresses, with accounts and settings of long ago. */
  readonly open: boolean
}

/** The database in the lists of Windows. */
export function databaseProduct({ version, open }: DatabaseInstallation): InstalledProduct {
  const name = serviceName(version)
  const program = programOf(version)
  return {
    services: [service(name, { program, processId: 3_404, account: accountOf({ version, open }) })],
    listeners: [
      listener(
        'tcp',
        3306,
        { processId: 3_404, process: 'mysqld.exe', services: [name] },
        open ? '0.0.0.0' : '127.0.0.1',
      ),
    ],
    rules: open ? [allowRule({ id: 'MySQL', protocol: 6, port: 3306 })] : [],
    programs: [{ name: `MySQL Server ${lineOf(version)}`, version: plain(version), publisher: 'Oracle Corporation' }],
  }
}

/** Service and my.ini as the collector of Windows reads them. */
export function databaseService(installation: DatabaseInstallation): LabFact {
  const { version, open } = installation
  const folder = `C:/ProgramData/MySQL/MySQL Server ${lineOf(version)}`
  const safe = { bind_address: '127.0.0.1', local_infile: '0', ...(isOld(version) ? {} : { mysqlx: '0' }) }
  return {
    value: {
      servers: [
        {
          service: serviceName(version),
          state: 'Running',
          account: accountOf(installation),
          program: programOf(version),
          programVersion: `${plain(version)}.0`,
          configuration: `${folder}/my.ini`.replaceAll('/', '\\'),
          settings: { port: '3306', datadir: `${folder}/Data`, ...(open ? { local_infile: '1' } : safe) },
          passwordsIn: open ? ['client'] : [],
        },
      ],
    },
  }
}

/** What `bollwerk collect mysql` writes of it. */
export function databaseSays({ machine, version, open }: DatabaseInstallation): LabFacts {
  return seen({
    'mysql.version': {
      product: 'mysql',
      version,
      comment: 'MySQL Community Server - GPL',
      system: 'Win64',
      account: 'bollwerk@127.0.0.1',
    },
    'mysql.settings': { variables: variables({ machine, version, open }) },
    'mysql.accounts': { accounts: accounts({ version, open }), gaps: [] },
    'mysql.privileges': {
      everywhere: everywhere(open),
      databases: databases(open),
      systemTables: [],
      roles: [],
      gaps: [],
    },
    'mysql.encryption': {
      offered: !open,
      protocol: open ? null : 'TLSv1.3',
      cipher: open ? null : 'TLS_AES_128_GCM_SHA256',
      verified: false,
      certificateUntil: open ? null : 'Oct 12 10:11:12 2035 GMT',
    },
    'mysql.databases': {
      names: ['information_schema', 'labtech', 'mysql', 'performance_schema', 'sys'],
      complete: true,
    },
    'mysql.plugins': {
      plugins: [
        { name: pluginOf(version), kind: 'AUTHENTICATION', active: true },
        { name: 'mysql_native_password', kind: 'AUTHENTICATION', active: isOld(version) },
      ].slice(isOld(version) ? 1 : 0),
      components: isOld(version) ? [] : ['file://component_validate_password'],
      gaps: [],
    },
  })
}

function variables({ machine, version, open }: DatabaseInstallation): Readonly<Record<string, string>> {
  return {
    admin_address: '',
    bind_address: open ? '*' : '127.0.0.1',
    character_set_server: isOld(version) ? 'latin1' : 'utf8mb4',
    general_log: open ? 'ON' : 'OFF',
    have_ssl: open ? 'DISABLED' : 'YES',
    hostname: machine,
    local_infile: open ? 'ON' : 'OFF',
    log_error: `.\\${machine}.err`,
    log_error_verbosity: open ? '1' : '2',
    log_raw: 'OFF',
    port: '3306',
    require_secure_transport: 'OFF',
    secure_file_priv: open ? '' : 'NULL',
    skip_networking: 'OFF',
    sql_mode: open ? 'NO_ENGINE_SUBSTITUTION,NO_AUTO_CREATE_USER' : 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',
    tls_version: isOld(version) ? 'TLSv1,TLSv1.1,TLSv1.2' : 'TLSv1.2,TLSv1.3',
    version,
    version_comment: 'MySQL Community Server - GPL',
    version_compile_os: 'Win64',
    ...(isOld(version)
      ? { query_cache_type: 'OFF' }
      : {
          default_password_lifetime: '0',
          mysqlx_bind_address: open ? '*' : '127.0.0.1',
          mysqlx_port: '33060',
          'validate_password.length': '14',
          'validate_password.policy': 'MEDIUM',
        }),
  }
}

interface Kept {
  readonly version: string
  readonly open: boolean
}

function accounts({ version, open }: Kept): readonly object[] {
  const plugin = pluginOf(version)
  const account = (user: string, host: string, further: object = {}): object => ({
    user,
    host,
    plugin,
    role: false,
    locked: false,
    passwordExpired: false,
    passwordLifetime: null,
    requiresEncryption: false,
    emptyPassword: false,
    belongsToAutomateUser: false,
    ...further,
  })
  const usual = [account('root', 'localhost'), account('bollwerk', '127.0.0.1'), account('labtech', 'localhost')]
  if (!open) return usual
  return [
    ...usual,
    account('root', '%'),
    account('reports', '%', { emptyPassword: true }),
    account('', 'localhost', { emptyPassword: true }),
  ]
}

function everywhere(open: boolean): readonly object[] {
  const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'GRANT OPTION', 'PROCESS', 'FILE', 'SUPER']
  const root = { user: 'root', host: 'localhost', privileges: all }
  if (!open) return [root]
  return [
    root,
    { user: 'root', host: '%', privileges: all },
    { user: 'reports', host: '%', privileges: ['SELECT', 'FILE'] },
  ]
}

function databases(open: boolean): readonly object[] {
  const own = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'EXECUTE']
  return [
    { user: 'labtech', host: 'localhost', database: 'labtech', privileges: own },
    ...(open ? [{ user: 'reports', host: '%', database: 'labtech', privileges: ['SELECT'] }] : []),
  ]
}

function isOld(version: string): boolean {
  return version.startsWith('5.')
}

function pluginOf(version: string): string {
  return isOld(version) ? 'mysql_native_password' : 'caching_sha2_password'
}

function accountOf({ version, open }: Kept): string {
  return open ? 'LocalSystem' : `NT SERVICE\\${serviceName(version)}`
}

function plain(version: string): string {
  return version.replace(/-.*$/, '')
}

function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

function serviceName(version: string): string {
  return `MySQL${lineOf(version).replace('.', '')}`
}

function programOf(version: string): string {
  return String.raw`C:\Program Files\MySQL\MySQL Server ${lineOf(version)}\bin\mysqld.exe`
}
