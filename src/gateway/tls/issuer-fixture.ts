import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { PemPair } from './certificate-check.ts'

export interface Wish {
  readonly hosts: readonly string[]
  /** Milliseconds since 1970; from an hour ago for 90 days unless said. */
  readonly from?: number
  readonly to?: number
  readonly key?: 'P-256' | 'RSA'
}

const algorithms = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
}

const ca = algorithms['P-256']

/** An authority for tests. Its key and those of its certificates are made when the test runs. */
export class Issuer {
  readonly certificate: string
  readonly #name: string
  readonly #key: webcrypto.CryptoKey

  private constructor(name: string, certificate: string, key: webcrypto.CryptoKey) {
    this.#name = name
    this.certificate = certificate
    this.#key = key
  }

  static async create(name = 'CN=Test Authority'): Promise<Issuer> {
    const keys = await pair(ca)
    const root = await x509.X509CertificateGenerator.createSelfSigned(
      {
        name,
        keys,
        signingAlgorithm: ca,
        notBefore: new Date(Date.now() - 7_200_000),
        extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
      },
      webcrypto,
    )
    return new Issuer(name, root.toString('pem'), keys.privateKey)
  }

  /** A certificate with a new key, followed by that of the authority. */
  async issue(wish: Wish): Promise<PemPair> {
    const keys = await pair(algorithms[wish.key ?? 'P-256'])
    const certificate = await this.sign(keys.publicKey, wish)
    const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
    return { certificate, key: `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n` }
  }

  /** A certificate for somebody's public key, followed by that of the authority. */
  async sign(publicKey: x509.PublicKeyType, { hosts, from, to }: Wish): Promise<string> {
    const notBefore = from ?? Date.now() - 3_600_000
    const certificate = await x509.X509CertificateGenerator.create(
      {
        issuer: this.#name,
        subject: [],
        publicKey,
        signingKey: this.#key,
        signingAlgorithm: ca,
        notBefore: new Date(notBefore),
        notAfter: new Date(to ?? notBefore + 90 * 86_400_000),
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns', value }))),
        ],
      },
      webcrypto,
    )
    return `${certificate.toString('pem')}\n${this.certificate}\n`
  }
}

function pair(algorithm: (typeof algorithms)[keyof typeof algorithms]): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}
