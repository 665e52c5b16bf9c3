import { type TlsOffer, type TlsVersion, tlsVersions } from '../facts.ts'
import { type Answer, missing, missingFrom } from '../probe.ts'

/** How one handshake that allowed a single version ended: it stood, or with this error. */
export type HandshakeEnd = { readonly stood: true } | { readonly stood: false; readonly error: unknown }

/**
 * OpenSSL's words for "not this version": an alert of the other side, or its answer in a version that was not allowed.
 * A handshake failure counts, because every cipher suite was offered.
 */
const versionRefused =
  /^ERR_SSL_(TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|SSL\/TLS_ALERT_HANDSHAKE_FAILURE|(SSLV3|TLSV1)_ALERT_HANDSHAKE_FAILURE|NO_PROTOCOLS_AVAILABLE|WRONG_SSL_VERSION|TLSV1_ALERT_INSUFFICIENT_SECURITY|(SSL\/TLS|TLS)_ALERT_PROTOCOL_VERSION)$/

/**
 * Reads four handshakes together. Windows closes the connection instead of naming the version, so that a break counts
 * as `refused` where another version stood at the same time. If none stood there is no offer to tell of.
 */
export function offersFrom(
  ends: Readonly<Record<TlsVersion, HandshakeEnd>>,
): Answer<Readonly<Record<TlsVersion, TlsOffer>>> {
  const anyStood = tlsVersions.some((version) => ends[version].stood)
  if (!anyStood) return { missing: whyNone(ends) }
  const offer = (version: TlsVersion): TlsOffer => {
    const end = ends[version]
    if (end.stood) return 'offered'
    const { reason } = missingFrom(end.error)
    return versionRefused.test(codeOf(end.error)) || reason === 'interrupted' ? 'refused' : 'unknown'
  }
  return {
    value: {
      TLSv1: offer('TLSv1'),
      'TLSv1.1': offer('TLSv1.1'),
      'TLSv1.2': offer('TLSv1.2'),
      'TLSv1.3': offer('TLSv1.3'),
    },
  }
}

/** The newest version tells best: every server of today would have spoken it or said why not. */
function whyNone(ends: Readonly<Record<TlsVersion, HandshakeEnd>>): ReturnType<typeof missingFrom> {
  const end = ends['TLSv1.2']
  const error = end.stood ? undefined : end.error
  const code = codeOf(error)
  return code.startsWith('ERR_SSL_') ? missing('unreadable', code).missing : missingFrom(error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
