import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { Refused } from './refused.ts'

/** A signed request after its signature was found right (RFC 8555, section 6.2). */
export interface SignedRequest {
  readonly jwk: JsonWebKey
  /** Absent when the key itself was sent. */
  readonly kid: string | undefined
  readonly nonce: string
  /** Undefined for POST-as-GET. */
  readonly payload: unknown
}

interface Header {
  readonly alg: string
  readonly url: string
  readonly nonce: string
  readonly jwk?: JsonWebKey
  readonly kid?: string
}

/** Opens a flattened JWS with ES256 (RFC 7515, RFC 7518). `keyOf` knows the accounts. */
export function openJws(body: string, url: string, keyOf: (kid: string) => JsonWebKey | undefined): SignedRequest {
  const { protected: head, payload, signature } = JSON.parse(body) as Record<string, string>
  const header = JSON.parse(decoded(head ?? '').toString()) as Header
  if (header.alg !== 'ES256') throw new Refused('badSignatureAlgorithm', header.alg)
  if (header.url !== url) throw new Refused('unauthorized', `signed for ${header.url}, sent to ${url}`)
  if ((header.jwk === undefined) === (header.kid === undefined)) throw new Refused('malformed', 'jwk or kid')
  const jwk = header.jwk ?? keyOf(header.kid ?? '')
  if (!jwk) throw new Refused('accountDoesNotExist', 'no such account')
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
  if (!verify('sha256', Buffer.from(`${head}.${payload}`), key, decoded(signature ?? ''))) {
    throw new Refused('malformed', 'wrong signature')
  }
  const text = decoded(payload ?? '').toString()
  return { jwk, kid: header.kid, nonce: header.nonce, payload: text === '' ? undefined : JSON.parse(text) }
}

/** The thumbprint of an EC key (RFC 7638). */
export function thumbprint({ crv, kty, x, y }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

function decoded(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
