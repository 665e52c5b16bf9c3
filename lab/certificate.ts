import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import {
  bitString,
  element,
  integer,
  moment,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  taggedValue,
  utf8String,
  yes,
} from './der.ts'

export interface Validity {
  readonly from: Date
  readonly to: Date
}

/** A certificate and its private key, both as PEM. */
export interface Certificate {
  readonly certificate: string
  readonly key: string
}

/** Somebody who signs the certificates of others. */
export interface Authority {
  readonly name: string
  /** PEM, to be trusted by whoever shall believe the authority. */
  readonly certificate: string
  readonly key: KeyObject
}

export interface CertificateOrder {
  /** DNS names and IPv4 addresses; the first one is the subject too. */
  readonly names: readonly string[]
  readonly validity: Validity
  /** Absent: the certificate signs itself. */
  readonly authority?: Authority
  /** `P-256` unless said. */
  readonly key?: 'P-256' | 'RSA-2048'
}

/** Makes an authority with a new P-256 key (X.509 version 3, RFC 5280). */
export function createAuthority(name: string, validity: Validity): Authority {
  const { publicKey, privateKey } = newKey('P-256')
  const extensions = [
    extension('2.5.29.19', sequence(yes), true),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', bitString(Buffer.from([0x06]), 1), true),
    extension('2.5.29.14', octetString(keyIdentifier(publicKey))),
  ]
  const der = signed({ subject: name, issuer: name, validity, publicKey, extensions }, privateKey)
  return { name, certificate: pem(der), key: privateKey }
}

/** Makes a server certificate with a new key, signed by the authority or by itself. */
export function issueCertificate(order: CertificateOrder): Certificate {
  const { publicKey, privateKey } = newKey(order.key ?? 'P-256')
  const subject = order.names[0] ?? 'lab'
  const extensions = [
    extension('2.5.29.19', sequence(), true),
    // digitalSignature and keyEncipherment.
    extension('2.5.29.15', bitString(Buffer.from([0xa0]), 5), true),
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...order.names.map(alternativeName))),
    extension('2.5.29.14', octetString(keyIdentifier(publicKey))),
  ]
  const issuer = order.authority?.name ?? subject
  const body = { subject, issuer, validity: order.validity, publicKey, extensions }
  const der = signed(body, order.authority?.key ?? privateKey)
  return { certificate: pem(der), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

interface Body {
  readonly subject: string
  readonly issuer: string
  readonly validity: Validity
  readonly publicKey: KeyObject
  readonly extensions: readonly Buffer[]
}

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

function newKey(kind: 'P-256' | 'RSA-2048'): KeyPair {
  if (kind === 'P-256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function signed(body: Body, key: KeyObject): Buffer {
  const algorithm = signatureAlgorithm(key)
  const serial = randomBytes(16)
  const toBeSigned = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    distinguishedName(body.issuer),
    sequence(moment(body.validity.from), moment(body.validity.to)),
    distinguishedName(body.subject),
    body.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...body.extensions)),
  )
  return sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, key)))
}

/** ecdsa-with-SHA256 (RFC 5758, section 3.2) or sha256WithRSAEncryption (RFC 4055, section 5). */
function signatureAlgorithm(key: KeyObject): Buffer {
  if (key.asymmetricKeyType === 'ec') return sequence(objectIdentifier('1.2.840.10045.4.3.2'))
  return sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing)
}

function distinguishedName(commonName: string): Buffer {
  const attribute = (type: string, value: string): Buffer =>
    element(0x31, sequence(objectIdentifier(type), utf8String(value)))
  return sequence(attribute('2.5.4.10', 'Bollwerk Lab'), attribute('2.5.4.3', commonName))
}

function extension(type: string, value: Buffer, critical = false): Buffer {
  const parts = [objectIdentifier(type), ...(critical ? [yes] : []), octetString(value)]
  return sequence(...parts)
}

function alternativeName(name: string): Buffer {
  if (isIP(name) === 4) return taggedValue(7, Buffer.from(name.split('.').map(Number)))
  return taggedValue(2, Buffer.from(name, 'latin1'))
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
