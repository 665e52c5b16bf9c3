import type { Facts } from '../../../src/evidence/facts.ts'
import { both, changed, type Fault, on, type Plant } from './fault.ts'

const rmm01 = on('RMM01')
const sc01 = on('SC01')

function uac(change: Partial<Facts['windows.uac']>): Plant {
  return changed('windows.uac', change, rmm01)
}

type Profile = Facts['windows.firewall-profiles']['profiles'][number]

function profile(name: Profile['name'], change: Partial<Profile>): Plant {
  return changed(
    'windows.firewall-profiles',
    (value) => ({ ...value, profiles: value.profiles.map((one) => (one.name === name ? { ...one, ...change } : one)) }),
    rmm01,
  )
}

function moreRules(...texts: readonly string[]): Plant {
  const rules = texts.map((text, index) => ({
    id: `{PLANTED-${index}}`,
    text: `v2.31|Action=Allow|Active=TRUE|Dir=In|${text}|`,
    from: 'local' as const,
  }))
  return changed('windows.firewall-rules', (value) => ({ rules: [...value.rules, ...rules] }), rmm01)
}

function service(name: string, change: Partial<Facts['windows.services']['services'][number]>): Plant {
  return changed(
    'windows.services',
    (value) => ({ services: value.services.map((one) => (one.name === name ? { ...one, ...change } : one)) }),
    rmm01,
  )
}

function withoutServices(...names: readonly string[]): Plant {
  return changed(
    'windows.services',
    ({ services }) => ({ services: services.filter(({ name }) => !names.includes(name)) }),
    rmm01,
  )
}

function defender(change: Partial<Facts['windows.defender']>): Plant {
  return changed('windows.defender', change, rmm01)
}

function system(change: Partial<Facts['windows.system']>): Plant {
  return changed('windows.system', change, rmm01)
}

type Listener = Facts['windows.listeners']['listeners'][number]

function listening(...more: readonly Partial<Listener>[]): Plant {
  const usual: Listener = {
    protocol: 'tcp',
    address: '0.0.0.0',
    port: 0,
    processId: 5_000,
    process: 'foreign.exe',
    services: [],
  }
  return changed(
    'windows.listeners',
    ({ listeners }) => ({ listeners: [...listeners, ...more.map((one) => ({ ...usual, ...one }))] }),
    rmm01,
  )
}

function administrators(...more: Facts['windows.administrators']['members']): Plant {
  return changed('windows.administrators', ({ members }) => ({ members: [...members, ...more] }), rmm01)
}

const domain = 'S-1-5-21-1004336348-1177238915-682003330'
const everyone = 'S-1-1-0'
const usersGroup = 'S-1-5-32-545'
const fullControl = 0x1f_01ff
const read = 0x12_0089

function granted(path: RegExp, rights: number, which = rmm01): Plant {
  return changed(
    'windows.rights',
    ({ objects }) => ({
      objects: objects.map((one) =>
        path.test(one.path)
          ? { ...one, entries: [...one.entries, { sid: usersGroup, allow: true, rights, inherited: false }] }
          : one,
      ),
    }),
    which,
  )
}

function shared(rights: number): Plant {
  const share = {
    name: 'LTShare',
    path: String.raw`C:\LTShare`,
    administrative: false,
    entries: [{ sid: everyone, allow: true, rights }],
  }
  return changed('windows.shares', ({ shares }) => ({ shares: [...shares, share] }), rmm01)
}

type Place = Facts['windows.iis']['places'][number]

function place(name: string, change: (rules: Place['rules']) => Place['rules']): Plant {
  return changed('windows.iis', (value) => ({
    ...value,
    places: value.places.map((one) => (one.path.endsWith(`/${name}`) ? { ...one, rules: change(one.rules) } : one)),
  }))
}

function withoutPlace(name: string): Plant {
  return changed('windows.iis', (value) => ({
    ...value,
    places: value.places.filter(({ path }) => !path.endsWith(`/${name}`)),
  }))
}

