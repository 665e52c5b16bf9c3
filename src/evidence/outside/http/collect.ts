import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import type { Missing } from '../../../model/evidence.ts'
import type { Probing } from '../connection/collect.ts'
import { type Answer, answered, missing, missingFrom } from '../probe.ts'
import { bodyText, type HttpAnswer, pickHeaders } from './answer.ts'

/** One web server to ask, and how. */
export interface WebEndpoint extends Probing {
  /** An IP address. Names are refused, so that no look-up happens behind the guard of the targets. */
  readonly address: string
  readonly port: number
  readonly secure: boolean
  /** Sent as `Host` (with the port if it is unusual) and as SNI. */
  readonly host: string
  readonly toolVersion: string
}

export interface HttpRequest extends WebEndpoint {
  readonly method: 'GET' | 'HEAD'
  /** Sent byte for byte, never normalised. */
  readonly path: string
  /** Bytes of the body that are kept; 64 KiB unless said. */
  readonly maximumBytes?: number
  /** Leaves the `Host` header out. */
  readonly withoutHost?: boolean
}

/**
 * Sends one request on a connection of its own and reads one answer. Redirects are not followed, certificates are not
 * judged, compressed bodies are not inflated. Headers are bounded to 16 KiB, interim answers to `mostInterim`, the body
 * to `maximumBytes`, everything together to `timeoutMs`; memory stays within these bounds.
 * Once the headers are there, a body that breaks is still an answer, with the reason in `cut`.
 */
export async function ask(request: HttpRequest): Promise<Answer<HttpAnswer>> {
  const limit = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)])
  const reasonOf = (error: unknown): Missing => missingOf(limit.aborted ? limit.reason : error)
  try {
    const response = await responseTo(request, limit)
    return answered(await readAnswer(response, request, reasonOf))
  } catch (error) {
    return { missing: reasonOf(error) }
  }
}

/** `Bollwerk/0.1.0 (assessment)`: whoever reads the server's log shall see who asked. */
function userAgent(toolVersion: string): string {
  return `Bollwerk/${toolVersion} (assessment)`
}

/** `Host` as RFC 9110, section 7.2, wants it. */
function hostHeader({ host, port, secure }: Pick<WebEndpoint, 'host' | 'port' | 'secure'>): string {
  return port === (secure ? 443 : 80) ? host : `${host}:${port}`
}

/**
 * TLS settings that accept every server that can be spoken to at all, because the certificate and the versions are
 * judged elsewhere. An address is no name for SNI (RFC 6066, section 3).
 */
export function lenientTls(host: string): {
  readonly rejectUnauthorized: false
  readonly minVersion: 'TLSv1'
  readonly ciphers: string
  readonly servername: string
} {
  return {
    rejectUnauthorized: false,
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    servername: isIP(host) === 0 ? host : '',
  }
}

const usualMaximum = 64 * 1024
const mostHeaderBytes = 16 * 1024
const mostInterim = 8

function responseTo(request: HttpRequest, limit: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request.secure
      ? requestSecure({ ...optionsOf(request, limit), ...lenientTls(request.host) })
      : requestPlain(optionsOf(request, limit))
    const fail = (error: Error): void => {
      reject(error)
      sent.destroy()
    }
    refuseInterim(sent, fail)
    sent.once('response', resolve)
    // Stays for errors after the response: the reader of the body hears of them too.
    sent.on('error', fail)
    // Only rejects: what is left of the response may still be read.
    sent.once('close', () => reject(new UnreadableError('closed')))
    sent.end()
  })
}

function optionsOf(request: HttpRequest, limit: AbortSignal): RequestOptions {
  const { address, port, method, path, localAddress, withoutHost, toolVersion } = request
  return {
    host: address,
    port,
    method,
    path,
    agent: false,
    signal: limit,
    maxHeaderSize: mostHeaderBytes,
    setHost: false,
    headers: {
      ...(withoutHost ? {} : { Host: hostHeader(request) }),
      'User-Agent': userAgent(toolVersion),
      Accept: '*/*',
      'Accept-Encoding': 'identity',
      Connection: 'close',
    },
    lookup: (name, _options, done) => done(new Error(`no look-up of ${name} here`), ''),
    ...(localAddress === undefined ? {} : { localAddress }),
  }
}

/** A server may send interim answers (1xx) without end; and nobody here asked for another protocol. */
function refuseInterim(sent: ClientRequest, fail: (error: Error) => void): void {
  let interim = 0
  sent.on('information', () => {
    if (++interim > mostInterim) fail(new UnreadableError('too many interim answers'))
  })
  sent.once('upgrade', (_response, socket) => {
    socket.destroy()
    fail(new UnreadableError('HTTP 101'))
  })
}

async function readAnswer(
  response: IncomingMessage,
  { maximumBytes = usualMaximum }: HttpRequest,
  reasonOf: (error: unknown) => Missing,
): Promise<HttpAnswer> {
  const answer = { status: response.statusCode ?? 0, headers: pickHeaders(response.headers) }
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    response.destroy()
    return { ...answer, body: '', ...missingBody('unreadable', `Content-Encoding: ${encoding}`) }
  }
  const { body, cut } = await readBody(response, maximumBytes, reasonOf)
  return { ...answer, body, ...(cut ? { cut } : {}) }
}

/** Copies into one piece of memory, because small chunks may each hold on to a large buffer. */
async function readBody(
  response: IncomingMessage,
  maximumBytes: number,
  reasonOf: (error: unknown) => Missing,
): Promise<{ readonly body: string; readonly cut?: Missing }> {
  const kept = Buffer.allocUnsafe(maximumBytes)
  let length = 0
  const text = (): string => bodyText(kept.toString('latin1', 0, length))
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue
      const room = maximumBytes - length
      length += chunk.copy(kept, length)
      // Leaving the loop destroys the response and with it the socket.
      if (chunk.length > room) return { body: text(), cut: missing('too-large', `${maximumBytes} bytes`).missing }
    }
    return { body: text() }
  } catch (error) {
    return { body: text(), cut: reasonOf(error) }
  }
}

function missingBody(reason: Missing['reason'], detail: string): { readonly cut: Missing } {
  return { cut: missing(reason, detail).missing }
}

/** What came was no HTTP, or more of it than anyone needs. */
class UnreadableError extends Error {
  readonly code = 'unreadable'
}

/** `HPE_…` are the codes of the HTTP parser, `ERR_SSL_…` and `EPROTO` those of OpenSSL. */
function missingOf(error: unknown): Missing {
  const known = missingFrom(error)
  if (!(error instanceof Error) || !('code' in error)) return known
  const code = String(error.code)
  if (code === 'HPE_HEADER_OVERFLOW') return { ...known, reason: 'too-large' }
  if (error instanceof UnreadableError) return missing('unreadable', error.message).missing
  return /^(HPE_|ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code) ? { ...known, reason: 'unreadable' } : known
}
