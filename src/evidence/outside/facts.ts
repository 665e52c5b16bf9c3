import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'

/** Where the public name of a server leads. */
export interface NameFact {
  readonly host: string
  readonly addresses: readonly string[]
  /** `dns`, or `policy` where the policy pins the address itself. */
  readonly by: 'dns' | 'policy'
}

/** What a TCP connect scan of one address found. Lists of ports are written as ranges, `1-79,81`. */
export interface TcpPortsFact {
  readonly address: string
  readonly asked: string
  readonly open: readonly number[]
  /** Refused at once: nobody listens, or a firewall rejects. */
  readonly closed: string
  /** No answer within the limit: a firewall drops, or the host is away. */
  readonly silent: string
}

/** `turned-away`: every connection was ended from there before a byte came, whatever was asked. */
export type Spoken = 'tls' | 'http' | 'ssh' | 'mysql' | 'ftp' | 'smtp' | 'rdp' | 'unknown' | 'silent' | 'turned-away'

/** What an open port says. */
export interface PortSpeaksFact {
  readonly address: string
  readonly port: number
  readonly speaks: Spoken
  /** The first printable characters that it sent unasked, at most 200. */
  readonly banner?: string
}

/** How UDP 75 answered. `silent` tells open and filtered apart as little as it does in any scanner. */
export interface HeartbeatFact {
  readonly address: string
  readonly port: number
  readonly answer: 'answered' | 'closed' | 'silent'
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export const tlsVersions: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

/** `unknown` where the handshake broke for a reason that is not the version. */
export type TlsOffer = 'offered' | 'refused' | 'unknown'

export interface CertificateFact {
  readonly subject: string
  readonly issuer: string
  readonly names: readonly string[]
  /** ISO 8601, UTC. */
  readonly validFrom: string
  readonly validTo: string
  readonly key: { readonly type: string; readonly bits: number }
  readonly selfSigned: boolean
  /** Whether the name of the policy is among the names of the certificate. */
  readonly matchesHost: boolean
  /** The chain leads to an authority that this machine trusts; if not, OpenSSL's word for why. */
  readonly trusted: boolean
  readonly distrust?: string
}

export interface TlsFact {
  readonly address: string
  readonly port: number
  readonly versions: Readonly<Record<TlsVersion, TlsOffer>>
  readonly certificate?: CertificateFact
}

/** The answer to a plain `GET` of one URL, its body cut off at a limit and never stored. */
export interface HttpFact {
  readonly url: string
  readonly status: number
  /** Only headers that tell something about the server: `server`, `location`, `x-powered-by` and the like. */
  readonly headers: Readonly<Record<string, string>>
}

/** Whether the thing at the address is the product that the policy says. */
export interface IdentityFact {
  readonly expected: ServerKind
  /** `stranger`: it answered as something else. `unclear`: it answered, but shows neither. */
  readonly recognised: ServerKind | 'stranger' | 'unclear'
  /** What gave it away, such as `agent.aspx`, `server-header`, `script.ashx`. */
  readonly marks: readonly string[]
  /** What the stranger calls itself, from its `Server` header. */
  readonly calledItself?: string
}

/** The version as the server wrote it, and the documented way by which it was read. */
export interface VersionFact {
  readonly text: string
  readonly by: 'agent.aspx' | 'server-header' | 'script.ashx'
}

/**
 * How one path answered.
 * - `answered`: the product or something else served it, asked for a sign-in, or redirected on the same host
 * - `refused`: 401 from a front door, 403, 404, 410, or the connection was closed instead of an answer
 * - `failing`: 5xx; somebody answers but not the product, so it tells nothing
 */
export interface PathFact {
  readonly area: AreaId | 'nothing'
  readonly path: string
  readonly method: 'GET' | 'HEAD'
  readonly answer: 'answered' | 'refused' | 'failing'
  readonly status?: number
  readonly location?: string
}

/** How one way of writing the path of the setup wizard answered. */
export interface SetupWizardFact {
  readonly variant: string
  readonly path: string
  /** `open`: the wizard itself was served. `closed`: refused or sent elsewhere. `unclear`: served something else. */
  readonly answer: 'open' | 'closed' | 'unclear'
  readonly status?: number
}

/** What answered on the database port. */
export interface DatabaseFact {
  readonly address: string
  readonly port: number
  /** `greeting`: it says its version. `host-refused`: a MySQL that does not talk to this address (error 1130). */
  readonly answer: 'greeting' | 'host-refused' | 'not-mysql'
  /** As in the greeting packet, such as `5.5.5-10.11.6-MariaDB`. */
  readonly version?: string
  readonly authentication?: string
}

/** What terminates HTTP at the public address, seen by how it answers a request without `Host`. */
export interface TerminatorFact {
  readonly address: string
  readonly port: number
  readonly terminator: 'http.sys' | 'other'
  readonly status?: number
  readonly calledItself?: string
}

/** Whether the origin behind the proxy can be reached from here. */
export interface OriginFact {
  readonly origin: string
  /** `turned-away`: the connection is taken and broken off before a byte of an answer, as gateways refuse sources. */
  readonly answer: 'open' | 'closed' | 'silent' | 'turned-away'
  /** The product answered there, or something else did. */
  readonly product?: boolean
}

/** Every fact that the outside witness can bring. */
export interface OutsideFacts {
  readonly 'outside.name': NameFact
  readonly 'outside.tcp-ports': TcpPortsFact
  readonly 'outside.port-speaks': PortSpeaksFact
  readonly 'outside.heartbeat': HeartbeatFact
  readonly 'outside.tls': TlsFact
  readonly 'outside.http': HttpFact
  readonly 'outside.identity': IdentityFact
  readonly 'outside.version': VersionFact
  readonly 'outside.path': PathFact
  readonly 'outside.setup-wizard': SetupWizardFact
  readonly 'outside.database': DatabaseFact
  readonly 'outside.terminator': TerminatorFact
  readonly 'outside.origin': OriginFact
}
