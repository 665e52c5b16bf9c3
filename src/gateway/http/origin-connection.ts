import { connect, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import { Deadline } from '../deadline.ts'

/** Room for a head in front of an answer's body: what a head may grow by before it goes to the client. */
const headroom = 256
const readSize = 65_536

/** Who waits for the answer of an origin. */
export interface AnswerReader {
  /**
   * Takes bytes `from` to `to` of the buffer, which are only lent: after the call they are overwritten. False asks the
   * origin to pause.
   */
  onAnswer(buffer: Buffer, from: number, to: number): boolean
  /** The origin closed, broke off or could not be reached. Comes once; nothing follows. */
  onOriginGone(error: Error | undefined): void
  /** The origin takes more of the request after `write` answered false. */
  onOriginReady(): void
}

/** Where an origin listens and whom it must prove to be. */
export interface OriginAddress {
  readonly host: string
  readonly port: number
  /**
   * Present for an `https` origin: the name to ask for and, in PEM, the authority to trust instead of the system's.
   * `pinned`: this very certificate is trusted, whatever names it holds.
   */
  readonly tls?: { readonly serverName: string; readonly authority?: string; readonly pinned?: boolean }
  /** Milliseconds to wait for the connection. */
  readonly patience: number
}

/**
 * One connection to an origin. It reads into one buffer that is used again and again, past the stream machinery of
 * Node, which costs more than moving the bytes.
 */
export class OriginConnection {
  /** Whether an exchange went over it before: then its origin may have closed it in the meantime. */
  used = false
  reader: AnswerReader | undefined
  readonly #buffer = Buffer.allocUnsafeSlow(headroom + readSize)
  readonly #socket: Socket
  readonly #onIdleEnd: (connection: OriginConnection) => void
  #gone = false

  constructor(address: OriginAddress, onIdleEnd: (connection: OriginConnection) => void) {
    this.#onIdleEnd = onIdleEnd
    this.#socket = this.#open(address)
    this.#socket.setNoDelay(true)
    const connecting = new Deadline(address.patience, () => this.#end(new Error('ETIMEDOUT')))
    this.#socket.once('connect', () => connecting.met()).once('close', () => connecting.met())
    this.#socket.on('drain', () => this.reader?.onOriginReady())
    this.#socket.on('error', (error) => this.#end(error))
    this.#socket.on('end', () => this.#end(undefined))
    this.#socket.on('close', () => this.#end(undefined))
  }

  /** False if the origin has not taken everything yet. */
  write(bytes: string | Uint8Array): boolean {
    return typeof bytes === 'string' ? this.#socket.write(bytes, 'latin1') : this.#socket.write(bytes)
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Ends the connection without a word to its reader. */
  destroy(): void {
    this.reader = undefined
    this.#gone = true
    this.#socket.destroy()
  }

  get gone(): boolean {
    return this.#gone
  }

  #open({ host, port, tls }: OriginAddress): Socket {
    const onread = {
      buffer: this.#buffer.subarray(headroom),
      callback: (count: number): boolean => this.#read(count),
    }
    if (tls === undefined) return connect({ host, port, onread })
    const { serverName, authority, pinned } = tls
    const trust: ConnectionOptions = authority === undefined ? {} : { ca: authority }
    const pin: ConnectionOptions = pinned ? { allowPartialTrustChain: true, checkServerIdentity: () => undefined } : {}
    const target = { host, port, servername: serverName, onread }
    return connectTls({ ...target, ...trust, ...pin } as ConnectionOptions)
  }

  #read(count: number): boolean {
    if (this.reader) return this.reader.onAnswer(this.#buffer, headroom, headroom + count)
    // Bytes that nobody asked for would be taken for the next answer.
    this.#end(undefined)
    return false
  }

  #end(error: Error | undefined): void {
    if (this.#gone) return
    this.#gone = true
    this.#socket.destroy()
    const { reader } = this
    this.reader = undefined
    if (reader) reader.onOriginGone(error)
    else this.#onIdleEnd(this)
  }
}
