import fc from 'fast-check'
import type { FirewallProfileName, WindowsFacts } from './facts.ts'

const word = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })
const words = fc.array(word, { maxLength: 4 })
const flag = fc.boolean()
const count = fc.integer({ min: 0, max: 0xffff_ffff })
const mask = fc.integer({ min: -0x8000_0000, max: 0xffff_ffff })
const port = fc.integer({ min: 1, max: 65_535 })
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const profileName = fc.constantFrom<FirewallProfileName>('domain', 'private', 'public')
const action = fc.constantFrom('block' as const, 'allow' as const, 'not-configured' as const)

function orNull<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.option(value, { nil: null })
}

function list<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> {
  return fc.array(value, { maxLength: 4 })
}

const number = orNull(mask)
const accessEntry = { sid: word, allow: flag, rights: mask }

/** Any value of each fact of the Windows collector. */
export const arbitraryWindowsFacts: { readonly [Name in keyof WindowsFacts]: fc.Arbitrary<WindowsFacts[Name]> } = {
  'windows.collector': fc.record({
    machine: word,
    scriptVersion: word,
    languageMode: fc.constantFrom('FullLanguage', 'ConstrainedLanguage', 'RestrictedLanguage', 'NoLanguage'),
    powershell: word,
    elevated: flag,
    culture: word,
    utcOffsetMinutes: fc.integer({ min: -1_440, max: 1_440 }),
    milliseconds: count,
  }),
  'windows.system': fc.record({
    productName: word,
    build: count,
    revision: count,
    displayVersion: orNull(word),
    edition: word,
    installationType: word,
    lastBoot: orNull(moment),
    restartPending: flag,
  }),
  'windows.firewall-profiles': fc.record({
    by: fc.constantFrom('active-store', 'registry'),
    profiles: list(
      fc.record({
        name: profileName,
        enabled: flag,
        inbound: action,
        outbound: action,
        localRules: orNull(flag),
        logsDropped: orNull(flag),
      }),
    ),
    inUse: list(profileName),
    serviceRuns: flag,
  }),
  'windows.firewall-rules': fc.record({
    rules: list(fc.record({ id: word, text: word, from: fc.constantFrom('local', 'policy') })),
  }),
  'windows.uac': fc.record({
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
  'windows.services': fc.record({
    services: list(
      fc.record({
        name: word,
        state: word,
        startMode: word,
        program: orNull(word),
        account: orNull(word),
        processId: count,
      }),
    ),
  }),
  'windows.drivers': fc.record({ drivers: list(fc.record({ name: word, state: word, startMode: word })) }),
  'windows.defender': fc.record({
    serviceEnabled: flag,
    antivirusEnabled: flag,
    realTime: flag,
    behaviour: orNull(flag),
    tamperProtected: orNull(flag),
    mode: orNull(word),
    signaturesAt: orNull(moment),
    excludedPaths: orNull(words),
    excludedProcesses: orNull(words),
    onboarded: orNull(flag),
  }),
  'windows.listeners': fc.record({
    listeners: list(
      fc.record({
        protocol: fc.constantFrom('tcp', 'udp'),
        address: word,
        port,
        processId: count,
        process: orNull(word),
        services: words,
      }),
    ),
  }),
  'windows.interfaces': fc.record({
    interfaces: list(
      fc.record({ index: count, name: word, addresses: words, gateways: words, profile: orNull(profileName) }),
    ),
  }),
  'windows.membership': fc.record({
    domainJoined: flag,
    domain: orNull(word),
    role: fc.integer({ min: 0, max: 5 }),
    azureJoined: orNull(flag),
  }),
  'windows.iis': fc.record({
    sites: list(
      fc.record({
        name: word,
        bindings: list(fc.record({ protocol: word, information: word })),
        applications: list(fc.record({ path: word, folder: orNull(word) })),
      }),
    ),
    places: list(
      fc.record({
        path: word,
        from: word,
        rules: fc.record({
          allowUnlisted: flag,
          proxyMode: flag,
          denyAction: orNull(word),
          entries: list(fc.record({ address: word, mask: orNull(word), allowed: flag })),
        }),
      }),
    ),
    restrictionModule: flag,
    removesServerHeader: orNull(flag),
  }),
  'windows.tls': fc.record({
    protocols: list(
      fc.record({
        protocol: fc.constantFrom('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'),
        enabled: number,
        disabledByDefault: number,
      }),
    ),
    ciphers: list(fc.record({ name: word, enabled: mask })),
    strongCrypto: fc.record({ native: number, wow64: number }),
  }),
  'windows.remote-desktop': fc.record({
    denied: flag,
    networkAuthentication: orNull(flag),
    securityLayer: number,
    port: orNull(port),
  }),
  'windows.smb': fc.record({ version1: orNull(flag), signingRequired: orNull(flag) }),
  'windows.administrators': fc.record({
    members: list(
      fc.record({
        sid: word,
        name: orNull(word),
        kind: fc.constantFrom('user', 'group', 'unknown'),
        enabled: orNull(flag),
      }),
    ),
  }),
  'windows.programs': fc.record({
    programs: list(fc.record({ name: word, version: orNull(word), publisher: orNull(word) })),
  }),
  'windows.automate': fc.record({
    folder: orNull(word),
    serverVersion: orNull(word),
    agentVersion: orNull(word),
    databaseServer: orNull(word),
    secretsPresent: words,
  }),
  'windows.screenconnect': fc.record({
    folder: orNull(word),
    serverVersion: orNull(word),
    clients: list(fc.record({ name: word, version: orNull(word) })),
    service: orNull(fc.record({ state: word, account: orNull(word) })),
  }),
  'windows.database': fc.record({
    servers: list(
      fc.record({
        service: word,
        state: word,
        account: orNull(word),
        program: orNull(word),
        programVersion: orNull(word),
        configuration: orNull(word),
        settings: fc.dictionary(fc.constantFrom('bind_address', 'port', 'skip_networking'), word, {
          noNullPrototype: true,
        }),
        passwordsIn: words,
      }),
    ),
  }),
  'windows.rights': fc.record({
    objects: list(
      fc.record({
        what: word,
        path: word,
        kind: fc.constantFrom('file', 'folder', 'registry'),
        owner: orNull(word),
        entries: list(fc.record({ ...accessEntry, inherited: flag })),
      }),
    ),
  }),
  'windows.shares': fc.record({
    shares: list(
      fc.record({ name: word, path: orNull(word), administrative: flag, entries: list(fc.record(accessEntry)) }),
    ),
  }),
}
