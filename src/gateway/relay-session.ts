import type { Socket } from 'node:net'
import type { WireEnd } from '../traffic/proxy-header.ts'
import { writeProxyHeader } from '../traffic/proxy-protocol.ts'
import type { Arrival } from './arrival.ts'
import { Deadline } from './deadline.ts'
import { type ConnectFailure, connectFailure, keepAliveDelay, type RelayOrigin, reachOrigin } from './relay-origin.ts'

/** Why a session is over. `closed` is the usual end: each side ended, and the other was told. */
export type RelayEnd = 'closed' | 'client-broke-off' | 'origin-broke-off' | ConnectFailure | 'idle' | 'cut'

/** How long to wait, in milliseconds. */
export interface RelayLimits {
  readonly connectTimeout: number
  /** Without a byte in either direction. */
  readonly idleLimit: number
}

/**
 * One TCP connection passed on to an origin, bytes unread. Each side's end is passed on alone, so either may go on
 * speaking after the other has finished; a side that is broken off takes the other with it in the same way. Reads
 * from one side no faster than the other takes it.
 */
export class RelaySession {
  readonly source: WireEnd
  readonly origin: RelayOrigin
  /** Milliseconds since 1970. */
  readonly since: number = Date.now()
  readonly #client: Socket
  readonly #server: Socket
  readonly #over: (why: RelayEnd) => void
  #connecting: Deadline | undefined
  #why: RelayEnd | undefined
  #fromClient = 0
  #fromOrigin = 0
  #upstreamPort: number | undefined
  #open = 2

  /** Begins at once. `over` is told once, when both sides are closed. */
  constructor(
    visit: Pick<Arrival, 'socket' | 'source' | 'destination'>,
    origin: RelayOrigin,
    { connectTimeout, idleLimit, over }: RelayLimits & { readonly over: (why: RelayEnd) => void },
  ) {
    this.source = visit.source
    this.origin = origin
    this.#over = over
    this.#client = visit.socket
    this.#client.allowHalfOpen = true
    this.#client.setNoDelay(true).setKeepAlive(true, keepAliveDelay)
    this.#server = reachOrigin(origin)
    this.#watch(this.#client, this.#server, 'client-broke-off')
    this.#watch(this.#server, this.#client, 'origin-broke-off')
    this.#connecting = new Deadline(connectTimeout, () => this.#stop('origin-timeout'))
    this.#server.once('connect', () => this.#join(visit.destination, idleLimit))
  }

  /** Bytes from the client so far. */
  get fromClient(): number {
    return this.#fromClient
  }

  /** Bytes from the origin so far. */
  get fromOrigin(): number {
    return this.#fromOrigin
  }

  /** The gateway's own port towards the origin, by which its log can be read; absent while connecting. */
  get upstreamPort(): number | undefined {
    return this.#upstreamPort
  }

  /** Breaks the session off on both sides. */
  cut(): void {
    this.#stop('cut')
  }

  #join(destination: WireEnd, idleLimit: number): void {
    this.#connecting?.met()
    this.#connecting = undefined
    const client = this.#client
    const server = this.#server
    this.#upstreamPort = server.localPort
    const { proxyHeader } = this.origin
    if (proxyHeader) server.write(writeProxyHeader(proxyHeader, this.source, destination))
    for (const side of [client, server]) side.setTimeout(idleLimit, () => this.#stop('idle'))
    pass(client, server, (length) => {
      this.#fromClient += length
    })
    pass(server, client, (length) => {
      this.#fromOrigin += length
    })
  }

  #watch(side: Socket, other: Socket, brokeOff: RelayEnd): void {
    side.on('error', (error: NodeJS.ErrnoException) => {
      this.#why ??= this.#connecting === undefined || side === this.#client ? brokeOff : connectFailure(error)
    })
    side.once('close', () => {
      // After both sides have ended, what is still on its way to the other one is let through.
      if (!side.readableEnded || !side.writableFinished) {
        this.#why ??= brokeOff
        breakOff(other)
      }
      this.#open -= 1
      if (this.#open > 0) return
      this.#connecting?.met()
      this.#over(this.#why ?? 'closed')
    })
  }

  #stop(why: RelayEnd): void {
    this.#why ??= why
    breakOff(this.#client)
    breakOff(this.#server)
  }
}

function pass(from: Socket, to: Socket, count: (length: number) => void): void {
  from.on('data', (chunk: Buffer) => {
    count(chunk.length)
    if (!to.write(chunk)) from.pause()
  })
  to.on('drain', () => from.resume())
  from.once('end', () => to.end())
  from.resume()
}

/** A reset says that something was lost. One that is still connecting would wait for its connection to reset it. */
function breakOff(socket: Socket): void {
  if (socket.connecting || socket.destroyed) socket.destroy()
  else socket.resetAndDestroy()
}
