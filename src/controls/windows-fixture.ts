import type { Facts } from '../evidence/facts.ts'
import type { DefenderFact, Listener, ServicesFact, UacFact, WindowsFacts } from '../evidence/windows/facts.ts'
import type { Evidence, Missing } from '../model/evidence.ts'
import type { ServerKind } from '../model/server.ts'
import { inside, notInside } from './question-fixture.ts'

/** Where and when a test lets the collector run. */
interface Run {
  readonly server?: ServerKind
  readonly machine?: string
  readonly at?: string
}

function circumstance({ machine = 'RMM01', at }: Run): { source: string; at?: string } {
  return { source: `${machine}: test`, ...(at === undefined ? {} : { at }) }
}

/** A fact of Windows on RMM01, the Automate server of the tests, unless said otherwise. */
export function windows<Name extends keyof WindowsFacts>(fact: Name, value: Facts[Name], run: Run = {}): Evidence {
  return inside(run.server ?? 'automate', fact, value, circumstance(run))
}

/** A fact of Windows that the collector could not read. */
export function unread(fact: keyof WindowsFacts, reason: Missing['reason'] = 'denied', run: Run = {}): Evidence {
  return notInside(run.server ?? 'automate', fact, { reason, detail: 'test' }, circumstance(run))
}

/** The script ran with administrator's rights. */
export function collected(changes: Partial<WindowsFacts['windows.collector']> = {}, run: Run = {}): Evidence {
  const value = {
    machine: run.machine ?? 'RMM01',
    scriptVersion: '1',
    languageMode: 'FullLanguage',
    powershell: '5.1',
    elevated: true,
    culture: 'de-DE',
    utcOffsetMinutes: 60,
    milliseconds: 4_000,
    ...changes,
  } as const
  return windows('windows.collector', value, run)
}

/** User Account Control as the hardening guides want it. */
export function uac(changes: Partial<UacFact> = {}, run: Run = {}): Evidence {
  const value = {
    EnableLUA: 1,
    ConsentPromptBehaviorAdmin: 2,
    ConsentPromptBehaviorUser: 0,
    PromptOnSecureDesktop: 1,
    FilterAdministratorToken: 1,
    EnableInstallerDetection: 1,
    EnableSecureUIAPaths: 1,
    EnableVirtualization: 1,
    LocalAccountTokenFilterPolicy: 0,
    ...changes,
  }
  return windows('windows.uac', value, run)
}

type Profile = WindowsFacts['windows.firewall-profiles']['profiles'][number]

/** All three profiles on, blocking, `private` in use; `changes` apply to the profiles that they name. */
export function profiles(
  changes: {
    readonly of?: Partial<Record<Profile['name'], Partial<Profile>>>
    readonly fact?: Partial<WindowsFacts['windows.firewall-profiles']>
  } = {},
  run: Run = {},
): Evidence {
  const of = (name: Profile['name']): Profile => ({
    name,
    enabled: true,
    inbound: 'block',
    outbound: 'allow',
    localRules: true,
    logsDropped: true,
    ...changes.of?.[name],
  })
  const value = {
    by: 'active-store',
    profiles: [of('domain'), of('private'), of('public')],
    inUse: ['private'],
    serviceRuns: true,
    ...changes.fact,
  } as const
  return windows('windows.firewall-profiles', value, run)
}

/** Local rules by what stands between `v2.31|` and the last bar; `Action=Allow|Active=TRUE|Dir=In` unless they say so. */
export function rules(texts: readonly string[], run: Run & { readonly from?: 'local' | 'policy' } = {}): Evidence {
  const value = {
    rules: texts.map((text, index) => ({
      id: `{RULE-${index + 1}}`,
      text: `v2.31|${text.includes('Action=') ? '' : 'Action=Allow|Active=TRUE|Dir=In|'}${text}|`,
      from: run.from ?? ('local' as const),
    })),
  }
  return windows('windows.firewall-rules', value, run)
}

type Service = ServicesFact['services'][number]

/** Services by name; they run and start by themselves unless said otherwise. */
export function services(named: readonly (string | (Partial<Service> & { name: string }))[], run: Run = {}): Evidence {
  const of = (each: string | (Partial<Service> & { name: string })): Service => ({
    state: 'Running',
    startMode: 'Auto',
    program: null,
    account: 'LocalSystem',
    processId: 1_000,
    ...(typeof each === 'string' ? { name: each } : each),
  })
  return windows('windows.services', { services: named.map(of) }, run)
}

/** Microsoft Defender, active and current. */
export function defender(changes: Partial<DefenderFact> = {}, run: Run = {}): Evidence {
  const value = {
    serviceEnabled: true,
    antivirusEnabled: true,
    realTime: true,
    behaviour: true,
    tamperProtected: true,
    mode: 'Normal',
    signaturesAt: '2026-11-23T04:00:00.000Z',
    excludedPaths: [],
    excludedProcesses: [],
    onboarded: null,
    ...changes,
  }
  return windows('windows.defender', value, run)
}

