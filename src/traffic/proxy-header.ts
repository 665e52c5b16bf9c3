/** One end of a connection: an address in canonical form and a port. */
export interface WireEnd {
  readonly address: string
  readonly port: number
}

/** Why bytes are no PROXY header, or none that is taken. */
export type ProxyFault =
  | 'no-header'
  | 'malformed-line'
  | 'line-too-long'
  | 'unknown-version'
  | 'unknown-command'
  | 'unknown-family'
  | 'block-too-long'
  | 'block-too-short'

/** What the first bytes of a connection from a proxy say. */
export type ProxyHeader =
  | { readonly state: 'more' }
  | {
      readonly state: 'header'
      /** Bytes of the header; what follows belongs to the client. */
      readonly length: number
      /** The client. Absent where the proxy does not say: then the proxy itself is all that is known. */
      readonly source?: WireEnd
      /** Where the client connected to. */
      readonly destination?: WireEnd
      /** The proxy connects on its own behalf, such as for a health check. */
      readonly local: boolean
    }
  | { readonly state: 'invalid'; readonly why: ProxyFault }

/** Compares the start of `bytes` with a signature, as far as both go. */
export function startsLike(bytes: Uint8Array, signature: Uint8Array): boolean {
  const length = Math.min(bytes.length, signature.length)
  for (let index = 0; index < length; index++) if (bytes[index] !== signature[index]) return false
  return true
}
