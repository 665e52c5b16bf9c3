import { flag, integer, oneOf, orNull, port, record, type Shape, settings, text } from '../shape.ts'
import type {
  AdministratorsFact,
  AutomateInstallationFact,
  CollectorFact,
  DatabaseServiceFact,
  DefenderFact,
  DriversFact,
  FirewallProfile,
  FirewallProfilesFact,
  FirewallRulesFact,
  IisAddressRules,
  IisFact,
  InterfacesFact,
  Listener,
  ListenersFact,
  MembershipFact,
  ProgramsFact,
  RemoteDesktopFact,
  RightsFact,
  SchannelFact,
  SchannelProtocol,
  ScreenConnectInstallationFact,
  ServicesFact,
  SharesFact,
  SmbFact,
  SystemFact,
  UacFact,
  WindowsFacts,
} from './facts.ts'
import { listAsWritten, momentAsWritten } from './powershell.ts'

const name = text(300)
const words = text()
const count = integer(0, 0xffff_ffff)
const mask = integer(-0x8000_0000, 0xffff_ffff)
const number = orNull(integer(-0x8000_0000, 0xffff_ffff))
const profileName = oneOf(['domain', 'private', 'public'])
const action = oneOf(['block', 'allow', 'not-configured'])

const profile = record<FirewallProfile>({
  name: profileName,
  enabled: flag,
  inbound: action,
  outbound: action,
  localRules: orNull(flag),
  logsDropped: orNull(flag),
})

const addressRules = record<IisAddressRules>({
  allowUnlisted: flag,
  proxyMode: flag,
  denyAction: orNull(name),
  entries: listAsWritten(
    record<IisAddressRules['entries'][number]>({ address: name, mask: orNull(name), allowed: flag }),
    10_000,
  ),
})

const listener = record<Listener>({
  protocol: oneOf(['tcp', 'udp']),
  address: name,
  port,
  processId: count,
  process: orNull(words),
  services: listAsWritten(name, 500),
})