/** Listeners on every address, TCP, of a process of that name; a number alone is one of `test.exe`. */
export function listeners(open: readonly (number | (Partial<Listener> & { port: number }))[], run: Run = {}): Evidence {
  const of = (each: number | (Partial<Listener> & { port: number })): Listener => ({
    protocol: 'tcp',
    address: '0.0.0.0',
    processId: 2_000,
    process: 'test.exe',
    services: [],
    ...(typeof each === 'number' ? { port: each } : each),
  })
  return windows('windows.listeners', { listeners: open.map(of) }, run)
}

/** One network card with the origin address that `musterMsp` names for Automate. */
export function interfaces(addresses: readonly (readonly string[])[] = [['10.20.0.10/24']], run: Run = {}): Evidence {
  const value = {
    interfaces: addresses.map((each, index) => ({
      index: index + 1,
      name: `Ethernet ${index + 1}`,
      addresses: each,
      gateways: index === 0 ? ['10.20.0.1'] : [],
      profile: 'private' as const,
    })),
  }
  return windows('windows.interfaces', value, run)
}

/** Windows Server 2022 with the newest update that the catalogue knows. */
export function system(changes: Partial<WindowsFacts['windows.system']> = {}, run: Run = {}): Evidence {
  const value = {
    productName: 'Windows Server 2022 Standard',
    build: 20_348,
    revision: 5_139,
    displayVersion: '21H2',
    edition: 'ServerStandard',
    installationType: 'Server',
    lastBoot: '2026-11-12T02:00:00.000Z',
    restartPending: false,
    ...changes,
  }
  return windows('windows.system', value, run)
}

type Iis = WindowsFacts['windows.iis']

/** Rules that let in only the technicians of `musterMsp`, the machine itself and 127.0.0.1. */
export const technicianRules: Iis['places'][number]['rules'] = {
  allowUnlisted: false,
  proxyMode: false,
  denyAction: 'NotFound',
  entries: [
    { address: '127.0.0.1', mask: null, allowed: true },
    { address: '10.20.0.10', mask: null, allowed: true },
    { address: '203.0.113.0', mask: '255.255.255.0', allowed: true },
  ],
}

/** IIS of an Automate server; `rules` by the path below the default site (`cwa`), '' for the site, null for the server. */
export function iis(
  placed: readonly (readonly [string | null, Partial<Iis['places'][number]['rules']>])[] = [
    ['cwa', {}],
    ['LegacyCCASMX', {}],
    ['WCC2', {}],
  ],
  changes: Partial<Iis> = {},
  run: Run = {},
): Evidence {
  const site = 'Default Web Site'
  const pathOf = (below: string | null) => (below === null ? '' : below === '' ? site : `${site}/${below}`)
  const value: Iis = {
    sites: [
      {
        name: site,
        bindings: [{ protocol: 'https', information: '*:443:' }],
        applications: ['/', '/LabTech', '/cwa', '/LegacyCCASMX', '/WCC2'].map((path) => ({ path, folder: null })),
      },
    ],
    places: placed.map(([below, rules]) => ({
      path: pathOf(below),
      from: 'applicationHost.config',
      rules: { ...technicianRules, ...rules },
    })),
    restrictionModule: true,
    removesServerHeader: null,
    ...changes,
  }
  return windows('windows.iis', value, run)
}

/** Automate 2025.11 on its server. */
export function automateInstallation(changes: Partial<WindowsFacts['windows.automate']> = {}, run: Run = {}): Evidence {
  const value = {
    folder: 'C:\\Program Files\\LabTech',
    serverVersion: '25.0.436',
    agentVersion: '250.436',
    databaseServer: 'localhost',
    secretsPresent: [],
    ...changes,
  }
  return windows('windows.automate', value, run)
}

/** MySQL 8.4.13 as a service beside Automate. */
export function databaseService(
  changes: Partial<WindowsFacts['windows.database']['servers'][number]> = {},
  run: Run = {},
): Evidence {
  const server = {
    service: 'MySQL84',
    state: 'Running',
    account: 'NT SERVICE\\MySQL84',
    program: 'C:\\Program Files\\MySQL\\MySQL Server 8.4\\bin\\mysqld.exe',
    programVersion: '8.4.13.0',
    configuration: 'C:\\ProgramData\\MySQL\\MySQL Server 8.4\\my.ini',
    settings: {},
    passwordsIn: [],
    ...changes,
  }
  return windows('windows.database', { servers: [server] }, run)
}

/** `Enabled` of the server's side by protocol; a protocol that is not named is not in the registry. */
export function schannel(
  enabled: Partial<Record<WindowsFacts['windows.tls']['protocols'][number]['protocol'], number>>,
  run: Run = {},
): Evidence {
  const names = ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const
  const protocols = names.map((protocol) => ({
    protocol,
    enabled: enabled[protocol] ?? null,
    disabledByDefault: null,
  }))
  return windows('windows.tls', { protocols, ciphers: [], strongCrypto: { native: null, wow64: null } }, run)
}

/** ScreenConnect 26.6.5 on its server. */
export function screenconnectInstallation(
  changes: Partial<WindowsFacts['windows.screenconnect']> = {},
  run: Run = {},
): Evidence {
  const value = {
    folder: 'C:\\Program Files (x86)\\ScreenConnect',
    serverVersion: '26.6.5.9742',
    clients: [],
    service: { state: 'Running', account: 'LocalSystem' },
    ...changes,
  }
  return windows('windows.screenconnect', value, { server: 'screenconnect', machine: 'SC01', ...run })
}
