/** How the gateway speaks TLS: `modern` for everybody, `old-agents` also for Windows before 10 with RSA certificates. */
export type TlsProfileName = 'modern' | 'old-agents'

export const tlsProfileNames: readonly TlsProfileName[] = ['modern', 'old-agents']

/** How an authority makes sure that a name is ours (RFC 8555, section 8.3, and RFC 8737). */
export type AcmeChallenge = 'http-01' | 'tls-alpn-01'

export const acmeChallenges: readonly AcmeChallenge[] = ['http-01', 'tls-alpn-01']

/** The directory of Let's Encrypt for real certificates; the one for trials has `acme-staging-v02` in its name. */
export const usualDirectory = 'https://acme-v02.api.letsencrypt.org/directory'

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

/** What the operator wants of the gateway itself, with every default filled in. */
export interface GatewaySettings {
  readonly tls: TlsSettings
}
