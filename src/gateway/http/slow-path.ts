import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ServerKind } from '../../model/server.ts'
import { mostInspected } from '../../traffic/evaluator.ts'
import type { Source } from '../../traffic/source.ts'
import { ambiguity, asksForWebSocket, hasBody } from './ambiguity.ts'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import { readOpening } from './opening.ts'
import { answerLast } from './slow-answer.ts'
import { forwardSlowly } from './slow-exchange.ts'
import type { SlowOrigin } from './slow-origin.ts'
import { SlowRequest } from './slow-request.ts'
import { Tunnels } from './tunnel.ts'
import { unpacked } from './unpacked.ts'

const largestHead = 16_384
/** Requests that one connection may send ahead. They are passed on one after the other (RFC 9112, section 9.3.2). */
const mostAhead = 8

export interface SlowPathParts {
  readonly desk: () => HttpDesk
  readonly originOf: (server: ServerKind) => SlowOrigin | undefined
}

interface Asked {
  readonly message: IncomingMessage
  readonly response: ServerResponse
}

type ReadRequest = Omit<DecidedRequest, 'verdict'> & { readonly request: SlowRequest }

/**
 * Requests that need all of HTTP/1.1: chunked bodies, `Expect`, HTTP/1.0, upgrades to WebSocket. Node's own parser reads
 * them, strictly, and the same rules decide. A connection that came here stays here.
 */
export class SlowPath {
  readonly #parts: SlowPathParts
  readonly #sources = new WeakMap<Socket, Source>()
  readonly #tunnels = new Tunnels()
  readonly #server: Server
  /** The requests of each connection that are not answered yet, the one under way first. */
  readonly #waiting = new Map<Socket, Asked[]>()
  #draining = false

  constructor(parts: SlowPathParts, patience: HttpDesk['patience']) {
    this.#parts = parts
    this.#server = newServer(patience)
    this.#server.on('request', (message, response) => this.#receive({ message, response }))
    this.#server.on('checkContinue', (message, response) => this.#receive({ message, response }))
    this.#server.on('checkExpectation', (message, response) => this.#reject({ message, response }, 'Expect'))
    this.#server.on('upgrade', (message, socket, head) => this.#upgrade(message, socket as Socket, head))
    this.#server.on('connect', (_message, socket) => socket.destroy())
    this.#server.on('clientError', (error, socket) => this.#unreadable(error, socket as Socket))
    // It listens nowhere, and would watch over no connection else: neither slow heads nor a drain would end any.
    this.#server.emit('listening')
  }