export const windowsFaults: readonly Fault[] = [
  { fault: 'UAC off on RMM01', plant: uac({ EnableLUA: 0 }), finds: 'uac.values/automate/EnableLUA' },
  {
    fault: 'administrators elevate without a question',
    plant: uac({ ConsentPromptBehaviorAdmin: 0 }),
    finds: 'uac.values/automate/ConsentPromptBehaviorAdmin',
  },
  {
    fault: 'users are asked for an administrator',
    plant: uac({ ConsentPromptBehaviorUser: 3 }),
    finds: 'uac.values/automate/ConsentPromptBehaviorUser',
  },
  {
    fault: 'UAC asks on the normal desktop',
    plant: uac({ PromptOnSecureDesktop: 0 }),
    finds: 'uac.values/automate/PromptOnSecureDesktop',
  },
  {
    fault: 'the built-in administrator is not filtered (value absent)',
    plant: uac({ FilterAdministratorToken: null }),
    finds: 'uac.values/automate/FilterAdministratorToken',
  },
  {
    fault: 'installers are not recognised',
    plant: uac({ EnableInstallerDetection: 0 }),
    finds: 'uac.values/automate/EnableInstallerDetection',
  },
  {
    fault: 'accessibility programs from any folder',
    plant: uac({ EnableSecureUIAPaths: 0 }),
    finds: 'uac.values/automate/EnableSecureUIAPaths',
  },
  {
    fault: 'no virtualisation of writes',
    plant: uac({ EnableVirtualization: 0 }),
    finds: 'uac.values/automate/EnableVirtualization',
  },
  {
    fault: 'local accounts have full rights over the network',
    plant: uac({ LocalAccountTokenFilterPolicy: 1 }),
    finds: 'uac.values/automate/LocalAccountTokenFilterPolicy',
  },
  {
    fault: 'UAC off on SC01',
    plant: changed('windows.uac', { EnableLUA: 0 }, sc01),
    finds: 'uac.values/screenconnect/EnableLUA',
  },

  {
    fault: 'firewall off in the private profile',
    plant: profile('private', { enabled: false }),
    finds: 'windows-firewall.profiles/automate/private',
    also: ['isolated-network.remote-desktop/automate/reach'],
  },
  {
    fault: 'firewall off in the public profile',
    plant: profile('public', { enabled: false }),
    finds: 'windows-firewall.profiles/automate/public',
  },
  {
    fault: 'firewall off in the domain profile',
    plant: profile('domain', { enabled: false }),
    finds: 'windows-firewall.profiles/automate/domain',
  },
  {
    fault: 'the private profile lets in what no rule names',
    plant: profile('private', { inbound: 'allow' }),
    finds: 'windows-firewall.profiles/automate/private',
    also: ['isolated-network.remote-desktop/automate/reach'],
  },
  {
    fault: 'the firewall service stands still',
    plant: changed('windows.firewall-profiles', { serviceRuns: false }, rmm01),
    finds: 'windows-firewall.profiles/automate/service',
    also: ['isolated-network.remote-desktop/automate/reach'],
  },
  {
    fault: 'a rule opens everything',
    plant: moreRules('Name=Test'),
    finds: 'windows-firewall.rules/automate/everything',
    also: ['isolated-network.remote-desktop/automate/reach'],
  },
  {
    fault: 'a rule opens RDP to everyone',
    plant: moreRules('Protocol=6|LPort=3389|Name=RDP'),
    finds: 'windows-firewall.rules/automate/tcp/3389',
    also: ['isolated-network.remote-desktop/automate/reach'],
  },
  {
    fault: 'a rule opens SMB to everyone',
    plant: moreRules('Protocol=6|LPort=445|Name=SMB'),
    finds: 'windows-firewall.rules/automate/tcp/445',
  },
  {
    fault: 'a rule opens MySQL to everyone',
    plant: moreRules('Protocol=6|LPort=3306|Name=MySQL'),
    finds: 'windows-firewall.rules/automate/tcp/3306',
  },
  {
    fault: 'a rule opens WinRM to everyone',
    plant: moreRules('Protocol=6|LPort=5985|Name=WinRM'),
    finds: 'windows-firewall.rules/automate/tcp/5985',
  },
  {
    fault: 'a rule opens a remote tool on every port',
    plant: moreRules(String.raw`Protocol=6|App=C:\Tools\remote.exe|Name=Remote`),
    finds: 'windows-firewall.rules/automate/program:remote.exe',
  },

  {
    fault: 'RDP without network level authentication on RMM01',
    plant: changed('windows.remote-desktop', { networkAuthentication: false }, rmm01),
    finds: 'isolated-network.remote-desktop/automate/nla',
  },
  {
    fault: 'RDP with its own old encryption',
    plant: changed('windows.remote-desktop', { securityLayer: 0 }, rmm01),
    finds: 'isolated-network.remote-desktop/automate/tls',
  },
  {
    fault: 'RDP without network level authentication on SC01',
    plant: changed('windows.remote-desktop', { networkAuthentication: false }, sc01),
    finds: 'isolated-network.remote-desktop/screenconnect/nla',
  },
  {
    fault: 'SMB 1 on RMM01',
    plant: changed('windows.smb', { version1: true }, rmm01),
    finds: 'isolated-network.file-sharing/automate/smb1',
  },
  {
    fault: 'SMB 1 on SC01',
    plant: changed('windows.smb', { version1: true }, sc01),
    finds: 'isolated-network.file-sharing/screenconnect/smb1',
  },
  {
    fault: 'SMB without signing',
    plant: changed('windows.smb', { signingRequired: false }, rmm01),
    finds: 'isolated-network.file-sharing/automate/signing',
  },
  {
    fault: 'RMM01 is a member of the domain',
    plant: changed('windows.membership', { domainJoined: true, domain: 'muster.local', role: 3 }, rmm01),
    finds: 'isolated-network.domain/automate/member',
  },
  {
    fault: 'SC01 is a domain controller',
    plant: changed('windows.membership', { domainJoined: true, domain: 'muster.local', role: 5 }, sc01),
    finds: 'isolated-network.domain/screenconnect/controller',
  },
  {
    fault: 'a second network card stands in the office network',
    plant: changed(
      'windows.interfaces',
      ({ interfaces }) => ({
        interfaces: [
          ...interfaces,
          { index: 9, name: 'Ethernet 2', addresses: ['192.168.10.7/24'], gateways: [], profile: 'private' },
        ],
      }),
      rmm01,
    ),
    finds: 'isolated-network.segment/automate/networks',
  },
  {
    fault: 'WinRM listens for everyone',
    plant: both(
      listening({ port: 5985, process: 'System', processId: 4 }),
      moreRules('Protocol=6|LPort=5985|RA4=LocalSubnet|Name=WinRM'),
    ),
    finds: 'isolated-network.management-listeners/automate/5985',
  },
  {
    fault: 'SSH listens for everyone and a rule lets it',
    plant: both(listening({ port: 22, process: 'sshd.exe' }), moreRules('Protocol=6|LPort=22|Name=SSH')),
    finds: 'isolated-network.management-listeners/automate/22',
    also: ['windows-firewall.rules/automate/tcp/22', 'ports-minimal.listeners/automate/tcp/22'],
  },

  {
    fault: 'a remote tool listens for everyone',
    plant: both(listening({ port: 5900, process: 'vnc.exe' }), moreRules('Protocol=6|LPort=5900|Name=VNC')),
    finds: 'ports-minimal.listeners/automate/tcp/5900',
    also: ['windows-firewall.rules/automate/tcp/5900'],
  },
  {
    fault: 'the database listens on every address',
    plant: changed(
      'windows.listeners',
      ({ listeners }) => ({
        listeners: listeners.map((one) => (one.port === 3306 ? { ...one, address: '0.0.0.0' } : one)),
      }),
      rmm01,
    ),
    finds: 'ports-minimal.listeners/automate/tcp/3306',
  },
  {
    fault: 'a web server on 8080',
    plant: both(listening({ port: 8080, process: 'httpd.exe' }), moreRules('Protocol=6|LPort=8080|Name=Web')),
    finds: 'ports-minimal.listeners/automate/tcp/8080',
    also: ['windows-firewall.rules/automate/tcp/8080'],
  },

  {
    fault: 'no protection at all on RMM01',
    plant: both(withoutServices('WinDefend', 'Sense'), changed('windows.drivers', { drivers: [] }, rmm01)),
    finds: 'endpoint-protection.installed/automate',
  },
  {
    fault: 'the service of Defender stands still',
    plant: service('WinDefend', { state: 'Stopped' }),
    finds: 'endpoint-protection.health/automate/defender',
  },
  {
    fault: 'Defender does not start by itself',
    plant: service('WinDefend', { startMode: 'Manual' }),
    finds: 'endpoint-protection.health/automate/defender.start',
  },
  {
    fault: 'Defender without real-time protection',
    plant: defender({ realTime: false }),
    finds: 'endpoint-protection.health/automate/defender.real-time',
  },
  {
    fault: 'Defender passive with nothing beside it',
    plant: defender({ mode: 'Passive Mode' }),
    finds: 'endpoint-protection.health/automate/defender.passive',
  },
  {
    fault: 'Defender does not watch behaviour',
    plant: defender({ behaviour: false }),
    finds: 'endpoint-protection.health/automate/defender.behaviour',
  },
  {
    fault: 'Defender without tamper protection',
    plant: defender({ tamperProtected: false }),
    finds: 'endpoint-protection.health/automate/defender.tamper',
  },
  {
    fault: 'signatures ten days old',
    plant: defender({ signaturesAt: '2026-11-13T05:00:00.000Z' }),
    finds: 'endpoint-protection.current/automate',
  },
  {
    fault: 'signatures of last year',
    plant: defender({ signaturesAt: '2025-11-13T05:00:00.000Z' }),
    finds: 'endpoint-protection.current/automate',
  },
  {
    fault: 'Defender excludes drive C',
    plant: defender({ excludedPaths: ['C:\\'] }),
    finds: 'endpoint-protection.exclusions/automate/c:\\',
  },
  {
    fault: 'Defender excludes the temporary folder',
    plant: defender({ excludedPaths: [String.raw`C:\Windows\Temp`] }),
    finds: String.raw`endpoint-protection.exclusions/automate/c:\windows\temp`,
  },
  {
    fault: 'Defender excludes PowerShell',
    plant: defender({ excludedProcesses: ['powershell.exe'] }),
    finds: 'endpoint-protection.exclusions/automate/powershell.exe',
  },
  {
    fault: 'nothing detects attacks',
    plant: withoutServices('Sense'),
    finds: 'endpoint-protection.detection/automate',
  },
  {
    fault: 'Windows Server 2012 R2',
    plant: system({ productName: 'Windows Server 2012 R2 Standard', build: 9600, revision: 22_620 }),
    finds: 'endpoint-protection.system-supported/automate',
    also: ['endpoint-protection.system-patched/automate'],
  },
  {
    fault: 'Windows Server 2016',
    plant: system({ productName: 'Windows Server 2016 Standard', build: 14_393, revision: 9_060 }),
    finds: 'endpoint-protection.system-supported/automate',
  },
  {
    fault: 'updates of Windows missing',
    plant: system({ revision: 2_000 }),
    finds: 'endpoint-protection.system-patched/automate/update',
  },
  {
    fault: 'a restart is pending',
    plant: system({ restartPending: true }),
    finds: 'endpoint-protection.system-patched/automate/restart',
  },
  {
    fault: 'not restarted for a year',
    plant: system({ lastBoot: '2025-11-01T00:00:00.000Z' }),
    finds: 'endpoint-protection.system-patched/automate/uptime',
  },

  {
    fault: 'everyone is an administrator',
    plant: administrators({ sid: everyone, name: 'Jeder', kind: 'group', enabled: null }),
    finds: `accounts.windows-administrators/automate/${everyone}`,
  },
  {
    fault: 'the administrators of the domain administer RMM01',
    plant: administrators({
      sid: `${domain}-512`,
      name: String.raw`MUSTER\Domänen-Admins`,
      kind: 'group',
      enabled: null,
    }),
    finds: 'accounts.windows-administrators/automate/domain-admins',
  },
  {
    fault: 'an orphaned administrator',
    plant: administrators({ sid: `${domain}-1099`, name: null, kind: 'unknown', enabled: null }),
    finds: `accounts.windows-administrators/automate/${domain}-1099`,
  },
  {
    fault: 'too many administrators',
    plant: administrators(
      ...[1, 2, 3, 4, 5, 6].map((number) => ({
        sid: `${domain}-${2_000 + number}`,
        name: String.raw`RMM01\admin${number}`,
        kind: 'user' as const,
        enabled: true,
      })),
    ),
    finds: 'accounts.windows-administrators/automate/many',
  },
  {
    fault: 'users may write to the folder of Automate',
    plant: granted(/LabTech$/, fullControl),
    finds: String.raw`accounts.windows-sensitive-rights/automate/C:\Program Files\LabTech`,
  },
  {
    fault: 'users may read my.ini',
    plant: granted(/my\.ini$/, read),
    finds: String.raw`accounts.windows-sensitive-rights/automate/C:\ProgramData\MySQL\MySQL Server 8.4\my.ini`,
  },
  {
    fault: 'users may read the keys of the agent',
    plant: granted(/LABTECH\\Agent$/i, 0x2_0019),
    finds: String.raw`accounts.windows-sensitive-rights/automate/HKLM\SOFTWARE\LabTech\Agent`,
  },
  {
    fault: 'users may change the data of ScreenConnect',
    plant: granted(/App_Data$/, fullControl, sc01),
    finds: String.raw`accounts.windows-sensitive-rights/screenconnect/C:\Program Files (x86)\ScreenConnect\App_Data`,
  },
  {
    fault: 'LTShare open for everyone to write',
    plant: shared(fullControl),
    finds: 'accounts.windows-sensitive-rights/automate/share:LTShare',
  },
  {
    fault: 'LTShare open for everyone to read',
    plant: shared(0x12_00a9),
    finds: 'accounts.windows-sensitive-rights/automate/share:LTShare',
  },
  {
    fault: 'the root password of the database in the registry',
    plant: changed('windows.automate', ({ secretsPresent, ...value }) => ({
      ...value,
      secretsPresent: [...secretsPresent, String.raw`HKLM\SOFTWARE\LabTech\Setup: RootPassword`],
    })),
    finds: 'accounts.windows-stored-secrets/automate/RootPassword',
  },
  {
    fault: 'a password in my.ini',
    plant: changed('windows.database', ({ servers }) => ({
      servers: servers.map((one) => ({ ...one, passwordsIn: ['client'] })),
    })),
    finds: String.raw`accounts.windows-stored-secrets/automate/C:\ProgramData\MySQL\MySQL Server 8.4\my.ini`,
    also: ['database-patched.settings/automate/password-in-file'],
  },

  {
    fault: 'cwa without address restriction',
    plant: withoutPlace('cwa'),
    finds: 'control-center-restricted.iis/automate/cwa',
  },
  {
    fault: 'WCC2 lets in whom no entry names',
    plant: place('WCC2', (rules) => ({ ...rules, allowUnlisted: true })),
    finds: 'control-center-restricted.iis/automate/WCC2',
  },
  {
    fault: 'cwa lets in the whole internet',
    plant: place('cwa', (rules) => ({
      ...rules,
      entries: [...rules.entries, { address: '0.0.0.0', mask: '0.0.0.0', allowed: true }],
    })),
    finds: 'control-center-restricted.iis/automate/cwa:0.0.0.0/0',
  },
  {
    fault: 'cwa lets in a foreign network',
    plant: place('cwa', (rules) => ({
      ...rules,
      entries: [...rules.entries, { address: '192.0.2.0', mask: '255.255.255.0', allowed: true }],
    })),
    finds: 'control-center-restricted.iis/automate/cwa:192.0.2.0/24',
  },
  {
    fault: 'IIS without the module for restrictions',
    plant: changed('windows.iis', { restrictionModule: false }),
    finds: 'control-center-restricted.iis/automate/module',
  },
  {
    fault: 'the restriction shuts agents out',
    plant: changed('windows.iis', (value) => ({
      ...value,
      places: [
        ...value.places,
        ...value.places.slice(0, 1).map((one) => ({ ...one, path: 'Default Web Site/LabTech' })),
      ],
    })),
    finds: 'control-center-restricted.iis/automate/LabTech',
  },
]
