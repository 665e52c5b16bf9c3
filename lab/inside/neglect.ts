import { type LabFacts, seen } from './machine-file.ts'
import { administrators, everyone, fullControl, local, modify } from './security-ids.ts'
import { day, firewallProfile, protocols, service, type WindowsPlace, weakCiphers } from './well-kept-windows.ts'

/** What is wrong with a Windows Server 2016 that nobody looked after, over what a well-kept one shows. */
export function neglectedWindows(place: WindowsPlace): LabFacts {
  return seen({ ...systemOf(place), ...protectionOf(place), ...networkOf(place), ...accessTo(place) })
}

type Values = Readonly<Record<string, object>>

function systemOf({ now, products }: WindowsPlace): Values {
  return {
    'windows.system': {
      productName: 'Windows Server 2016 Standard',
      build: 14_393,
      revision: 4_169,
      displayVersion: '1607',
      edition: 'ServerStandard',
      installationType: 'Server',
      lastBoot: new Date(now - 412 * day).toISOString(),
      restartPending: true,
    },
    'windows.services': {
      services: [
        service('MpsSvc', { program: String.raw`C:\Windows\system32\svchost.exe`, processId: 1_240 }),
        {
          ...service('WinDefend', { program: String.raw`C:\Program Files\Windows Defender\MsMpEng.exe`, processId: 0 }),
          state: 'Stopped',
          startMode: 'Disabled',
        },
        ...products.flatMap(({ services }) => services),
      ],
    },
  }
}

function protectionOf({ now, products }: WindowsPlace): Values {
  return {
    'windows.firewall-profiles': {
      by: 'active-store',
      profiles: ['domain', 'private', 'public'].map((name) => firewallProfile(name, name === 'public')),
      inUse: ['domain'],
      serviceRuns: true,
    },
    'windows.firewall-rules': {
      rules: [
        {
          id: 'Allow everything',
          text: 'v2.24|Action=Allow|Active=TRUE|Dir=In|Name=Allow everything|',
          from: 'local',
        },
        ...products.flatMap(({ rules }) => rules),
      ],
    },
    'windows.uac': {
      EnableLUA: 0,
      ConsentPromptBehaviorAdmin: 0,
      ConsentPromptBehaviorUser: 3,
      PromptOnSecureDesktop: 0,
      FilterAdministratorToken: 0,
      EnableInstallerDetection: 0,
      EnableSecureUIAPaths: 0,
      EnableVirtualization: 0,
      LocalAccountTokenFilterPolicy: 1,
    },
    'windows.drivers': { drivers: [{ name: 'WdFilter', state: 'Stopped', startMode: 'Boot' }] },
    'windows.defender': {
      serviceEnabled: false,
      antivirusEnabled: false,
      realTime: false,
      behaviour: false,
      tamperProtected: false,
      mode: 'Not running',
      signaturesAt: new Date(now - 380 * day).toISOString(),
      excludedPaths: ['C:\\', String.raw`C:\LTShare`],
      excludedProcesses: ['powershell.exe'],
      onboarded: false,
    },
  }
}

function networkOf({ address, products }: WindowsPlace): Values {
  const secondCard = address.replace(/^(\d+\.\d+)\.\d+\.(\d+)\/24$/, '$1.77.$2/24')
  return {
    'windows.listeners': { listeners: [...managementListeners, ...products.flatMap(({ listeners }) => listeners)] },
    'windows.interfaces': {
      interfaces: [
        { index: 5, name: 'Ethernet', addresses: [address], gateways: [], profile: 'domain' },
        { index: 9, name: 'LAN', addresses: [secondCard], gateways: [], profile: 'domain' },
      ],
    },
    'windows.membership': { domainJoined: true, domain: 'muster.local', role: 3, azureJoined: false },
  }
}

function accessTo({ machine }: WindowsPlace): Values {
  return {
    'windows.tls': { protocols: protocols(true), ciphers: weakCiphers(1), strongCrypto: { native: null, wow64: null } },
    'windows.remote-desktop': { denied: false, networkAuthentication: false, securityLayer: 0, port: 3389 },
    'windows.smb': { version1: true, signingRequired: false },
    'windows.administrators': {
      members: [
        { sid: local(machine, 500), name: String.raw`${machine}\Administrator`, kind: 'user', enabled: true },
        {
          sid: 'S-1-5-21-3623811015-3361044348-30300820-512',
          name: String.raw`MUSTER\Domain Admins`,
          kind: 'group',
          enabled: null,
        },
        { sid: 'S-1-5-21-3623811015-3361044348-30300820-1013', name: null, kind: 'unknown', enabled: null },
        { sid: local(machine, 1004), name: String.raw`${machine}\backup`, kind: 'user', enabled: true },
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
        {
          name: 'Transfer',
          path: String.raw`D:\Transfer`,
          administrative: false,
          entries: [{ sid: everyone, allow: true, rights: modify }],
        },
      ],
    },
  }
}

const managementListeners: readonly object[] = [135, 445, 3389, 5985].map((port) => ({
  protocol: 'tcp',
  address: '0.0.0.0',
  port,
  processId: port === 445 || port === 5985 ? 4 : 900,
  process: port === 445 || port === 5985 ? 'System' : 'svchost.exe',
  services: [],
}))
