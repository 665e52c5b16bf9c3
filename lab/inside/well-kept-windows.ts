import { type LabFacts, seen } from './machine-file.ts'
import { administrators, fullControl, local, localService, systemAccount } from './security-ids.ts'

/** What every machine of the lab has its own of. */
export interface WindowsPlace {
  readonly machine: string
  /** Its address with the length of the network: `10.20.0.10/24`. */
  readonly address: string
  /** Who may administer: the network of the technicians, with its mask. */
  readonly technicians: { readonly address: string; readonly mask: string }
  /** Milliseconds since 1970. */
  readonly now: number
  /** What its products add to the lists of Windows. */
  readonly products: readonly InstalledProduct[]
}

/** A product's part in the lists that Windows keeps of everything. */
export interface InstalledProduct {
  readonly services: readonly object[]
  readonly listeners: readonly object[]
  readonly rules: readonly object[]
  readonly programs: readonly object[]
}

export const day = 86_400_000

/** A Windows Server 2022 on which nothing is wrong, whatever it carries. */
export function wellKeptWindows(place: WindowsPlace): LabFacts {
  return seen({ ...systemOf(place), ...protectionOf(place), ...networkOf(place), ...accessTo(place) })
}

type Values = Readonly<Record<string, object>>

function systemOf({ machine, now, products }: WindowsPlace): Values {
  return {
    'windows.collector': {
      machine,
      scriptVersion: '1.0',
      languageMode: 'FullLanguage',
      powershell: '5.1.20348.5139',
      elevated: true,
      culture: 'en-US',
      utcOffsetMinutes: 60,
      milliseconds: 8412,
    },
    'windows.system': {
      productName: 'Windows Server 2022 Standard',
      build: 20_348,
      revision: 6_200,
      displayVersion: '21H2',
      edition: 'ServerStandard',
      installationType: 'Server',
      lastBoot: new Date(now - 6 * day).toISOString(),
      restartPending: false,
    },
    'windows.services': { services: [...wellKeptServices, ...products.flatMap(({ services }) => services)] },
    'windows.programs': {
      programs: [
        { name: 'Microsoft Edge', version: '143.0.3650.80', publisher: 'Microsoft Corporation' },
        ...products.flatMap(({ programs }) => programs),
      ],
    },
  }
}

function protectionOf({ technicians, now, products }: WindowsPlace): Values {
  return {
    'windows.firewall-profiles': {
      by: 'active-store',
      profiles: ['domain', 'private', 'public'].map((name) => firewallProfile(name, true)),
      inUse: ['private'],
      serviceRuns: true,
    },
    'windows.firewall-rules': {
      rules: [remoteDesktopRule(technicians), ...products.flatMap(({ rules }) => rules)],
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
      signaturesAt: new Date(now - day / 4).toISOString(),
      excludedPaths: [],
      excludedProcesses: [],
      onboarded: true,
    },
  }
}

function networkOf({ address, products }: WindowsPlace): Values {
  return {
    'windows.listeners': {
      listeners: [remoteDesktopListener, ...products.flatMap(({ listeners }) => listeners)],
    },
    'windows.interfaces': {
      interfaces: [
        { index: 5, name: 'Ethernet', addresses: [address], gateways: [gatewayOf(address)], profile: 'private' },
      ],
    },
    'windows.membership': { domainJoined: false, domain: null, role: 2, azureJoined: false },
  }
}

function accessTo({ machine }: WindowsPlace): Values {
  return {
    'windows.tls': { protocols: protocols(false), ciphers: weakCiphers(0), strongCrypto: { native: 1, wow64: 1 } },
    'windows.remote-desktop': { denied: false, networkAuthentication: true, securityLayer: 2, port: 3389 },
    'windows.smb': { version1: false, signingRequired: true },
    'windows.administrators': {
      members: [
        { sid: local(machine, 500), name: String.raw`${machine}\Administrator`, kind: 'user', enabled: false },
        { sid: local(machine, 1001), name: String.raw`${machine}\m.huber-adm`, kind: 'user', enabled: true },
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
}

/** Something that takes connections. */
export function listener(
  protocol: 'tcp' | 'udp',
  port: number,
  by: { readonly processId: number; readonly process: string; readonly services?: readonly string[] },
  address = '0.0.0.0',
): object {
  return { protocol, address, port, services: [], ...by }
}

export function firewallProfile(name: string, enabled: boolean): object {
  return { name, enabled, inbound: 'block', outbound: 'allow', localRules: true, logsDropped: enabled }
}

/** A rule as the registry writes it; for everyone unless a network is named. */
export function allowRule(
  { id, protocol, port }: { readonly id: string; readonly protocol: 6 | 17; readonly port: number | string },
  scope = '',
): object {
  const text = `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=${protocol}|LPort=${port}|${scope}Name=${id}|`
  return { id, text, from: 'local' }
}

function remoteDesktopRule({ address, mask }: WindowsPlace['technicians']): object {
  return allowRule({ id: 'RemoteDesktop-UserMode-In-TCP', protocol: 6, port: 3389 }, `RA4=${address}/${mask}|`)
}

const remoteDesktopListener: object = {
  protocol: 'tcp',
  address: '0.0.0.0',
  port: 3389,
  processId: 1_020,
  process: 'svchost.exe',
  services: ['TermService'],
}

const serviceHost = String.raw`C:\Windows\system32\svchost.exe`

const wellKeptServices: readonly object[] = [
  service('MpsSvc', { program: serviceHost, account: localService, processId: 1_240 }),
  service('TermService', { program: serviceHost, account: String.raw`NT Authority\NetworkService`, processId: 1_020 }),
  service('WinDefend', {
    program: String.raw`C:\ProgramData\Microsoft\Windows Defender\Platform\4.18.25100.9008-0\MsMpEng.exe`,
    processId: 2_900,
  }),
  service('Sense', {
    program: String.raw`C:\Program Files\Windows Defender Advanced Threat Protection\MsSense.exe`,
    processId: 3_012,
  }),
]

/** A service that runs, as the system unless another account is named. */
export function service(
  name: string,
  given: { readonly program: string; readonly processId: number; readonly account?: string; readonly state?: string },
): object {
  return { name, state: 'Running', startMode: 'Auto', account: systemAccount, ...given }
}

/** The server's side of SCHANNEL; old protocols on where Windows is left as it was. */
export function protocols(old: boolean): readonly object[] {
  return ['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'].map((protocol) => {
    const on = protocol === 'TLS 1.2' || protocol === 'TLS 1.3' || (old && protocol.startsWith('TLS'))
    return { protocol, enabled: on ? 1 : 0, disabledByDefault: on ? 0 : 1 }
  })
}

export function weakCiphers(enabled: 0 | 1): readonly object[] {
  return ['RC4 128/128', 'Triple DES 168'].map((name) => ({ name, enabled }))
}

/** The first address of a /24. */
function gatewayOf(address: string): string {
  return address.replace(/\.\d+\/24$/, '.1')
}
