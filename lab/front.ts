import {
  Agent,
  type IncomingMessage,
  type RequestOptions,
  request as requestPlain,
  type ServerResponse,
} from 'node:http'
import { createServer, request as requestTls, Agent as TlsAgent } from 'node:https'
import { pipeline } from 'node:stream'
import type { TlsOptions } from 'node:tls'
import type { ServerKind } from '../src/model/server.ts'
import { canonicalPath, frontAudience } from './front-rules.ts'
import { type Admission, closeAll, type Doorway, type Listener, listen } from './listener.ts'
import { httpBounds, isMalformed } from './product-server.ts'

/** Where the front finds a product, and the address that it comes from itself. */
interface Upstream {
  readonly scheme: 'http' | 'https'
  readonly address: string
  readonly port: number
  readonly from: string
  /** PEM of the authority of an `https` origin. */
  readonly authority?: string
}

export interface FrontOptions {
  readonly server: ServerKind
  readonly host: string
  readonly doorway: Doorway
  readonly tls: TlsOptions
  readonly upstream: Upstream
  readonly isTechnician: Admission
}

const originPatience = 60_000

/** The web half of a hardened site's front: a small reverse proxy of the lab, not the gateway of the product. */
export async function openFront(options: FrontOptions): Promise<Listener> {
  const { arrivals } = options.doorway
  const limits = { keepAlive: true, maxSockets: 128, maxFreeSockets: 16, localAddress: options.upstream.from }
  const agent = options.upstream.scheme === 'https' ? new TlsAgent(limits) : new Agent(limits)
  const server = createServer({ ...options.tls, ...httpBounds, minVersion: 'TLSv1.2' }, (request, response) => {
    const { method = '', url = '', socket } = request
    arrivals.request({ server: options.server, method, target: url, from: socket.remoteAddress ?? '' })
    const status = refusal(options, request)
    if (status === undefined) forward(options, agent, { request, response })
    else refuse(response, status)
  })
  server.on('clientError', (error, socket) => {
    if (isMalformed(error)) arrivals.malformed()
    socket.destroy()
  })
  const listener = await listen(server, options.doorway)
  return {
    async close(): Promise<void> {
      await closeAll([listener])
      agent.destroy()
    },
  }
}

/** The status with which the front answers by itself, or undefined for a request that may pass. */
function refusal(
  options: FrontOptions,
  { method = '', url = '', headers, socket }: IncomingMessage,
): number | undefined {
  if (headers.host?.toLowerCase().replace(/:\d+$/, '') !== options.host) return 421
  const [, rawPath = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?$/.exec(url) ?? []
  const path = canonicalPath(rawPath)
  if (path === undefined) return 400
  const audience = frontAudience(options.server, { method, path, query })
  if (audience === 'closed') return 404
  return audience === 'technicians' && !options.isTechnician(socket.remoteAddress ?? '') ? 403 : undefined
}

interface Pair {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

function forward({ upstream, host }: FrontOptions, agent: Agent, { request, response }: Pair): void {
  const target: RequestOptions = {
    agent,
    host: upstream.address,
    port: upstream.port,
    method: request.method,
    path: request.url,
    headers: { ...withoutHopByHop(request.headers), host },
    timeout: originPatience,
  }
  const send = upstream.scheme === 'https' ? requestTls : requestPlain
  const trust = upstream.authority === undefined ? {} : { ca: upstream.authority, servername: host }
  const outgoing = send({ ...target, ...trust }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutBanners(answer.headers))
    // Whoever breaks off ends both sides; there is nobody left to tell.
    pipeline(answer, response, () => outgoing.destroy())
  })
  outgoing.on('timeout', () => refuse(response, 504))
  outgoing.on('error', () => refuse(response, 502))
  response.once('close', () => outgoing.destroy())
  request.pipe(outgoing)
}

function refuse(response: ServerResponse, status: number): void {
  if (response.destroyed || response.headersSent) return void response.destroy()
  response.shouldKeepAlive = false
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(`${status}\n`)
}

/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Headers by which the products name themselves. */
const banners = new Set(['server', 'x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version'])

function withoutHopByHop(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)))
}

function withoutBanners(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(withoutHopByHop(headers)).filter(([name]) => !banners.has(name)))
}
