import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'
import type { TlsProfileName } from '../../policy/gateway-settings.ts'
import type { CheckedCertificate, PemPair } from './certificate-check.ts'
import { tlsProfile } from './profiles.ts'

/** The length that OpenSSL's ticket keys have in Node: name, HMAC key and AES key, 16 bytes each. */
export const ticketKeyLength = 48

/** What `node:tls` needs for one certificate, or to refuse everybody if there is none. */
export function contextOptions(
  profile: TlsProfileName,
  { pair, ticketKeys }: { readonly pair?: PemPair | undefined; readonly ticketKeys?: Buffer | undefined },
): SecureContextOptions {
  return {
    ...tlsProfile(profile),
    // OpenSSL resumes a session only where it was opened for the same purpose.
    sessionIdContext: 'bollwerk-gateway',
    ...(ticketKeys && { ticketKeys }),
    ...(pair && { cert: pair.certificate, key: pair.key }),
  }
}

/** TLS contexts by host name, made once. */
export class HostContexts {
  readonly #byName = new Map<string, SecureContext>()
  readonly #only: SecureContext | undefined

  /** An earlier certificate goes before a later one with the same name. */
  constructor(certificates: readonly CheckedCertificate[], profile: TlsProfileName, ticketKeys?: Buffer) {
    const contexts = certificates.map((pair) => createSecureContext(contextOptions(profile, { pair, ticketKeys })))
    certificates.forEach(({ hosts }, index) => {
      for (const host of hosts) {
        const context = contexts[index]
        if (context && !this.#byName.has(host)) this.#byName.set(host, context)
      }
    })
    this.#only = contexts.length === 1 ? contexts[0] : undefined
  }

  /** The context for a name: its own, or that of a wildcard one label up (RFC 9525, section 6.3). */
  forName(name: string): SecureContext | undefined {
    const host = name.toLowerCase()
    return this.#byName.get(host) ?? this.#byName.get(host.replace(/^[^.]+/, '*'))
  }

  /** The context of the only certificate; absent if there are none or several. */
  get only(): SecureContext | undefined {
    return this.#only
  }
}
