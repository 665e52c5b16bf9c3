import type { IncomingMessage } from 'node:http'
import { isLength, isMethod, isTarget } from '../../traffic/request-head.ts'

/** Headers that must not stand twice, because servers disagree about which one counts. */
const once = new Set(['host', 'content-length', 'transfer-encoding', 'expect', 'upgrade'])

/**
 * What a connection may wish for (RFC 9110, section 7.6.1). Any other name would make us take away a header that an
 * origin relies on, such as the one that signs a user in.
 */
const wishes = new Set(['close', 'keep-alive', 'upgrade', 'te', 'http2-settings', ''])

/**
 * What makes a request ambiguous although `node:http` accepts it, by the same rules as `readRequestHead`; undefined if
 * nothing does.
 */
export function ambiguity({ rawHeaders, url = '', method = '', httpVersion }: IncomingMessage): string | undefined {
  if (!isMethod(method)) return 'method'
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'version'
  if (!isTarget(url)) return 'target character'
  const seen = new Set<string>()
  return faultOf(rawHeaders, seen) ?? contradiction(seen, httpVersion)
}

/** What is wrong with one of the headers; notes the names. */
function faultOf(rawHeaders: readonly string[], seen: Set<string>): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase()
    if (!/^[a-z0-9-]+$/.test(name)) return 'header name'
    if (once.has(name) && seen.has(name)) return `second ${name}`
    if (checks.get(name)?.(rawHeaders[at + 1] ?? '') === false) return name
    seen.add(name)
  }
  return undefined
}

function contradiction(seen: ReadonlySet<string>, httpVersion: string): string | undefined {
  if (!seen.has('host')) return 'no Host'
  if (!seen.has('transfer-encoding')) return undefined
  if (httpVersion !== '1.1') return 'Transfer-Encoding'
  return seen.has('content-length') ? 'Content-Length beside Transfer-Encoding' : undefined
}

/** Whether a value is one that everybody understands in the same way. */
const checks: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['content-length', isLength],
  ['transfer-encoding', (value: string) => /^chunked$/i.test(value)],
  ['expect', (value: string) => /^100-continue$/i.test(value)],
  ['connection', (value: string) => value.split(',').every((wish) => wishes.has(wish.trim().toLowerCase()))],
])

/** Whether a request asks to go on as a WebSocket (RFC 6455, section 4.1), the only other protocol that is let through. */
export function asksForWebSocket({ method, headers, httpVersion }: IncomingMessage): boolean {
  return method === 'GET' && httpVersion === '1.1' && headers.upgrade?.toLowerCase() === 'websocket'
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0
}
