/**
 * What the folder of a ScreenConnect installation shows (screenconnect.md §1.4, §2, §3). One piece of evidence speaks of
 * one file, and its source names the machine first: `SC01: App_Data\User.xml`. Secrets are named by the place where they
 * stand and never by what they are. `null` was looked for and is not there.
 *
 * Names of files, keys and elements come from observed installations (marked unverified in the reference): what is not
 * found under them is missing and proves nothing.
 */
export interface ScreenConnectFacts {
  readonly 'screenconnect.settings': SettingsFact
  readonly 'screenconnect.lists': ListsFact
  readonly 'screenconnect.client-settings': ClientSettingsFact
  readonly 'screenconnect.users': UsersFact
  readonly 'screenconnect.roles': RolesFact
  readonly 'screenconnect.extensions': ExtensionsFact
  readonly 'screenconnect.triggers': TriggersFact
  readonly 'screenconnect.leftovers': LeftoversFact
  readonly 'screenconnect.version': ProgramVersionFact
  readonly 'screenconnect.security-log': SecurityLogFact
  readonly 'screenconnect.sessions': SessionsFact
}

/** One setting; null where the key is there but its value is not of the form that belongs to it. */
export interface Setting {
  readonly name: string
  readonly value: string | null
}

/** `<membership><providers><add>`: where users come from, and the rules for their passwords. */
export interface UserSource {
  readonly name: string
  /** `Internal`, `Windows`, `Ldap`, `Saml`, `OAuth2`, `OpenIDConnect`, or how the type calls itself. */
  readonly kind: string
  readonly enabled: boolean
  readonly passwordLength: number | null
  readonly nonAlphanumeric: number | null
  readonly strengthExpression: boolean
  /** Failed attempts within the window after which the account is locked. */
  readonly windowAttempts: number | null
  /** Minutes. */
  readonly windowMinutes: number | null
  readonly absoluteAttempts: number | null
  readonly expirationDays: number | null
  readonly historyLength: number | null
}

/** `web.config`: settings of the whole site and its user sources. */
export interface SettingsFact {
  /** Keys of the main `<appSettings>` that the catalogue of this witness knows to hold no secret. */
  readonly settings: readonly Setting[]
  readonly userSources: readonly UserSource[]
  /** Secrets that stand in the file in clear: which, and in which line. */
  readonly secrets: readonly { readonly what: string; readonly line: number }[]
  /** Parts that are encrypted or stand in another file, so that nothing is known of them. */
  readonly hidden: readonly string[]
}

/** The keys of one `<location>`; the path `''` is the main `<appSettings>`, which holds for the whole site. */
export interface ListedPlace {
  readonly path: string
  readonly line: number
  /** Null without the key; empty with an empty value. Items as written. */
  readonly restrictTo: readonly string[] | null
  readonly block: readonly string[] | null
  /** `MinAuthenticationFactorCount`: 2 is password and one-time password. */
  readonly factors: number | null
  /** `MaxLongestTicketReissueIntervalSeconds`. */
  readonly idleSeconds: number | null
}

export interface ListsFact {
  readonly places: readonly ListedPlace[]
  /** `IPSecurityModule` is registered, without which no list does anything. */
  readonly module: boolean
}

/** `App_ClientConfig\app.config`: what clients are told. */
export interface ClientSettingsFact {
  readonly settings: readonly Setting[]
}

export type SecondFactor = 'none' | 'app' | 'mail' | 'yubikey' | 'duo' | 'linotp' | 'other'

export interface UserAccount {
  readonly name: string
  readonly approved: boolean
  readonly lockedOut: boolean
  readonly created: string | null
  readonly lastLogin: string | null
  readonly lastActivity: string | null
  readonly passwordChanged: string | null
  readonly failedAttempts: number
  /** The kind alone; the seed stands in clear in the file and is never copied. */
  readonly secondFactor: SecondFactor
  readonly mailDomain: string | null
  readonly roles: readonly string[]
  readonly passwordHashes: number
  /** The record has the form that the setup wizard writes: a weak sign (screenconnect.md §3.1). */
  readonly wizardForm: boolean
}

/** `App_Data\User.xml`: internal users only. */
export interface UsersFact {
  readonly users: readonly UserAccount[]
}

export interface PermissionEntry {
  readonly name: string
  readonly allowed: boolean
  /** `AllSessionGroups` and the like; null for a permission that is not bound to sessions. */
  readonly filter: string | null
}

