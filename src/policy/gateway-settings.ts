import type { Address, Prefix } from '../model/address.ts'
import { type AreaId, areaIds } from '../model/area.ts'
import type { Instant } from '../model/instant.ts'
import type { ServerKind } from '../model/server.ts'
import type { TechnicianNetwork } from './policy.ts'

/** How the gateway speaks TLS: `modern` for everybody, `old-agents` also for Windows before 10 with RSA certificates. */
export type TlsProfileName = 'modern' | 'old-agents'

export const tlsProfileNames: readonly TlsProfileName[] = ['modern', 'old-agents']

/** How an authority makes sure that a name is ours (RFC 8555, section 8.3, and RFC 8737). */
export type AcmeChallenge = 'http-01' | 'tls-alpn-01'

export const acmeChallenges: readonly AcmeChallenge[] = ['http-01', 'tls-alpn-01']

/** The directory of Let's Encrypt for real certificates; the one for trials has `acme-staging-v02` in its name. */
export const usualDirectory = 'https://acme-v02.api.letsencrypt.org/directory'

/** The port that agents and browsers take for https if nobody tells them another. */
export const usualHttpsPort = 443

/** A certificate that the operator brings. */
export interface CertificateFiles {
  /** The names it is for; empty: every name in the certificate. */
  readonly hosts: readonly string[]
  /** PEM: the certificate and after it those of its issuers. As written: relative to the folder of the policy. */
  readonly certificate: string
  /** PEM, without a passphrase. As written: relative to the folder of the policy. */
  readonly key: string
}

/** Certificates that the gateway fetches itself (ACME, RFC 8555). */
export interface AcmeSettings {
  readonly directory: string
  readonly email: string
  /** Always true in a policy that was accepted: without agreement there is no certificate. */
  readonly agreeTerms: boolean
  /** In the order in which they are tried. */
  readonly challenges: readonly AcmeChallenge[]
}

export interface TlsSettings {
  readonly profile: TlsProfileName
  readonly certificates: readonly CertificateFiles[]
  /** Absent: nothing is fetched, and no authority is contacted. */
  readonly acme?: AcmeSettings
}

/** Where the gateway listens. The relay's own port stands at its server. */
export interface ListenSettings {
  /** Empty: every address of the machine. */
  readonly addresses: readonly Address[]
  readonly https: number
  /** Plain HTTP; absent: not offered. */
  readonly http?: number
  /** What plain HTTP gets, on whichever port: a redirect to https, or the same service, for a proxy that speaks TLS for us. */
  readonly plain: 'redirect' | 'serve'
  /** UDP. */
  readonly heartbeat: number
}

/** Proxies of the operator's own in front of the gateway, and how they tell whom they speak for. */
export interface ProxySettings {
  readonly networks: readonly Prefix[]
  /** `proxy-protocol`: a header in front of each connection, which then is required; `x-forwarded-for`: in each request. */
  readonly tell: 'proxy-protocol' | 'x-forwarded-for'
}

/** Rules that can be set to observe: they report what they would do, and do nothing. */
export const observableRules = ['patch', 'ban', 'block-list', 'country', 'audience', 'method', 'size', 'rate'] as const

export type ObservableRule = (typeof observableRules)[number]

/** Areas that can be opened for a while: those of the web servers. What is no HTTP has a port of its own, which is closed. */
export const openableAreas: readonly AreaId[] = areaIds.filter(
  (id) => id !== 'screenconnect.relay' && id !== 'automate.heartbeat',
)

/** A closed area that is open for one address until a point in time. */
export interface OpenedArea {
  readonly area: AreaId
  readonly address: Address
  readonly until: Instant
}

/** A file with addresses that are refused. */
export interface BlockListFile {
  /** Part of the rule's name: `block-list.<name>`. */
  readonly name: string
  /** As written: relative to the folder of the policy. */
  readonly file: string
}

/** How many connections there may be at once. */
export interface ConnectionSettings {
  readonly total: number
  /** Of one source: an IPv4 address or an IPv6 /64. */
  readonly perSource: number
}

/** Days for which events are kept. */
interface RetentionSettings {
  readonly refusals: number
  readonly traffic: number
}

/** What the operator wants of the gateway itself, with every default filled in. */
export interface GatewaySettings {
  readonly listen: ListenSettings
  readonly proxies: ProxySettings
  /** Monitoring and the like: never banned, not bound to countries, but no technicians. */
  readonly monitors: readonly TechnicianNetwork[]
  readonly blocked: readonly Prefix[]
  readonly blockLists: readonly BlockListFile[]
  readonly opened: readonly OpenedArea[]
  readonly observe: readonly ObservableRule[]
  /**
   * PEM files with what the gateway trusts at an https origin instead of the system's authorities: the private authority
   * or the very certificate. As written: relative to the folder of the policy.
   */
  readonly originCertificates: Readonly<Partial<Record<ServerKind, string>>>
  /** Whether the relay is told the client's address by the PROXY protocol. */
  readonly relayProxyProtocol: 'none' | 'v1' | 'v2'
  readonly connections: ConnectionSettings
  readonly retention: RetentionSettings
  readonly tls: TlsSettings
}
