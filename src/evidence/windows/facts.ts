/**
 * What the collector script brings from within one Windows server. Every fact holds for one machine and stands in one
 * piece of evidence, whose source names the machine first: `RMM01: HKLM\SOFTWARE\…`. A value of `null` was looked for
 * and is not there, which is not the same as zero: Windows then follows its own default.
 */
export interface WindowsFacts {
  readonly 'windows.collector': CollectorFact
  readonly 'windows.system': SystemFact
  readonly 'windows.firewall-profiles': FirewallProfilesFact
  readonly 'windows.firewall-rules': FirewallRulesFact
  readonly 'windows.uac': UacFact
  readonly 'windows.services': ServicesFact
  readonly 'windows.drivers': DriversFact
  readonly 'windows.defender': DefenderFact
  readonly 'windows.listeners': ListenersFact
  readonly 'windows.interfaces': InterfacesFact
  readonly 'windows.membership': MembershipFact
  readonly 'windows.iis': IisFact
  readonly 'windows.tls': SchannelFact
  readonly 'windows.remote-desktop': RemoteDesktopFact
  readonly 'windows.smb': SmbFact
  readonly 'windows.administrators': AdministratorsFact
  readonly 'windows.programs': ProgramsFact
  readonly 'windows.automate': AutomateInstallationFact
  readonly 'windows.screenconnect': ScreenConnectInstallationFact
  readonly 'windows.database': DatabaseServiceFact
  readonly 'windows.rights': RightsFact
  readonly 'windows.shares': SharesFact
}

/** How the script itself fared. */
export interface CollectorFact {
  readonly machine: string
  readonly scriptVersion: string
  /** In `ConstrainedLanguage` some facts cannot be had. */
  readonly languageMode: 'FullLanguage' | 'ConstrainedLanguage' | 'RestrictedLanguage' | 'NoLanguage'
  readonly powershell: string
  /** Without administrator's rights many facts are denied. */
  readonly elevated: boolean
  /** `de-DE`: nothing that depends on it is read. */
  readonly culture: string
  /** Minutes that local time is ahead of UTC. */
  readonly utcOffsetMinutes: number
  readonly milliseconds: number
}

/** `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion` and what waits for a restart. */
export interface SystemFact {
  readonly productName: string
  readonly build: number
  /** Update build revision (UBR). */
  readonly revision: number
  readonly displayVersion: string | null
  readonly edition: string
  readonly installationType: string
  readonly lastBoot: string | null
  readonly restartPending: boolean
}

export type FirewallProfileName = 'domain' | 'private' | 'public'

export interface FirewallProfile {
  readonly name: FirewallProfileName
  readonly enabled: boolean
  /** What happens to what no rule names. */
  readonly inbound: 'block' | 'allow' | 'not-configured'
  readonly outbound: 'block' | 'allow' | 'not-configured'
  /** Local rules count beside those of a group policy. */
  readonly localRules: boolean | null
  readonly logsDropped: boolean | null
}

export interface FirewallProfilesFact {
  /** `active-store`: what really holds, group policy included. `registry`: local settings with the policy laid over them. */
  readonly by: 'active-store' | 'registry'
  readonly profiles: readonly FirewallProfile[]
  /** Profiles of the networks that the machine is connected to now; empty if that could not be told. */
  readonly inUse: readonly FirewallProfileName[]
  /** The service `MpsSvc` runs: without it no profile does anything. */
  readonly serviceRuns: boolean
}

/** Enabled inbound rules as the registry writes them: `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|…`. */
export interface FirewallRulesFact {
  readonly rules: readonly {
    readonly id: string
    readonly text: string
    readonly from: 'local' | 'policy'
  }[]
}

/** Values below `HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`. */
export interface UacFact {
  readonly EnableLUA: number | null
  readonly ConsentPromptBehaviorAdmin: number | null
  readonly ConsentPromptBehaviorUser: number | null
  readonly PromptOnSecureDesktop: number | null
  readonly FilterAdministratorToken: number | null
  readonly EnableInstallerDetection: number | null
  readonly EnableSecureUIAPaths: number | null
  readonly EnableVirtualization: number | null
  readonly LocalAccountTokenFilterPolicy: number | null
}

/** `Win32_Service`; state and start mode are English in every language of Windows. */
export interface ServicesFact {
  readonly services: readonly {
    readonly name: string
    readonly state: string
    readonly startMode: string
    /** The program without its arguments, which may hold secrets. */
    readonly program: string | null
    readonly account: string | null
    readonly processId: number
  }[]
}

/** `Win32_SystemDriver`. */
export interface DriversFact {
  readonly drivers: readonly { readonly name: string; readonly state: string; readonly startMode: string }[]
}

/** `MSFT_MpComputerStatus` and the exclusions of `MSFT_MpPreference`. */
export interface DefenderFact {
  readonly serviceEnabled: boolean
  readonly antivirusEnabled: boolean
  readonly realTime: boolean
  readonly behaviour: boolean | null
  readonly tamperProtected: boolean | null
  /** `Normal`, `Passive Mode`, `SxS Passive Mode`, `EDR Block Mode`, `Not running`. */
  readonly mode: string | null
  readonly signaturesAt: string | null
  /** Null where exclusions are hidden, even from administrators. */
  readonly excludedPaths: readonly string[] | null
  readonly excludedProcesses: readonly string[] | null
  /** Defender for Endpoint: `OnboardingState`. */
  readonly onboarded: boolean | null
}

export interface Listener {
  readonly protocol: 'tcp' | 'udp'
  readonly address: string
  readonly port: number
  readonly processId: number
  /** File name of the program, such as `mysqld.exe`; `System` for process 4, in which http.sys lives. */
  readonly process: string | null
  /** Services that run in this process. */
  readonly services: readonly string[]
}

