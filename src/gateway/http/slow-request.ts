import type { IncomingMessage } from 'node:http'
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
  /** What was read of the body before the decision. */
  opening: Buffer | undefined
  body: string | undefined
  unpacked: string | undefined

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

  /** Takes the beginning of the body, for the rules to look at; `plain` is what it was before it was packed. */
  inspect(opening: Buffer, plain: Buffer | undefined): void {
    this.opening = opening
    this.body = opening.toString('latin1')
    this.unpacked = plain?.toString('latin1')
  }
}

/** Lines that belong to one connection (RFC 9110, section 7.6.1), and those that `tellsOfClient` names. */
const notPassedOn =
  /^(connection|keep-alive|proxy-connection|te|trailer|upgrade|http2-settings|expect|forwarded|x-real-ip|x-client-ip|x-forwarded-.*|x-original-.*|x-rewrite-.*)$/i

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