export interface RolesFact {
  readonly roles: readonly {
    readonly name: string
    readonly created: string | null
    readonly permissions: readonly PermissionEntry[]
  }[]
}

export interface InstalledExtension {
  /** Name of its folder, a GUID. */
  readonly id: string
  readonly name: string | null
  readonly version: string | null
  /** Null where the configuration does not name it. */
  readonly enabled: boolean | null
  /** `Signature.bin` is there; whether it is right only ScreenConnect can tell. */
  readonly signed: boolean
  /** Files that the server would run: `*.aspx`, `*.ashx`. */
  readonly pages: number
}

/** `App_Extensions` and `App_Data\ExtensionConfiguration.xml`. */
export interface ExtensionsFact {
  readonly extensions: readonly InstalledExtension[]
  /** Files directly in `App_Extensions` that the server would run: CVE-2024-1708 leaves them there. */
  readonly strays: readonly string[]
  /** The configuration was read, so that "not named there" means something. */
  readonly configurationRead: boolean
}

export interface Trigger {
  readonly name: string
  readonly enabled: boolean
  /** Events and results that its filter names, such as `LoginAttempt`. */
  readonly watches: readonly string[]
  readonly actions: readonly {
    /** `SmtpTriggerAction`, `HttpTriggerAction`, `SessionEventTriggerAction`. */
    readonly kind: string
    /** Host of the address that it calls, or domain that it writes to. */
    readonly target: string | null
    /** The session event that it makes: `QueuedCommand` runs a command on the machine. */
    readonly makes: string | null
  }[]
}

/** `App_Data\SecurityEventTrigger.xml` or `App_Data\SessionEventTrigger.xml`. */
export interface TriggersFact {
  readonly on: 'security' | 'session'
  readonly triggers: readonly Trigger[]
}

export interface Leftover {
  readonly path: string
  /** `configuration`: a copy of web.config; `backup`: anything else that looks like a copy; `page`: a page that the product does not have. */
  readonly kind: 'configuration' | 'database' | 'users' | 'archive' | 'page'
  readonly bytes: number
  readonly modified: string
  /** Null where the copy was not looked into. */
  readonly secrets: number | null
}

/** Files that nobody needs: copies that hold keys, and pages that the product does not have. */
export interface LeftoversFact {
  readonly files: readonly Leftover[]
  /** More were there than are told. */
  readonly more: boolean
  readonly toolboxPrograms: number
}

/** File version of a program of the product. */
export interface ProgramVersionFact {
  readonly text: string
  readonly part: 'server' | 'client'
}

/** Sign-ins that failed from one address. */
export interface FailingAddress {
  readonly address: string
  readonly failures: number
  /** Different user names that were tried. */
  readonly names: number
  readonly first: string
  readonly last: string
  /** Somebody signed in from there after failing at least this often before: the number of successes. */
  readonly successes: number
}

/** `App_Data\Security.db`, table `SecurityEvent`. */
export interface SecurityLogFact {
  readonly events: number
  /** False if the log was too long to be read whole; the newest part was. */
  readonly whole: boolean
  readonly first: string | null
  readonly last: string | null
  readonly failures: number
  readonly unknownNames: number
  readonly lockOuts: number
  /** Of the last 30 days before the newest event, the most failing first. */
  readonly addresses: readonly FailingAddress[]
  /** Last success of users whom User.xml names; what else was typed as a name is never kept. */
  readonly users: readonly { readonly name: string; readonly lastSuccess: string }[]
  /** Indicators of the catalogue (addresses) from which somebody tried or managed to sign in. */
  readonly indicators: readonly FoundIndicator[]
}

/** An indicator of the catalogue, by its id. */
export interface FoundIndicator {
  readonly id: string
  readonly count: number
  readonly last: string | null
}

export interface SessionEventCount {
  /** Name of the event type, such as `RanFiles`. */
  readonly event: string
  readonly by: 'host' | 'guest' | 'unknown'
  readonly count: number
  readonly first: string
  readonly last: string
}

/** `App_Data\Session.db`: what happened in sessions. */
export interface SessionsFact {
  readonly events: number
  readonly whole: boolean
  readonly first: string | null
  readonly last: string | null
  readonly counts: readonly SessionEventCount[]
  /** Indicators of the catalogue that occur in the events, by their id. */
  readonly indicators: readonly FoundIndicator[]
  /** How many indicators were looked for. */
  readonly asked: number
}
