import type { Socket } from 'node:net'
import { firstBytesOf } from '../traffic/first-bytes.ts'
import type { ProxyFault, WireEnd } from '../traffic/proxy-header.ts'
import { readProxyHeader } from '../traffic/proxy-protocol.ts'
import { wireEnd } from '../traffic/source-address.ts'
import type { TrustsProxy } from '../traffic/trusted-proxies.ts'
import { Deadline } from './deadline.ts'

/** A connection of which is known who it is from and what it speaks. */
export interface Arrival {
  readonly kind: 'tls' | 'http' | 'relay'
  /**
   * Paused, with every byte of the client still to be read, and without any listener. Whoever takes it listens for
   * 'error' at once, and resumes it when ready.
   */
  readonly socket: Socket
  readonly source: WireEnd
  /** Where the client connected to: at this gateway, or at the proxy in front of it. */
  readonly destination: WireEnd
  /** The proxy that the connection came through. */
  readonly proxy?: {
    readonly address: string
    /** False where its header names no client (a health check, an unknown family): `source` is the proxy then. */
    readonly named: boolean
  }
}

/** Why a connection was closed before it was known what it speaks. */
export type Departure = 'left' | 'silent' | 'no-relay-here' | 'ssl2' | 'proxy-silent' | ProxyFault

/** How a port receives connections. */
export interface Reception {
  /** From these a PROXY header is required; from all others it is never read. */
  readonly trustsProxy: TrustsProxy
  /** Whether what is neither TLS nor HTTP, silence included, is handed over or closed. */
  readonly offersRelay: boolean
  /** How long to wait for the PROXY header, and again for the first bytes. In milliseconds; 3,000 if absent. */
  readonly inspectDelay?: number
  readonly arrived: (arrival: Arrival) => void
  /** Told after the socket was destroyed. The source is absent if the connection was gone before anyone looked. */
  readonly departed?: (why: Departure, source: WireEnd | undefined) => void
}

/** Three seconds let one lost segment be sent again. */
const usualDelay = 3_000

/**
 * Receives an accepted connection: reads the PROXY header where one is required, looks at the first bytes, gives them
 * back and hands the connection over. Holds one timer, and no more bytes than one read brings beyond the largest
 * PROXY header. Until then nothing is written to the client.
 */
export function receive(socket: Socket, reception: Reception): void {
  const source = wireEnd(socket.remoteAddress, socket.remotePort)
  const destination = wireEnd(socket.localAddress, socket.localPort)
  if (source && destination) new Inspection(socket, reception, { source, destination })
  else {
    // Whoever is gone already has no address any more; the error that says so has still to be heard.
    socket.on('error', ignore)
    socket.destroy()
    reception.departed?.('left', undefined)
  }
}

function ignore(): void {
  // A connection that is being closed may break off; 'close' has been dealt with.
}

class Inspection {
  readonly #socket: Socket
  readonly #reception: Reception
  readonly #deadline: Deadline
  #ends: { readonly source: WireEnd; readonly destination: WireEnd }
  #proxy: Arrival['proxy']
  #awaitsHeader: boolean
  #bytes: Buffer | undefined

  constructor(socket: Socket, reception: Reception, ends: Pick<Arrival, 'source' | 'destination'>) {
    this.#socket = socket
    this.#reception = reception
    this.#ends = ends
    this.#awaitsHeader = reception.trustsProxy(ends.source.address)
    this.#deadline = new Deadline(reception.inspectDelay ?? usualDelay, this.#late)
    socket.on('error', this.#left).on('close', this.#left).on('end', this.#left).on('data', this.#read)
  }

  readonly #read = (chunk: Buffer): void => {
    this.#bytes = this.#bytes ? Buffer.concat([this.#bytes, chunk]) : chunk
    if (this.#awaitsHeader) this.#readHeader(this.#bytes)
    else this.#sort(this.#bytes)
  }

  #readHeader(bytes: Buffer): void {
    const header = readProxyHeader(bytes)
    if (header.state === 'more') return
    if (header.state === 'invalid') {
      this.#depart(header.why)
      return
    }
    const { address } = this.#ends.source
    this.#proxy = { address, named: header.source !== undefined }
    if (header.source) {
      this.#ends = { source: header.source, destination: header.destination ?? this.#ends.destination }
    }
    this.#awaitsHeader = false
    this.#deadline.renew()
    this.#bytes = bytes.length > header.length ? bytes.subarray(header.length) : undefined
    if (this.#bytes) this.#sort(this.#bytes)
  }

  #sort(bytes: Buffer): void {
    const kind = firstBytesOf(bytes)
    if (kind === 'more') return
    if (kind === 'ssl2') this.#depart('ssl2')
    else if (kind === 'relay') this.#relayOr('no-relay-here')
    else this.#handOver(kind)
  }

  #relayOr(why: Departure): void {
    if (this.#reception.offersRelay) this.#handOver('relay')
    else this.#depart(why)
  }

  /** Whether the relay's clients always speak first is not known, so silence may be one of them. */
  readonly #late = (): void => {
    if (this.#awaitsHeader) this.#depart('proxy-silent')
    else this.#relayOr('silent')
  }

  /** Who ends after less than a first word has nothing to say; most only look whether the port is open. */
  readonly #left = (): void => this.#depart('left')

  #handOver(kind: Arrival['kind']): void {
    const socket = this.#socket
    this.#release()
    socket.pause()
    if (this.#bytes) socket.unshift(this.#bytes)
    const proxy = this.#proxy
    this.#reception.arrived({ kind, socket, ...this.#ends, ...(proxy && { proxy }) })
  }

  #depart(why: Departure): void {
    this.#release()
    this.#socket.on('error', ignore)
    this.#socket.destroy()
    this.#reception.departed?.(why, this.#ends.source)
  }

  #release(): void {
    this.#deadline.met()
    const socket = this.#socket
    socket.off('error', this.#left).off('close', this.#left).off('end', this.#left).off('data', this.#read)
  }
}
