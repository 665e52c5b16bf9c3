import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ServerKind } from '../../model/server.ts'
import type { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import { forwardSlowly } from './slow-exchange.ts'
import type { SlowOrigin } from './slow-origin.ts'
import { ambiguity, SlowRequest } from './slow-request.ts'
import { Tunnels } from './tunnel.ts'

const largestHead = 16_384

export interface SlowPathParts {
  readonly desk: () => HttpDesk
  readonly originOf: (server: ServerKind) => SlowOrigin | undefined
}

/**
 * Requests that need all of HTTP/1.1: chunked bodies, `Expect`, HTTP/1.0, upgrades to WebSocket. Node's own parser reads
 * them, strictly, and the same rules decide. A connection that came here stays here.
 */
export class SlowPath {
  readonly #parts: SlowPathParts
  readonly #sources = new WeakMap<Socket, Source>()
  readonly #tunnels = new Tunnels()
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #draining = false

  constructor(parts: SlowPathParts, patience: HttpDesk['patience']) {
    this.#parts = parts
    this.#server = createServer(
      {
        insecureHTTPParser: false,
        requireHostHeader: false,
        maxHeaderSize: largestHead,
        headersTimeout: patience.head,
        keepAliveTimeout: patience.idle,
        // Uploads may take as long as they move; the sockets' own limit sees to that.
        requestTimeout: 0,
        noDelay: true,
      },
      (message, response) => this.#receive(message, response),
    )
    this.#server.on('checkContinue', (message, response) => this.#receive(message, response))
    this.#server.on('checkExpectation', (message, response) => this.#reject(message, response, 'Expect'))
    this.#server.on('upgrade', (message, socket, head) => this.#upgrade(message, socket as Socket, head))
    this.#server.on('connect', (_message, socket) => socket.destroy())
    this.#server.on('clientError', (_error, socket) => this.#unreadable(socket as Socket))
  }

  /** Takes over a connection whose bytes are unread. */
  take(socket: Socket, source: Source): void {
    this.#sources.set(socket, source)
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    socket.setTimeout(this.#parts.desk().patience.idle, () => socket.destroy())
    this.#server.emit('connection', socket)
  }

  /** How many connections are here, upgraded ones included. */
  get size(): number {
    return this.#sockets.size
  }

  drain(): void {
    this.#draining = true
    this.#server.closeIdleConnections()
  }

  /** Ends everything at once. */
  close(): void {
    this.#tunnels.close()
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #receive(message: IncomingMessage, response: ServerResponse): void {
    if (this.#draining) response.shouldKeepAlive = false
    const decided = this.#decide(message)
    if (typeof decided === 'string') this.#reject(message, response, decided)
    else if (decided.verdict.action !== 'forward') this.#refuse(decided, response)
    else forwardSlowly(decided, response, { desk: this.#parts.desk(), origin: this.#originOf(decided.server) })
  }

  /** What the rules say of a request; a word for the log if it cannot be read safely. */
  #decide(message: IncomingMessage): (DecidedRequest & { request: SlowRequest }) | string {
    const why = ambiguity(message)
    if (why !== undefined) return why
    const desk = this.#parts.desk()
    const server = desk.serverOf(message.headers.host ?? '')
    if (server === undefined) return 'host'
    const source = this.#sourceOf(message.socket)
    const request = new SlowRequest(message)
    const verdict: Verdict = desk.judge(source, server, request)
    return { source, server, request, verdict }
  }

  #refuse(decided: DecidedRequest, response: ServerResponse): void {
    if (decided.verdict.action !== 'drop') response.socket?.write(this.#parts.desk().refusal(decided), 'latin1')
    response.socket?.destroySoon()
  }

  #reject(message: IncomingMessage, response: ServerResponse, why: string): void {
    const status = why === 'host' ? 421 : 400
    response.socket?.write(this.#parts.desk().rejection(this.#sourceOf(message.socket), status, why), 'latin1')
    response.socket?.destroySoon()
  }

  #unreadable(socket: Socket): void {
    const source = this.#sources.get(socket)
    if (source && socket.writable) socket.write(this.#parts.desk().rejection(source, 400, 'parser'), 'latin1')
    socket.destroySoon()
  }

  #upgrade(message: IncomingMessage, socket: Socket, head: Buffer): void {
    const decided = this.#decide(message)
    const desk = this.#parts.desk()
    if (typeof decided === 'string') {
      socket.end(desk.rejection(this.#sourceOf(socket), decided === 'host' ? 421 : 400, decided), 'latin1')
    } else if (decided.verdict.action !== 'forward') {
      socket.end(desk.refusal(decided), 'latin1')
    } else {
      this.#tunnels.open(decided, { socket, head, desk, origin: this.#originOf(decided.server) })
    }
  }

  #originOf(server: ServerKind): SlowOrigin {
    const origin = this.#parts.originOf(server)
    if (origin === undefined) throw new Error(`the policy has no server ${server}`)
    return origin
  }

  #sourceOf(socket: Socket): Source {
    const source = this.#sources.get(socket)
    if (source === undefined) throw new Error('a connection that nobody gave to the slow path')
    return source
  }
}
