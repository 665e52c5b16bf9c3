import type { PemPair } from './certificate-check.ts'

/** The path under which an authority asks over port 80, without the token (RFC 8555, section 8.3). */
export const httpChallengePath = '/.well-known/acme-challenge/'

/** An answer that one thread tells the others; it can be posted to a worker. */
export type ChallengeChange =
  | { readonly kind: 'http'; readonly token: string; readonly answer: string | undefined }
  | { readonly kind: 'alpn'; readonly host: string; readonly certificate: PemPair | undefined }

/** What the gateway answers to an authority while a certificate is being ordered. Empty at all other times. */
export class ChallengeAnswers {
  readonly #http = new Map<string, string>()
  readonly #alpn = new Map<string, PemPair>()
  readonly #listeners = new Set<(change: ChallengeChange) => void>()

  /**
   * The body for `GET /.well-known/acme-challenge/<token>`, to be sent with status 200 as application/octet-stream;
   * undefined if the token is not ours, which deserves a 404.
   */
  httpChallengeAnswer(token: string): string | undefined {
    return this.#http.get(token)
  }

  /** The certificate for a connection that offers `acme-tls/1` only (RFC 8737). */
  alpnCertificateFor(host: string): PemPair | undefined {
    return this.#alpn.get(host.toLowerCase())
  }

  /** Whether anybody may ask over TLS: only then first messages are worth a look. */
  get expectsAlpn(): boolean {
    return this.#alpn.size > 0
  }

  /** Whether an authority is about to ask, from wherever in the world it is. */
  get isAwaited(): boolean {
    return this.#http.size + this.#alpn.size > 0
  }

  /** Sets or withdraws an answer, and tells the listeners. */
  set(change: ChallengeChange): void {
    this.apply(change)
    for (const listener of this.#listeners) listener(change)
  }

  /** Takes over what another thread has set. */
  apply(change: ChallengeChange): void {
    if (change.kind === 'http') replace(this.#http, change.token, change.answer)
    else replace(this.#alpn, change.host.toLowerCase(), change.certificate)
  }

  /** Calls back with each answer that is set here. Answers how to stop that. */
  onChange(listener: (change: ChallengeChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

function replace<Value>(map: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}