  /** Takes over a connection whose bytes are unread, or whose client has ended its half after the `last` ones. */
  take(socket: Socket, source: Source, last?: Buffer): void {
    this.#sources.set(socket, source)
    this.#waiting.set(socket, [])
    socket.once('close', () => this.#waiting.delete(socket))
    // So `node:http` ends a connection after its last answer, which would take that away from whoever still sends.
    socket.destroySoon = () => this.#end(socket)
    this.#server.emit('connection', socket)
    if (last === undefined) socket.resume()
    else {
      socket.emit('data', last)
      socket.emit('end')
    }
  }

  /** How many connections are here, upgraded ones included. */
  get size(): number {
    return this.#waiting.size
  }

  drain(): void {
    this.#draining = true
    this.#server.closeIdleConnections()
  }

  /** Ends everything at once. */
  close(): void {
    this.#tunnels.close()
    for (const socket of this.#waiting.keys()) socket.destroy()
    this.#server.close()
  }

  #receive(asked: Asked): void {
    const { message, response } = asked
    const { socket } = message
    const waiting = this.#waiting.get(socket)
    // What follows the last answer is not served.
    if (waiting === undefined) return
    if (waiting.push(asked) > mostAhead) return void socket.destroy()
    response.once('close', () => {
      waiting.shift()
      const [next] = waiting
      if (next !== undefined && this.#waiting.has(socket) && !socket.destroyed) this.#begin(next)
    })
    if (waiting.length === 1) this.#begin(asked)
  }

  #begin(asked: Asked): void {
    const { message, response } = asked
    if (this.#draining) response.shouldKeepAlive = false
    const read = this.#read(message)
    if (typeof read === 'string') this.#reject(asked, read)
    else if (hasBody(message) && this.#parts.desk().readsBody(read.server, read.request)) {
      void this.#inspect(asked, read)
    } else this.#decide(asked, read)
  }

  /** Who asks whom for what; a word for the log if the request cannot be read safely. */
  #read(message: IncomingMessage): ReadRequest | string {
    const why = ambiguity(message)
    if (why !== undefined) return why
    const desk = this.#parts.desk()
    const server = desk.serverOf(message.headers.host ?? '')
    if (server === undefined) return 'host'
    const request = new SlowRequest(message)
    return { source: desk.clientOf(this.#sourceOf(message.socket), request), server, request }
  }

  /** Lets the body begin before it is decided. */
  async #inspect(asked: Asked, read: ReadRequest): Promise<void> {
    const { message, response } = asked
    if (message.headers.expect !== undefined) response.writeContinue()
    const opening = await readOpening(message, { most: mostInspected, patience: this.#parts.desk().patience.body })
    const encoding = message.headers['content-encoding']
    const plain = opening && encoding ? await unpacked(opening, encoding, mostInspected) : undefined
    if (message.socket.destroyed) return
    if (opening === undefined) return this.#reject(asked, 'slow-body', 408)
    read.request.inspect(opening, plain)
    this.#decide(asked, read)
  }

  #decide(asked: Asked, read: ReadRequest): void {
    const desk = this.#parts.desk()
    const decided = { ...read, verdict: desk.judge(read.source, read.server, read.request) }
    const { action } = decided.verdict
    if (action === 'drop') asked.message.socket.destroy()
    else if (action !== 'forward') answerLast(asked.response, desk.refusal(decided))
    else forwardSlowly(decided, asked.response, { desk, origin: this.#originOf(decided.server) })
  }

  #reject(asked: Asked, why: string, status: number = statusOf(why)): void {
    const desk = this.#parts.desk()
    answerLast(asked.response, desk.rejection(this.#sourceOf(asked.message.socket), status, why))
  }

  /** What came is no request. The answers to those before it go first; in the middle of one there is nothing to say. */
  #unreadable(error: NodeJS.ErrnoException, socket: Socket): void {
    const waiting = this.#waiting.get(socket)
    if (waiting === undefined) return
    const before = waiting.at(-1)
    if (!socket.writable || error.code === 'ECONNRESET' || before?.message.complete === false) socket.destroy()
    else if (before === undefined) {
      const [status, why] = unreadableAs[error.code ?? ''] ?? [400, 'parser']
      this.#say(socket, this.#parts.desk().rejection(this.#sourceOf(socket), status, why))
    } else {
      // Nothing behind it is read as anything any more, and its parser would find the same fault in every piece.
      socket.removeAllListeners('data').on('data', () => undefined)
      before.response.once('close', () => this.#unreadable(error, socket))
    }
  }

  #upgrade(message: IncomingMessage, socket: Socket, head: Buffer): void {
    // The answers to what was pipelined before it would go between its bytes.
    if (this.#draining || this.#waiting.get(socket)?.length !== 0) return void socket.destroy()
    const desk = this.#parts.desk()
    const read = hasBody(message) ? 'Upgrade' : this.#read(message)
    if (typeof read === 'string') {
      this.#say(socket, desk.rejection(this.#sourceOf(socket), statusOf(read), read))
      return
    }
    const decided = { ...read, verdict: desk.judge(read.source, read.server, read.request) }
    if (decided.verdict.action === 'drop') socket.destroy()
    else if (decided.verdict.action !== 'forward') this.#say(socket, desk.refusal(decided))
    else this.#tunnels.open(decided, { socket, head, desk, origin: this.#originOf(decided.server) })
  }

  /** Says a last word on a connection without a request under way. */
  #say(socket: Socket, text: string): void {
    socket.write(text, 'latin1')
    this.#end(socket)
  }

  /** Ends a connection after what was written. */
  #end(socket: Socket): void {
    this.#waiting.delete(socket)
    this.#parts.desk().endGently(socket)
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

function newServer({ head, idle }: HttpDesk['patience']): Server {
  const server = createServer({
    insecureHTTPParser: false,
    requireHostHeader: false,
    maxHeaderSize: largestHead,
    headersTimeout: head,
    connectionsCheckingInterval: 500,
    keepAliveTimeout: idle,
    // Uploads may take as long as they move; the way to the origin sees to that.
    requestTimeout: 0,
    noDelay: true,
    // Any other protocol would go past the rules unread, HTTP/2 above all; such a request is answered without it.
    shouldUpgradeCallback: asksForWebSocket,
  })
  // Whoever has sent a whole request may end its half and still read the answer.
  return Object.assign(server, { httpAllowHalfOpen: true })
}

const unreadableAs: Readonly<Record<string, readonly [status: number, why: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'head size'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'slow-head'],
}

function statusOf(why: string): number {
  return why === 'host' ? 421 : 400
}
