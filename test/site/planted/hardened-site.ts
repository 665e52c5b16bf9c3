import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ScreenConnectFolderState, writeScreenConnectFolder } from '../../../lab/screenconnect/folder.ts'
import { hardenedFolder } from '../../../lab/screenconnect/hardened-folder.ts'
import { bundledIndicators } from '../../../src/catalog/index.ts'
import {
  agents,
  audits,
  classes,
  patchLevel,
  plugins,
  signIn,
  templates,
  user,
  users,
} from '../../../src/controls/automate-fixture.ts'
import {
  account,
  root,
  saysAccounts,
  saysDatabases,
  saysEncryption,
  saysPrivileges,
  saysSettings,
  saysVersion,
} from '../../../src/controls/database-fixture.ts'
import { areaPaths, goodCertificate, product, scan } from '../../../src/controls/look-fixture.ts'
import {
  anHourAgo,
  fromAbroad,
  fromInternet,
  fromMainNetwork,
  fromTechnicians,
  seen,
} from '../../../src/controls/question-fixture.ts'
import { technicianRules } from '../../../src/controls/windows-fixture.ts'
import { collectScreenConnect } from '../../../src/evidence/screenconnect/collect.ts'
import type { WindowsFacts } from '../../../src/evidence/windows/facts.ts'
import { hardenedServer } from '../../../src/evidence/windows/hardened-server-fixture.ts'
import { type WindowsChanges, windowsSample } from '../../../src/evidence/windows/sample-fixture.ts'
import type { Evidence } from '../../../src/model/evidence.ts'
import type { ServerKind } from '../../../src/model/server.ts'
import type { Vantage } from '../../../src/model/vantage.ts'

const screenconnectVersion = '26.6.5.9742'
const databaseVersion = '8.4.14'

/** The sample without what stands in it of Automate's origin: its addresses are those of the policy. */
const iisOfAutomate = {
  places: ['cwa', 'LegacyCCASMX', 'WCC2'].map((name) => ({
    path: `Default Web Site/${name}`,
    from: 'applicationHost.config',
    rules: technicianRules,
  })),
}

const databaseOfAutomate = {
  servers: hardenedServer['windows.database'].servers.map((server) => ({
    ...server,
    programVersion: `${databaseVersion}.0`,
  })),
}

const notThere = { missing: { reason: 'absent', detail: 'not-there' } } as const
const serviceProgram = String.raw`C:\Program Files (x86)\ScreenConnect\Bin\ScreenConnect.Service.exe`
const screenconnectFolder = String.raw`C:\Program Files (x86)\ScreenConnect`

/** What a server that carries only ScreenConnect has other than one with Automate. */
const screenconnectMachine: WindowsChanges = {
  'windows.system': { revision: 5_139 },
  'windows.firewall-rules': {
    rules: [
      rule('{SC-WEB}', 'Protocol=6|LPort=8040|RA4=10.20.0.5|App=System|Name=ScreenConnect web'),
      rule('{SC-RELAY}', `Protocol=6|LPort=8041|App=${serviceProgram}|Name=ScreenConnect relay`),
    ],
  },
  'windows.services': {
    services: [
      ...hardenedServer['windows.services'].services.filter(
        ({ name }) => !['LTAgent', 'MySQL84', 'W3SVC'].includes(name),
      ),
      service('ScreenConnect Web Server', 2_212),
      service('ScreenConnect Relay', 2_300),
    ],
  },
  'windows.listeners': {
    listeners: [
      { protocol: 'tcp', address: '0.0.0.0', port: 8040, processId: 4, process: 'System', services: [] },
      {
        protocol: 'tcp',
        address: '0.0.0.0',
        port: 8041,
        processId: 2_300,
        process: 'ScreenConnect.Service.exe',
        services: ['ScreenConnect Relay'],
      },
    ],
  },
  'windows.interfaces': {
    interfaces: [
      { index: 4, name: 'Ethernet', addresses: ['10.20.0.11/24'], gateways: ['10.20.0.1'], profile: 'private' },
    ],
  },
  'windows.iis': notThere,
  'windows.automate': notThere,
  'windows.database': notThere,
  'windows.programs': {
    programs: [{ name: 'ScreenConnect', version: screenconnectVersion, publisher: 'ConnectWise, LLC' }],
  },
  'windows.screenconnect': {
    folder: screenconnectFolder,
    serverVersion: screenconnectVersion,
    clients: [{ name: 'ScreenConnect Client (0123456789abcdef)', version: screenconnectVersion }],
    service: { state: 'Running', account: 'LocalSystem' },
  },
  'windows.rights': {
    objects: hardenedServer['windows.rights'].objects.slice(1, 2).map((one) => ({
      ...one,
      what: 'screenconnect-app-data',
      path: String.raw`${screenconnectFolder}\App_Data`,
    })),
  },
}

