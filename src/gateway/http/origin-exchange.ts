import type { Socket } from 'node:net'
import { AnswerTrack } from './answer-track.ts'
import type { AnswerReader, OriginConnection } from './origin-connection.ts'
import type { OriginPool } from './origin-pool.ts'

/** Whose request an exchange is about. */
export interface ExchangeOwner {
  /** Bytes of the request's body that are still to come. */
  readonly bodyLeft: number
  /** Whether the client's connection goes on after the answer. */
  readonly goesOn: boolean
  /** The answer makes that impossible. */
  goOnNoLonger(): void
  /** The client has taken something. */
  progressed(): void
  /** The origin takes more of the request's body. */
  readyForBody(): void
  /** The answer has gone to the client, whole. */
  answered(status: number): void
  /** There is no answer, or it broke off: then the client can only be cut off. */
  failed(status: number, why: string): void
}

/**
 * What goes on between one client and an origin: a request at a time, and its answer as it comes. The answer stays in
 * the origin's buffer and is written from there, its new head in front of its body.
 */
export class OriginExchange implements AnswerReader {
  /** Bytes of the answer that the client was given, head included. */
  bytes = 0
  readonly #socket: Socket
  readonly #owner: ExchangeOwner
  /** A socket of TLS copies what it is given; a plain one goes on using the buffer until it is written. */
  readonly #copies: boolean
  readonly #track = new AnswerTrack()
  #method = ''
  #pool: OriginPool | undefined
  #origin: OriginConnection | undefined
  /** The request as sent, kept while it may have to be sent again. */
  #again: string | undefined

  constructor(socket: Socket, owner: ExchangeOwner, copies: boolean) {
    this.#socket = socket
    this.#owner = owner
    this.#copies = copies
  }

  /** Whether an origin works on a request. */
  get isUnderWay(): boolean {
    return this.#origin !== undefined
  }

  /** Whether the client has got something of the answer. */
  get isAnswering(): boolean {
    return this.#track.isBegun
  }

  /** Sends a request. `repeatable`: it has no body and may be sent again. False if the origin takes no more for now. */
  start(pool: OriginPool, request: { text: string; method: string; repeatable: boolean }): boolean {
    this.#track.reset()
    this.bytes = 0
    this.#pool = pool
    this.#method = request.method
    this.#again = request.repeatable ? request.text : undefined
    return this.#send(pool.take(), request.text)
  }

  /** Sends a piece of the request's body. False if the origin takes no more for now. */
  write(body: Buffer): boolean {
    return this.#origin?.write(body) !== false
  }

  /** The client has taken what it was given. */
  resume(): void {
    this.#owner.progressed()
    this.#origin?.resume()
  }

  /** Lets go of the origin, whatever it does. */
  abandon(): void {
    this.#origin?.destroy()
    this.#origin = undefined
  }

  onAnswer(buffer: Buffer, from: number, to: number): boolean {
    const track = this.#track
    if (track.isBegun) return this.#passOn(buffer, from, to)
    const reading = track.readHead(buffer, from, to, this.#method)
    if (reading === 'more') return true
    // 101 belongs to the slow path; here nobody asked for it.
    if (reading === 'malformed' || track.head.status === 101) return this.#fail('origin-malformed')
    if (track.head.status >= 200) return this.#begin(buffer, to)
    return track.bodyAt === to || this.onAnswer(buffer, track.bodyAt, to)
  }

  onOriginGone(error: Error | undefined): void {
    const { isBegun, head, isUntouched } = this.#track
    const isStale = this.#origin?.used === true && isUntouched
    this.#origin = undefined
    if (isStale && this.#again !== undefined && this.#pool) this.#send(this.#pool.take(true), this.#again)
    else if (isBegun && head.framing === 'until-close' && error === undefined) this.#owner.answered(head.status)
    else this.#owner.failed(502, error?.message === 'ETIMEDOUT' ? 'origin-connect-timeout' : 'origin-gone')
  }

  onOriginReady(): void {
    this.#owner.readyForBody()
  }

  #send(origin: OriginConnection, text: string): boolean {
    this.#origin = origin
    origin.reader = this
    return origin.write(text)
  }

  #begin(buffer: Buffer, to: number): boolean {
    const { head, bodyAt } = this.#track
    const owner = this.#owner
    this.#again = undefined
    this.#track.begin()
    if (head.framing === 'until-close' || owner.bodyLeft > 0) owner.goOnNoLonger()
    const end = this.#track.endOfBody(buffer, bodyAt, to)
    if (end < 0) {
      // Nothing of it has gone to the client yet, so there is still something to say.
      this.#track.reset()
      return this.#fail('origin-malformed')
    }
    const text = `${head.text}${owner.goesOn ? '' : 'Connection: close\r\n'}\r\n`
    const start = bodyAt - text.length
    if (start < 0) {
      // A head that grew by more than the room in front of it: it was split over several reads.
      this.#socket.write(text, 'latin1')
      return this.#give(buffer, { from: bodyAt, to: end, read: to })
    }
    buffer.write(text, start, 'latin1')
    return this.#give(buffer, { from: start, to: end, read: to })
  }

  #passOn(buffer: Buffer, from: number, to: number): boolean {
    const end = this.#track.endOfBody(buffer, from, to)
    return end < 0 ? this.#fail('origin-malformed') : this.#give(buffer, { from, to: end, read: to })
  }

  /** Gives bytes to the client. False if the origin has to wait until the client has taken them. */
  #give(buffer: Buffer, { from, to, read }: { from: number; to: number; read: number }): boolean {
    const socket = this.#socket
    this.bytes += to - from
    const taken = to === from || socket.write(this.#lasting(buffer.subarray(from, to)))
    const busy = this.#copies ? !taken : socket.writableLength > 0
    if (this.#track.isWhole) {
      this.#release(busy, read > to)
      this.#owner.answered(this.#track.head.status)
      return true
    }
    this.#owner.progressed()
    if (!busy) return true
    if (!this.#copies) socket.write('', () => this.resume())
    return false
  }

  /** TLS copies what it works on, but not what waits behind it; by then the origin's buffer holds something else. */
  #lasting(bytes: Buffer): Buffer {
    return this.#copies && this.#socket.writableLength > 0 ? Buffer.from(bytes) : bytes
  }

  /**
   * Gives the origin's connection back. Bytes behind the answer belong to nobody, and an origin that still waits for the
   * rest of this request would take the next one for it: such connections are not used again.
   */
  #release(busy: boolean, hasMore: boolean): void {
    const origin = this.#origin
    this.#origin = undefined
    if (origin === undefined) return
    if (hasMore || !this.#track.head.keepAlive || this.#owner.bodyLeft > 0) origin.destroy()
    else if (busy && !this.#copies) this.#hold(origin)
    else this.#pool?.giveBack(origin)
  }

  /** The answer is whole, but its last bytes still lie in the origin's buffer: it is free when they are written. */
  #hold(origin: OriginConnection): void {
    const pool = this.#pool
    origin.reader = undefined
    this.#socket.write('', (error) => {
      if (error || pool === undefined) origin.destroy()
      else pool.giveBack(origin)
    })
  }

  #fail(why: string): false {
    this.abandon()
    this.#owner.failed(502, why)
    return false
  }
}
