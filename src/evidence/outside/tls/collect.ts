import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, getCACertificates, type TLSSocket } from 'node:tls'
import type { Probing } from '../connection/collect.ts'
import { type CertificateFact, type TlsFact, type TlsVersion, tlsVersions } from '../facts.ts'
import type { Answer } from '../probe.ts'
import { certificateFact } from './certificate.ts'
import { type HandshakeEnd, offersFrom } from './handshake.ts'

export interface TlsRequest extends Probing {
  readonly address: string
  readonly port: number
  /** Sent as server name unless it is an address, and compared with the names of the certificate. */
  readonly host: string
  /** Further certificate authorities to trust, in PEM. */
  readonly authorities?: readonly string[]
}

/**
 * Tries every version of TLS on a connection of its own, all at once, and reads the certificate of the newest that
 * stands. Every cipher suite that this OpenSSL has is offered; SSL 2 and 3 it cannot speak, so nothing is said of them.
 */
export async function inspectTls(request: TlsRequest): Promise<Answer<TlsFact>> {
  const shakes = await Promise.all(tlsVersions.map((version) => handshake(request, version)))
  const [tls10, tls11, tls12, tls13] = shakes
  if (!tls10 || !tls11 || !tls12 || !tls13) throw new Error('four versions, four handshakes')
  const offers = offersFrom({ TLSv1: tls10.end, 'TLSv1.1': tls11.end, 'TLSv1.2': tls12.end, 'TLSv1.3': tls13.end })
  if ('missing' in offers) return offers
  const certificate = shakes.findLast((shake) => shake.certificate !== undefined)?.certificate
  const { address, port } = request
  return { value: { address, port, versions: offers.value, ...(certificate ? { certificate } : {}) } }
}

interface Handshake {
  readonly end: HandshakeEnd
  readonly certificate?: CertificateFact
}

function handshake(request: TlsRequest, version: TlsVersion): Promise<Handshake> {
  const { address, port, host, authorities = [], localAddress, signal, timeoutMs } = request
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  return new Promise((resolve) => {
    const socket = connect({
      host: address,
      port,
      servername: isIP(host) === 0 ? host : '',
      minVersion: version,
      maxVersion: version,
      ciphers: 'ALL:@SECLEVEL=0',
      ca: [...trustedHere(), ...authorities],
      // Both are facts to be told, not reasons to break off.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(localAddress === undefined ? {} : { localAddress }),
    })
    const finish = (shake: Handshake): void => {
      limit.removeEventListener('abort', stop)
      socket.destroy()
      resolve(shake)
    }
    const failed = (error: unknown): void => finish({ end: { stood: false, error } })
    const stop = (): void => failed(limit.reason)
    socket.once('secureConnect', () => {
      const certificate = certificateOf(socket, host)
      finish({ end: { stood: true }, ...(certificate ? { certificate } : {}) })
    })
    socket.on('error', failed)
    socket.once('close', () => failed(closedEarly))
    if (limit.aborted) stop()
    else limit.addEventListener('abort', stop, { once: true })
  })
}

const closedEarly = Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' })

let authoritiesHere: readonly string[] | undefined

/** What Node and the operating system trust; read once, because that takes a while. */
function trustedHere(): readonly string[] {
  authoritiesHere ??= [...new Set([...getCACertificates('bundled'), ...getCACertificates('system')])]
  return authoritiesHere
}

function certificateOf(socket: TLSSocket, host: string): CertificateFact | undefined {
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return undefined
  return certificateFact({
    subject: certificate.subject,
    issuer: certificate.issuer,
    subjectAltName: certificate.subjectAltName,
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    key: keyOf(certificate),
    selfSigned: certificate.subject === certificate.issuer && isSignedByItself(certificate),
    matchesHost: (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined,
    distrust: socket.authorized ? undefined : distrustOf(socket),
  })
}

/** Node gives the code as text, against its own types. */
function distrustOf({ authorizationError }: TLSSocket): string {
  const error: unknown = authorizationError
  return error instanceof Error ? error.message : String(error)
}

/** Bits as people compare them: the modulus of RSA, the width of the curve. */
function keyOf({ publicKey }: X509Certificate): CertificateFact['key'] {
  const { asymmetricKeyType = 'unknown', asymmetricKeyDetails: details } = publicKey
  const curve = Number(/\d{3}/.exec(details?.namedCurve ?? asymmetricKeyType)?.[0] ?? 0)
  return { type: asymmetricKeyType, bits: details?.modulusLength ?? (asymmetricKeyType === 'ed25519' ? 256 : curve) }
}

function isSignedByItself(certificate: X509Certificate): boolean {
  try {
    return certificate.verify(certificate.publicKey)
  } catch {
    // A key of a kind that OpenSSL cannot verify with: then nobody can say that it signed itself.
    return false
  }
}
