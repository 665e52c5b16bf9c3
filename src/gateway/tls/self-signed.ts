import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import type { PemPair } from './certificate-check.ts'

const dayInMs = 86_400_000

/**
 * Makes a certificate that signs itself, for trying out: no client trusts it. P-256, valid for 30 days.
 * The library is loaded only here.
 */
export async function selfSigned(hosts: readonly string[], now: number): Promise<PemPair> {
  const x509 = await import('@peculiar/x509')
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])
  const names = hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }))
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: ['Bollwerk'] }],
      // A clock that is a little slow must not refuse it.
      notBefore: new Date(now - dayInMs),
      notAfter: new Date(now + 30 * dayInMs),
      keys,
      signingAlgorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names),
      ],
    },
    webcrypto,
  )
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { certificate: certificate.toString('pem'), key: `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n` }
}
