/**
 * What Automate itself tells: over its REST API or, where nobody has access to that, from its database. A value of
 * `null` is something that this way of asking does not tell, which is not the same as `false`. Names are kept,
 * messages and secrets never.
 */
export interface AutomateFacts {
  readonly 'automate.users': AutomateUsersFact
  readonly 'automate.user-classes': AutomateUserClassesFact
  readonly 'automate.authentication': AutomateAuthenticationFact
  readonly 'automate.agent-templates': AutomateAgentTemplatesFact
  readonly 'automate.patch-level': AutomatePatchLevelFact
  readonly 'automate.plugins': AutomatePluginsFact
  readonly 'automate.audits': AutomateAuditsFact
  readonly 'automate.agents': AutomateAgentsFact
}

/** Which way was asked. The database knows less, and part of what it says is inferred (automate.md §4). */
export type AskedBy = 'api' | 'sql'

/** `GET /Users`, or the table `users`. */
export interface AutomateUsersFact {
  readonly by: AskedBy
  readonly users: readonly AutomateUser[]
}

export interface AutomateUser {
  readonly id: string
  readonly name: string
  /** Ids of the user classes. Null: not told. */
  readonly classes: readonly string[] | null
  readonly integrator: boolean | null
  readonly locked: boolean | null
  /** `AllowLegacyApiAccess`. */
  readonly legacyApi: boolean | null
  /** ISO 8601 in UTC, or `never`. The database's `Last_Date` is not trusted to be this (automate.md §4). */
  readonly lastSignIn: string | null
  /** The folder of the user signs in through single sign-on. */
  readonly singleSignOn: boolean | null
}

/** `GET /UserClasses`, or the table `userclasses`. */
export interface AutomateUserClassesFact {
  readonly by: AskedBy
  readonly classes: readonly AutomateUserClass[]
}

export interface AutomateUserClass {
  readonly id: string
  readonly name: string
  /** By the API as it says; by the database inferred from bit 0 of `Permissions` (automate.md §4). */
  readonly superAdmin: boolean | null
  /** Names of the granted permissions, as the API writes them. */
  readonly permissions: readonly string[] | null
}

/** `GET /APIToken` before the sign-in, and how the sign-in went. */
export interface AutomateAuthenticationFact {
  readonly by: AskedBy
  /** Null where the server does not tell who has not signed in. */
  readonly services:
    | readonly {
        readonly name: string
        readonly enabled: boolean | null
        /** `IsLocalLoginEnabled`: passwords of Automate still work beside this service. */
        readonly localLogin: boolean | null
      }[]
    | null
  /** The account that asked. */
  readonly account: string
  /** The server wanted a second factor from this account. */
  readonly secondFactor: boolean | null
  /** How long the token lives. */
  readonly tokenMinutes: number | null
  readonly longestTokenMinutes: number | null
}

/** `GET /RemoteAgentTemplates`: what agents are told. */
export interface AutomateAgentTemplatesFact {
  readonly by: AskedBy
  readonly templates: readonly {
    readonly id: string
    readonly name: string
    /** `https://automate.example.de`, without path and credentials; as written where it is no URL. */
    readonly addresses: readonly string[]
    /** Names of the `SSLAccept…` settings that are on. */
    readonly acceptsBadCertificates: readonly string[]
    readonly heartbeat: boolean | null
    /** A password for the cache folder is stored: that it is, not what it is. */
    readonly cachePassword: boolean | null
  }[]
}

/** `GET /PatchInformation`, or the table `lt_patchinformation`; versions as the server writes them. */
export interface AutomatePatchLevelFact {
  readonly by: AskedBy
  readonly webServer: string | null
  readonly databaseAgent: string | null
  readonly controlCenter: string | null
  readonly windowsAgent: string | null
  readonly linuxAgent: string | null
  readonly macAgent: string | null
  readonly patchedAt: string | null
  /** `config.DBVersion`, by the database only; how it relates to the version of the product is not documented. */
  readonly schema: string | null
}

/** `GET /Plugins`, or the table `plugins`. */
export interface AutomatePluginsFact {
  readonly by: AskedBy
  readonly plugins: readonly AutomatePlugin[]
}

export interface AutomatePlugin {
  readonly name: string
  readonly version: string | null
  readonly author: string | null
  readonly enabled: boolean | null
  readonly loadedInServer: boolean | null
  readonly loadedInWebServer: boolean | null
  readonly onAgents: boolean | null
}

/** `GET /UserAudits`, counted: who did what how often. The messages are left out. */
export interface AutomateAuditsFact {
  readonly by: AskedBy
  /** Of everything that was read. Null if nothing was. */
  readonly oldest: string | null
  readonly newest: string | null
  readonly entries: number
  readonly actions: readonly {
    readonly user: string
    readonly action: string
    readonly from: string
    readonly count: number
    readonly newest: string
  }[]
}

/** `GET /Computers`, or the table `computers`, counted. */
export interface AutomateAgentsFact {
  readonly by: AskedBy
  readonly total: number
  /** In contact within 30 days before the look. */
  readonly recent: number | null
  readonly versions:
    | readonly { readonly version: string; readonly total: number; readonly recent: number | null }[]
    | null
}