/** What the facts of the Windows collector look like in a stored file. */
export const windowsShapes: { readonly [Name in keyof WindowsFacts]: Shape<WindowsFacts[Name]> } = {
  'windows.collector': record<CollectorFact>({
    machine: name,
    scriptVersion: name,
    languageMode: oneOf(['FullLanguage', 'ConstrainedLanguage', 'RestrictedLanguage', 'NoLanguage']),
    powershell: name,
    elevated: flag,
    culture: name,
    utcOffsetMinutes: integer(-1_440, 1_440),
    milliseconds: count,
  }),
  'windows.system': record<SystemFact>({
    productName: name,
    build: count,
    revision: count,
    displayVersion: orNull(name),
    edition: name,
    installationType: name,
    lastBoot: orNull(momentAsWritten),
    restartPending: flag,
  }),
  'windows.firewall-profiles': record<FirewallProfilesFact>({
    by: oneOf(['active-store', 'registry']),
    profiles: listAsWritten(profile, 10),
    inUse: listAsWritten(profileName, 10),
    serviceRuns: flag,
  }),
  'windows.firewall-rules': record<FirewallRulesFact>({
    rules: listAsWritten(record({ id: words, text: text(16_384), from: oneOf(['local', 'policy']) }), 20_000),
  }),
  'windows.uac': record<UacFact>({
    EnableLUA: number,
    ConsentPromptBehaviorAdmin: number,
    ConsentPromptBehaviorUser: number,
    PromptOnSecureDesktop: number,
    FilterAdministratorToken: number,
    EnableInstallerDetection: number,
    EnableSecureUIAPaths: number,
    EnableVirtualization: number,
    LocalAccountTokenFilterPolicy: number,
  }),
  'windows.services': record<ServicesFact>({
    services: listAsWritten(
      record<ServicesFact['services'][number]>({
        name,
        state: name,
        startMode: name,
        program: orNull(words),
        account: orNull(name),
        processId: count,
      }),
      5_000,
    ),
  }),
  'windows.drivers': record<DriversFact>({
    drivers: listAsWritten(record({ name, state: name, startMode: name }), 5_000),
  }),
  'windows.defender': record<DefenderFact>({
    serviceEnabled: flag,
    antivirusEnabled: flag,
    realTime: flag,
    behaviour: orNull(flag),
    tamperProtected: orNull(flag),
    mode: orNull(name),
    signaturesAt: orNull(momentAsWritten),
    excludedPaths: orNull(listAsWritten(words, 2_000)),
    excludedProcesses: orNull(listAsWritten(words, 2_000)),
    onboarded: orNull(flag),
  }),
  'windows.listeners': record<ListenersFact>({ listeners: listAsWritten(listener, 100_000) }),
  'windows.interfaces': record<InterfacesFact>({
    interfaces: listAsWritten(
      record<InterfacesFact['interfaces'][number]>({
        index: count,
        name,
        addresses: listAsWritten(name, 200),
        gateways: listAsWritten(name, 50),
        profile: orNull(profileName),
      }),
      500,
    ),
  }),
  'windows.membership': record<MembershipFact>({
    domainJoined: flag,
    domain: orNull(name),
    role: integer(0, 5),
    azureJoined: orNull(flag),
  }),
  'windows.iis': record<IisFact>({
    sites: listAsWritten(
      record<IisFact['sites'][number]>({
        name,
        bindings: listAsWritten(record({ protocol: name, information: name }), 500),
        applications: listAsWritten(
          record<IisFact['sites'][number]['applications'][number]>({ path: words, folder: orNull(words) }),
          500,
        ),
      }),
      200,
    ),
    places: listAsWritten(record<IisFact['places'][number]>({ path: words, from: words, rules: addressRules }), 1_000),
    restrictionModule: flag,
    removesServerHeader: orNull(flag),
  }),
  'windows.tls': record<SchannelFact>({
    protocols: listAsWritten(
      record<SchannelFact['protocols'][number]>({
        protocol: oneOf<SchannelProtocol>(['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3']),
        enabled: number,
        disabledByDefault: number,
      }),
      20,
    ),
    ciphers: listAsWritten(record({ name, enabled: mask }), 200),
    strongCrypto: record<SchannelFact['strongCrypto']>({ native: number, wow64: number }),
  }),
  'windows.remote-desktop': record<RemoteDesktopFact>({
    denied: flag,
    networkAuthentication: orNull(flag),
    securityLayer: number,
    port: orNull(port),
  }),
  'windows.smb': record<SmbFact>({ version1: orNull(flag), signingRequired: orNull(flag) }),
  'windows.administrators': record<AdministratorsFact>({
    members: listAsWritten(
      record<AdministratorsFact['members'][number]>({
        sid: name,
        name: orNull(name),
        kind: oneOf(['user', 'group', 'unknown']),
        enabled: orNull(flag),
      }),
      5_000,
    ),
  }),
  'windows.programs': record<ProgramsFact>({
    programs: listAsWritten(
      record<ProgramsFact['programs'][number]>({
        name: words,
        version: orNull(name),
        publisher: orNull(words),
      }),
      5_000,
    ),
  }),
  'windows.automate': record<AutomateInstallationFact>({
    folder: orNull(words),
    serverVersion: orNull(name),
    agentVersion: orNull(name),
    databaseServer: orNull(name),
    secretsPresent: listAsWritten(words, 50),
  }),
  'windows.screenconnect': record<ScreenConnectInstallationFact>({
    folder: orNull(words),
    serverVersion: orNull(name),
    clients: listAsWritten(
      record<ScreenConnectInstallationFact['clients'][number]>({ name, version: orNull(name) }),
      200,
    ),
    service: orNull(
      record<NonNullable<ScreenConnectInstallationFact['service']>>({ state: name, account: orNull(name) }),
    ),
  }),
  'windows.database': record<DatabaseServiceFact>({
    servers: listAsWritten(
      record<DatabaseServiceFact['servers'][number]>({
        service: name,
        state: name,
        account: orNull(name),
        program: orNull(words),
        programVersion: orNull(name),
        configuration: orNull(words),
        settings: settings(500),
        passwordsIn: listAsWritten(name, 50),
      }),
      50,
    ),
  }),
  'windows.rights': record<RightsFact>({
    objects: listAsWritten(
      record<RightsFact['objects'][number]>({
        what: name,
        path: words,
        kind: oneOf(['file', 'folder', 'registry']),
        owner: orNull(name),
        entries: listAsWritten(
          record<RightsFact['objects'][number]['entries'][number]>({
            sid: name,
            allow: flag,
            rights: mask,
            inherited: flag,
          }),
          500,
        ),
      }),
      500,
    ),
  }),
  'windows.shares': record<SharesFact>({
    shares: listAsWritten(
      record<SharesFact['shares'][number]>({
        name,
        path: orNull(words),
        administrative: flag,
        entries: listAsWritten(record({ sid: name, allow: flag, rights: mask }), 500),
      }),
      500,
    ),
  }),
}
