import type { WindowsFacts } from './facts.ts'

const mysql = String.raw`C:\Program Files\MySQL\MySQL Server 8.4\bin\mysqld.exe`
const labtech = String.raw`C:\Program Files\LabTech`
const system = 'S-1-5-18'
const administrators = 'S-1-5-32-544'
const fullControl = 0x1f_01ff

/** Who may read the things that hold secrets on a well kept server: the system and its administrators. */
const wellKept = [system, administrators].map((sid) => ({ sid, allow: true, rights: fullControl, inherited: false }))

/** The facts of a server with Automate and its database, as they should be: no control has anything to find. */
export const hardenedServer: WindowsFacts = {
  'windows.collector': {
    machine: 'RMM01',
    scriptVersion: '1.0',
    languageMode: 'FullLanguage',
    powershell: '5.1.20348.2849',
    elevated: true,
    culture: 'de-DE',
    utcOffsetMinutes: 60,
    milliseconds: 8_412,
  },
  'windows.system': {
    productName: 'Windows Server 2022 Standard',
    build: 20348,
    revision: 4405,
    displayVersion: '21H2',
    edition: 'ServerStandard',
    installationType: 'Server',
    lastBoot: '2026-11-15T03:12:44.500Z',
    restartPending: false,
  },
  'windows.firewall-profiles': {
    by: 'active-store',
    profiles: (['domain', 'private', 'public'] as const).map((name) => ({
      name,
      enabled: true,
      inbound: 'block',
      outbound: 'allow',
      localRules: true,
      logsDropped: true,
    })),
    inUse: ['private'],
    serviceRuns: true,
  },
  'windows.firewall-rules': {
    rules: [
      {
        id: '{1A7C2C4E-0C57-4F0B-9B55-0C1F1E5A7D10}',
        text: 'v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|App=System|Name=Automate web|',
        from: 'local',
      },
      {
        id: '{5B0D8D6B-91E4-4A3F-8B9E-7C9B5A2F0E11}',
        text: 'v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=75|Name=Automate heartbeat|',
        from: 'local',
      },
      {
        id: 'RemoteDesktop-UserMode-In-TCP',
        text: 'v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389|RA4=10.20.99.0/255.255.255.0|Name=@FirewallAPI.dll,-28775|',
        from: 'policy',
      },
    ],
  },
  'windows.uac': {
    EnableLUA: 1,
    ConsentPromptBehaviorAdmin: 2,
    ConsentPromptBehaviorUser: 0,
    PromptOnSecureDesktop: 1,
    FilterAdministratorToken: 1,
    EnableInstallerDetection: 1,
    EnableSecureUIAPaths: 1,
    EnableVirtualization: 1,
    LocalAccountTokenFilterPolicy: null,
  },
  'windows.services': {
    services: [
      service('MpsSvc', String.raw`C:\Windows\system32\svchost.exe`, 1_240),
      service('WinDefend', String.raw`C:\ProgramData\Microsoft\Windows Defender\Platform\4.18\MsMpEng.exe`, 2_900),
      service('Sense', String.raw`C:\Program Files\Windows Defender Advanced Threat Protection\MsSense.exe`, 3_012),
      service('W3SVC', String.raw`C:\Windows\system32\svchost.exe`, 1_800),
      service('LTAgent', String.raw`C:\Program Files\LabTech\LTAgent.exe`, 4_104),
      service('MySQL84', mysql, 3_404),
    ],
  },
  'windows.drivers': {
    drivers: [
      { name: 'WdFilter', state: 'Running', startMode: 'Boot' },
      { name: 'mpsdrv', state: 'Running', startMode: 'Manual' },
    ],
  },
  'windows.defender': {
    serviceEnabled: true,
    antivirusEnabled: true,
    realTime: true,
    behaviour: true,
    tamperProtected: true,
    mode: 'Normal',
    signaturesAt: '2026-11-23T05:10:02.000Z',
    excludedPaths: [],
    excludedProcesses: [],
    onboarded: true,
  },
  'windows.listeners': {
    listeners: [
      { protocol: 'tcp', address: '0.0.0.0', port: 443, processId: 4, process: 'System', services: [] },
      {
        protocol: 'tcp',
        address: '127.0.0.1',
        port: 3306,
        processId: 3_404,
        process: 'mysqld.exe',
        services: ['MySQL84'],
      },
      {
        protocol: 'udp',
        address: '0.0.0.0',
        port: 75,
        processId: 4_104,
        process: 'LTAgent.exe',
        services: ['LTAgent'],
      },
    ],
  },
  'windows.interfaces': {
    interfaces: [
      { index: 5, name: 'Ethernet', addresses: ['10.20.0.10/24'], gateways: ['10.20.0.1'], profile: 'private' },
    ],
  },
  'windows.membership': { domainJoined: false, domain: null, role: 2, azureJoined: false },
  'windows.iis': {
    sites: [
      {
        name: 'Default Web Site',
        bindings: [{ protocol: 'https', information: '*:443:' }],
        applications: [
          { path: '/', folder: String.raw`C:\inetpub\wwwroot` },
          { path: '/LabTech', folder: String.raw`C:\Program Files\LabTech\web` },
          { path: '/cwa', folder: String.raw`C:\inetpub\wwwroot\cwa` },
          { path: '/WCC2', folder: String.raw`C:\inetpub\wwwroot\WCC2` },
        ],
      },
    ],
    places: ['cwa', 'LegacyCCASMX', 'WCC2'].map((name) => ({
      path: `Default Web Site/${name}`,
      from: String.raw`C:\Windows\System32\inetsrv\config\applicationHost.config`,
      rules: {
        allowUnlisted: false,
        proxyMode: false,
        denyAction: 'Forbidden',
        entries: [{ address: '10.20.99.0', mask: '255.255.255.0', allowed: true }],
      },
    })),
    restrictionModule: true,
    removesServerHeader: true,
  },
  'windows.tls': {
    protocols: (['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const).map((protocol) => {
      const modern = protocol === 'TLS 1.2' || protocol === 'TLS 1.3'
      return { protocol, enabled: modern ? 1 : 0, disabledByDefault: modern ? 0 : 1 }
    }),
    ciphers: [
      { name: 'RC4 128/128', enabled: 0 },
      { name: 'Triple DES 168', enabled: 0 },
    ],
    strongCrypto: { native: 1, wow64: 1 },
  },
  'windows.remote-desktop': { denied: false, networkAuthentication: true, securityLayer: 2, port: 3389 },
  'windows.smb': { version1: false, signingRequired: true },
  'windows.administrators': {
    members: [
      {
        sid: 'S-1-5-21-1004336348-1177238915-682003330-500',
        name: String.raw`RMM01\Administrator`,
        kind: 'user',
        enabled: false,
      },
      {
        sid: 'S-1-5-21-1004336348-1177238915-682003330-1001',
        name: String.raw`RMM01\rmm-admin`,
        kind: 'user',
        enabled: true,
      },
    ],
  },
  'windows.programs': {
    programs: [
      { name: 'MySQL Server 8.4', version: '8.4.7', publisher: 'Oracle Corporation' },
      { name: 'ConnectWise Automate', version: '25.0.436', publisher: 'ConnectWise, LLC' },
    ],
  },
  'windows.automate': {
    folder: labtech,
    serverVersion: '25.0.436.0',
    agentVersion: '250.436',
    databaseServer: 'localhost',
    secretsPresent: [String.raw`HKLM\SOFTWARE\LabTech\Agent: MysqlPass`],
  },
  'windows.screenconnect': { folder: null, serverVersion: null, clients: [], service: null },
  'windows.database': {
    servers: [
      {
        service: 'MySQL84',
        state: 'Running',
        account: String.raw`NT SERVICE\MySQL84`,
        program: mysql,
        programVersion: '8.4.7.0',
        configuration: String.raw`C:\ProgramData\MySQL\MySQL Server 8.4\my.ini`,
        settings: {
          bind_address: '127.0.0.1',
          datadir: 'C:/ProgramData/MySQL/MySQL Server 8.4/Data',
          local_infile: '0',
          port: '3306',
          require_secure_transport: 'ON',
          secure_file_priv: 'C:/ProgramData/MySQL/MySQL Server 8.4/Uploads',
          skip_name_resolve: '',
        },
        passwordsIn: [],
      },
    ],
  },
  'windows.rights': {
    objects: [
      {
        what: 'automate-agent-key',
        path: String.raw`HKLM\SOFTWARE\LabTech\Agent`,
        kind: 'registry',
        owner: administrators,
        entries: wellKept.map((entry) => ({ ...entry, rights: 0xf_003f })),
      },
      { what: 'automate-folder', path: labtech, kind: 'folder', owner: system, entries: wellKept },
      {
        what: 'database-configuration',
        path: String.raw`C:\ProgramData\MySQL\MySQL Server 8.4\my.ini`,
        kind: 'file',
        owner: administrators,
        entries: wellKept,
      },
    ],
  },
  'windows.shares': {
    shares: [
      {
        name: 'C$',
        path: 'C:\\',
        administrative: true,
        entries: [{ sid: administrators, allow: true, rights: fullControl }],
      },
    ],
  },
}

function service(
  name: string,
  program: string,
  processId: number,
): WindowsFacts['windows.services']['services'][number] {
  return { name, state: 'Running', startMode: 'Auto', program, account: 'LocalSystem', processId }
}