export interface ListenersFact {
  readonly listeners: readonly Listener[]
}

export interface InterfacesFact {
  readonly interfaces: readonly {
    readonly index: number
    readonly name: string
    /** `10.20.0.10/24`. */
    readonly addresses: readonly string[]
    readonly gateways: readonly string[]
    readonly profile: FirewallProfileName | null
  }[]
}

export interface MembershipFact {
  readonly domainJoined: boolean
  readonly domain: string | null
  /** `Win32_ComputerSystem.DomainRole`: 4 and 5 are domain controllers. */
  readonly role: number
  readonly azureJoined: boolean | null
}

/** `ipSecurity` of one place in IIS. */
export interface IisAddressRules {
  /** True is the default: then an address that no entry names gets in. */
  readonly allowUnlisted: boolean
  /** Behind a proxy, look at the client that the proxy names. */
  readonly proxyMode: boolean
  readonly denyAction: string | null
  readonly entries: readonly { readonly address: string; readonly mask: string | null; readonly allowed: boolean }[]
}

export interface IisFact {
  readonly sites: readonly {
    readonly name: string
    readonly bindings: readonly { readonly protocol: string; readonly information: string }[]
    /** Applications and virtual directories by their path below the site (`/LabTech`). */
    readonly applications: readonly { readonly path: string; readonly folder: string | null }[]
  }[]
  /** Places (`Default Web Site/cwa`) that have `ipSecurity` of their own; `''` is the whole server. */
  readonly places: readonly { readonly path: string; readonly from: string; readonly rules: IisAddressRules }[]
  /** The role service *IP and Domain Restrictions* (`IpRestrictionModule`) is there: without it no rule works. */
  readonly restrictionModule: boolean
  /** Request filtering, where set: verbs that are refused. */
  readonly removesServerHeader: boolean | null
}

export type SchannelProtocol = 'SSL 2.0' | 'SSL 3.0' | 'TLS 1.0' | 'TLS 1.1' | 'TLS 1.2' | 'TLS 1.3'

export interface SchannelFact {
  /** The server's side of each protocol. */
  readonly protocols: readonly {
    readonly protocol: SchannelProtocol
    readonly enabled: number | null
    readonly disabledByDefault: number | null
  }[]
  /** Ciphers with an `Enabled` value of their own. */
  readonly ciphers: readonly { readonly name: string; readonly enabled: number }[]
  readonly strongCrypto: { readonly native: number | null; readonly wow64: number | null }
}

export interface RemoteDesktopFact {
  readonly denied: boolean
  readonly networkAuthentication: boolean | null
  readonly securityLayer: number | null
  readonly port: number | null
}

export interface SmbFact {
  readonly version1: boolean | null
  readonly signingRequired: boolean | null
}

/** Members of the group `S-1-5-32-544`. */
export interface AdministratorsFact {
  readonly members: readonly {
    readonly sid: string
    /** Null where the SID belongs to nobody any more. */
    readonly name: string | null
    readonly kind: 'user' | 'group' | 'unknown'
    readonly enabled: boolean | null
  }[]
}

/** Entries of *Programs and features*: another sign of what protects the server. */
export interface ProgramsFact {
  readonly programs: readonly {
    readonly name: string
    readonly version: string | null
    readonly publisher: string | null
  }[]
}

export interface AutomateInstallationFact {
  readonly folder: string | null
  /** File version of `LTAgent.exe`. */
  readonly serverVersion: string | null
  /** Of the agent on this very machine. */
  readonly agentVersion: string | null
  /** Name of the database server, never how to sign in. */
  readonly databaseServer: string | null
  /** Secrets that stand in the registry: where, not what. */
  readonly secretsPresent: readonly string[]
}

export interface ScreenConnectInstallationFact {
  readonly folder: string | null
  /** File version of `ScreenConnect.Service.exe`. */
  readonly serverVersion: string | null
  readonly clients: readonly { readonly name: string; readonly version: string | null }[]
  readonly service: { readonly state: string; readonly account: string | null } | null
}

/** MySQL, MariaDB or Percona as a service. */
export interface DatabaseServiceFact {
  readonly servers: readonly {
    readonly service: string
    readonly state: string
    readonly account: string | null
    readonly program: string | null
    readonly programVersion: string | null
    readonly configuration: string | null
    /**
     * Settings of `[mysqld]` by lower-case name with `-` written as `_`; only those that hold no secret. One that stands
     * there without a value (`skip-networking`) is an empty text.
     */
    readonly settings: Readonly<Record<string, string>>
    /** A password stands in the file: in which sections. */
    readonly passwordsIn: readonly string[]
  }[]
}

/** Who may read or write something that only a few should. Rights by SID. */
export interface RightsFact {
  readonly objects: readonly {
    /**
     * What it is, the same on every machine: `automate-agent-key`, `automate-setup-key`, `automate-folder`,
     * `automate-ltshare`, `screenconnect-folder`, `screenconnect-web-config`, `screenconnect-app-data`,
     * `screenconnect-user-xml`, `database-configuration`, `database-program`, `database-data`.
     */
    readonly what: string
    readonly path: string
    readonly kind: 'file' | 'folder' | 'registry'
    readonly owner: string | null
    readonly entries: readonly {
      readonly sid: string
      readonly allow: boolean
      /** The access mask as Windows writes it. */
      readonly rights: number
      readonly inherited: boolean
    }[]
  }[]
}

export interface SharesFact {
  readonly shares: readonly {
    readonly name: string
    readonly path: string | null
    readonly administrative: boolean
    readonly entries: readonly { readonly sid: string; readonly allow: boolean; readonly rights: number }[]
  }[]
}
