import type { IncomingMessage } from 'node:http'
import { isTarget } from '../../traffic/request-head.ts'
import type { ClientRequest } from './desk.ts'

/**
 * A request that `node:http` has read, as the rules see it. A body whose length nobody knows counts as empty here; it is
 * measured while it passes.
 */
export class SlowRequest implements ClientRequest {
  readonly method: string
  readonly target: string
  readonly contentLength: number
  readonly message: IncomingMessage

  constructor(message: IncomingMessage) {
    this.message = message
    this.method = message.method ?? ''
    this.target = message.url ?? ''
    this.contentLength = Number(message.headers['content-length'] ?? 0)
  }

  get keepAlive(): boolean {
    return false
  }

  header(name: string): string | undefined {
    const value = this.message.headers[name]
    return Array.isArray(value) ? value[0] : value
  }
}

/** Headers that must not stand twice, because servers disagree about which one counts. */
const once = new Set(['host', 'content-length', 'transfer-encoding'])

/**
 * What makes a request ambiguous although `node:http` accepts it, by the same rules as `readRequestHead`; undefined if
 * nothing does.
 */
export function ambiguity({ rawHeaders, url = '', headers, httpVersion }: IncomingMessage): string | undefined {
  if (!isTarget(url)) return 'target character'
  const seen = new Set<string>()
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase()
    if (!/^[a-z0-9-]+$/.test(name)) return 'header name'
    if (once.has(name) && seen.has(name)) return `second ${name}`
    seen.add(name)
  }
  if (!seen.has('host')) return 'no Host'
  const encoding = headers['transfer-encoding']
  if (encoding === undefined) return undefined
  if (encoding.trim().toLowerCase() !== 'chunked' || httpVersion !== '1.1') return 'Transfer-Encoding'
  return seen.has('content-length') ? 'Content-Length beside Transfer-Encoding' : undefined
}

/** Lines that belong to one connection (RFC 9110, section 7.6.1), and those by which proxies tell of their clients. */
const notPassedOn =
  /^(connection|keep-alive|proxy-connection|te|trailer|upgrade|expect|forwarded|x-real-ip|x-client-ip|x-forwarded-.*)$/i

/** The headers to pass on, names and values in turn as `node:http` takes them, without those in `besides`. */
export function passedOn(rawHeaders: readonly string[], besides?: RegExp): string[] {
  const kept: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (notPassedOn.test(name) || besides?.test(name)) continue
    kept.push(name, rawHeaders[at + 1] ?? '')
  }
  return kept
}