function rule(id: string, text: string): { readonly id: string; readonly text: string; readonly from: 'local' } {
  return { id, text: `v2.31|Action=Allow|Active=TRUE|Dir=In|${text}|`, from: 'local' }
}

function service(name: string, processId: number): WindowsFacts['windows.services']['services'][number] {
  return { name, state: 'Running', startMode: 'Auto', program: serviceProgram, account: 'LocalSystem', processId }
}

/** The folder of a ScreenConnect server in order, of which a fault changes something. */
export const screenConnectState: ScreenConnectFolderState = hardenedFolder({
  now: Date.parse(anHourAgo),
  proxy: '10.20.0.5',
  version: screenconnectVersion,
})

/** When left-over copies were made. */
const lastMonth = new Date('2026-10-20T08:00:00Z')

/** Writes the folder, has the real witness read it, and takes the folder away again. */
export async function screenConnectEvidence(state: ScreenConnectFolderState): Promise<readonly Evidence[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-planted-'))
  try {
    await writeScreenConnectFolder(folder, state)
    for (const path of state.leftovers) await utimes(join(folder, path), lastMonth, lastMonth)
    const { indicators } = bundledIndicators
    return await collectScreenConnect({ folder, machine: 'SC01', seenAt: Date.parse(anHourAgo), indicators })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const publicAddress = { automate: '198.51.100.10', screenconnect: '198.51.100.11' } as const
const innerAddress = { automate: '10.20.0.10', screenconnect: '10.20.0.11' } as const
const host = { automate: 'automate.muster-msp.de', screenconnect: 'support.muster-msp.de' } as const
const origin = { automate: 'https://10.20.0.10', screenconnect: 'http://10.20.0.11:8040' } as const
/** What every scan of the site asks. */
const asked = '21-23,25,80,135,139,443,445,1433,3306,3389,5900,5985-5986,8040-8041,8484'

function openPorts(kind: ServerKind): readonly number[] {
  return kind === 'automate' ? [443] : [443, 8041]
}

/** Everything that the outside witness brings of one server from one place where it answers. */
function lookFrom(kind: ServerKind, vantage: Vantage): readonly Evidence[] {
  const where = { vantage }
  const address = publicAddress[kind]
  const url = `https://${host[kind]}/`
  const technicians = vantage.place === 'technicians'
  const tls = {
    address,
    port: 443,
    versions: { TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'offered', 'TLSv1.3': 'offered' },
    certificate: { ...goodCertificate, subject: host[kind], names: [host[kind]] },
  } as const
  const speaks = openPorts(kind).map((port) =>
    seen(
      kind,
      'outside.port-speaks',
      { address, port, speaks: port === 443 ? 'tls' : 'unknown' },
      { ...where, source: `tcp://${address}:${port}` },
    ),
  )
  return [
    seen(kind, 'outside.name', { host: host[kind], addresses: [address], by: 'dns' }, where),
    scan(kind, { open: openPorts(kind), asked }, where),
    ...speaks,
    ...(kind === 'automate' ? [seen(kind, 'outside.heartbeat', { address, port: 75, answer: 'answered' }, where)] : []),
    seen(kind, 'outside.tls', tls, { ...where, source: `tls://${address}:443` }),
    seen(
      kind,
      'outside.http',
      { url, status: 200, headers: { 'content-type': 'text/html' } },
      { ...where, source: url },
    ),
    product(kind, where),
    seen(kind, 'outside.terminator', { address, port: 443, terminator: 'other', status: 400 }, where),
    seen(kind, 'outside.origin', { origin: origin[kind], answer: 'silent' }, where),
    ...(kind === 'automate' ? automatePaths(technicians, where) : screenconnectPaths(technicians, where)),
  ]
}

function automatePaths(technicians: boolean, where: { readonly vantage: Vantage }): readonly Evidence[] {
  return [
    seen('automate', 'outside.version', { text: '250.436', by: 'agent.aspx' }, where),
    ...areaPaths('automate.agents', 'answered', where),
    ...areaPaths('automate.installer', 'answered', where),
    ...areaPaths('automate.technicians', technicians ? 'answered' : 'refused', where),
  ]
}

function screenconnectPaths(technicians: boolean, where: { readonly vantage: Vantage }): readonly Evidence[] {
  const answer = technicians ? 'answered' : 'refused'
  return [
    seen('screenconnect', 'outside.version', { text: '26.6.5.9742', by: 'script.ashx' }, where),
    seen(
      'screenconnect',
      'outside.setup-wizard',
      { variant: 'plain', path: '/SetupWizard.aspx', answer: 'closed', status: 403 },
      where,
    ),
    ...areaPaths('screenconnect.guests', 'answered', where),
    ...areaPaths('screenconnect.downloads', 'answered', where),
    ...areaPaths('screenconnect.hosts', answer, where),
    ...areaPaths('screenconnect.administration', answer, where),
    ...areaPaths('screenconnect.extensions', answer, where),
    ...areaPaths('screenconnect.setup', 'refused', where),
  ]
}

/** From abroad nothing answers; from the office network only what is meant to. */
function lookFromElsewhere(kind: ServerKind): readonly Evidence[] {
  const inner = innerAddress[kind]
  return [
    scan(kind, { open: [], asked }, { vantage: fromAbroad }),
    ...(kind === 'automate'
      ? [
          seen(
            kind,
            'outside.heartbeat',
            { address: publicAddress.automate, port: 75, answer: 'silent' },
            { vantage: fromAbroad },
          ),
        ]
      : []),
    scan(
      kind,
      { open: kind === 'screenconnect' ? [8041] : [], closed: [22, 3389], asked, address: inner },
      { vantage: fromMainNetwork, source: `tcp://${inner}` },
    ),
    seen(kind, 'outside.origin', { origin: origin[kind], answer: 'silent' }, { vantage: fromMainNetwork }),
  ]
}

const outsideEvidence: readonly Evidence[] = (['automate', 'screenconnect'] as const).flatMap((kind) => [
  ...lookFrom(kind, fromInternet),
  ...lookFrom(kind, fromTechnicians),
  ...lookFromElsewhere(kind),
])

/** RMM01 carries Automate and its database, SC01 ScreenConnect; both stand behind a proxy. */
const windowsEvidence: readonly Evidence[] = [
  ...windowsSample({
    'windows.system': { revision: 5_139 },
    'windows.iis': iisOfAutomate,
    'windows.database': databaseOfAutomate,
  }),
  ...windowsSample(screenconnectMachine, { machine: 'SC01', servers: ['screenconnect'] }),
]

const automateEvidence: readonly Evidence[] = [
  users([
    user('gross', { classes: ['1'], singleSignOn: true }),
    user('emuster', { singleSignOn: true }),
    user('rmm-audit', { classes: ['3'] }),
    user('ticket-hook', { classes: ['3'], integrator: true }),
  ]),
  classes(),
  signIn({ account: 'rmm-audit', services: [{ name: 'Entra ID', enabled: true, localLogin: false }] }),
  templates({}),
  patchLevel(),
  plugins([{}]),
  audits({}),
  agents({ '250.436': 240 }),
]

const databaseEvidence: readonly Evidence[] = [
  saysVersion(databaseVersion),
  saysSettings(),
  saysAccounts([root, account('labtech', 'localhost')]),
  saysPrivileges({
    everywhere: [{ user: 'root', host: 'localhost', privileges: ['SUPER', 'FILE', 'GRANT OPTION'] }],
    databases: [
      { user: 'labtech', host: 'localhost', database: 'labtech', privileges: ['SELECT', 'INSERT', 'UPDATE'] },
    ],
  }),
  saysEncryption({ certificateUntil: 'Sep 30 12:00:00 2030 GMT' }),
  saysDatabases(['labtech', 'mysql', 'sys']),
]

/** Everything that all witnesses bring of a site with nothing wrong, the folder of ScreenConnect aside. */
export const hardenedWithoutFolder: readonly Evidence[] = [
  ...outsideEvidence,
  ...windowsEvidence,
  ...automateEvidence,
  ...databaseEvidence,
]
