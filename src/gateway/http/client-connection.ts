import type { Socket } from 'node:net'
import { mostInspected } from '../../traffic/evaluator.ts'
import { readRequestHead } from '../../traffic/request-head.ts'
import type { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { HttpDesk, Watched } from './desk.ts'
import { type ExchangeOwner, OriginExchange } from './origin-exchange.ts'
import { RequestUnderWay } from './request-under-way.ts'

/** Largest head of a request in bytes; http.sys takes 16 KiB too. */
const largestRequestHead = 16_384
/** A body up to this size travels in one piece with its head. */
const smallBody = 16_384
/** Bytes that a client may send ahead while its answer is under way. */
const mostAhead = 65_536

/** Methods that may be sent twice when a kept connection turns out to be closed (RFC 9110, section 9.2.2). */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `head`: a request is awaited or read; `exchange`: an origin works on one; `over`: the connection is not ours any more. */
type State = 'head' | 'exchange' | 'over'

/**
 * One client's connection on the fast path: requests that are strictly canonical, one after the other, passed on as
 * they came. All state lives in this object and is used again for each request, because what limits this path, after
 * the system calls, is the garbage that a request leaves behind. Whatever is unusual goes to the slow path for good.
 */
export class ClientConnection implements ExchangeOwner, Watched {
  /** Milliseconds of the desk's clock at which the desk ends what is under way; `Infinity` if nothing is limited. */
  deadline: number
  readonly #desk: HttpDesk
  readonly #socket: Socket
  readonly #request: RequestUnderWay
  readonly #exchange: OriginExchange
  #state: State = 'head'
  /** The client has ended its half: what it sent is answered, nothing more comes. */
  #halfClosed = false
  #pending: Buffer | undefined
  /** Bytes without which there is no use in reading again. */
  #needed = 0
  #bodyLeft = 0

  constructor(socket: Socket, source: Source, desk: HttpDesk) {
    this.#socket = socket
    this.#desk = desk
    this.#request = new RequestUnderWay(source, desk)
    this.#exchange = new OriginExchange(socket, this, source.encrypted)
    this.deadline = desk.now() + desk.patience.idle
    socket.on('data', this.#onData)
    socket.on('drain', this.#onDrain)
    socket.on('error', this.#onError)
    socket.on('end', this.#onEnd)
    socket.on('close', this.#onClose)
  }

  /** Ends the connection once the request under way is answered; at once if there is none. */
  drain(): void {
    if (this.#state === 'head' && this.#pending === undefined) this.#end()
    else this.#request.head.keepAlive = false
  }

  cut(): void {
    this.#socket.destroy()
  }

  /** Called by the desk when `deadline` has passed. */
  expire(): void {
    if (this.#state === 'exchange' && !this.#exchange.isAnswering && this.#bodyLeft === 0)
      this.failed(504, 'origin-timeout')
    else if (this.#state === 'head' && this.#pending !== undefined)
      this.#reject(408, this.#needed > 0 ? 'slow-body' : 'slow-head')
    else this.#socket.destroy()
  }

  get bodyLeft(): number {
    return this.#bodyLeft
  }

  get goesOn(): boolean {
    return this.#request.head.keepAlive
  }

  goOnNoLonger(): void {
    this.#request.head.keepAlive = false
  }

  progressed(): void {
    this.deadline = this.#desk.now() + this.#desk.patience.answer
  }

  readyForBody(): void {
    this.#socket.resume()
  }

  answered(status: number): void {
    this.#request.tell(status, this.#exchange.bytes)
    this.#next()
  }

  failed(status: number, why: string): void {
    this.#exchange.abandon()
    this.#request.head.keepAlive = false
    if (this.#exchange.isAnswering) this.#socket.destroy()
    else this.#socket.write(this.#request.failure(status, why), 'latin1')
    this.#request.tell(status, this.#exchange.bytes)
    this.#end()
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#state === 'head') this.#readMore(this.#pending ? Buffer.concat([this.#pending, chunk]) : chunk)
    else if (this.#bodyLeft > 0) this.#passBody(chunk)
    else this.#keepAhead(chunk)
  }

  readonly #onDrain = (): void => {
    if (this.#state === 'exchange') this.#exchange.resume()
    else if (this.#state === 'head' && this.#socket.isPaused()) this.#readOn()
  }

  readonly #onError = (): void => {
    this.#socket.destroy()
  }

  readonly #onEnd = (): void => {
    // Whoever has sent a whole request may close its half and still read the answer.
    this.#halfClosed = true
    if (this.#state === 'head') this.#end()
    else if (this.#bodyLeft > 0) this.#socket.destroy()
  }

  readonly #onClose = (): void => {
    this.#state = 'over'
    if (this.#exchange.isUnderWay) {
      this.#exchange.abandon()
      this.#request.tell(499, this.#exchange.bytes)
    }
    this.#desk.left(this)
  }

  #keepAhead(chunk: Buffer): void {
    this.#pending = this.#pending ? Buffer.concat([this.#pending, chunk]) : chunk
    if (this.#pending.length > mostAhead) this.#socket.pause()
  }

  #readMore(bytes: Buffer): void {
    if (bytes.length < this.#needed) this.#pending = bytes
    else this.#readRequests(bytes)
  }

  /** Reads requests from what has come until one is under way, or more bytes are needed. */
  #readRequests(bytes: Buffer): void {
    let rest: Buffer | undefined = bytes
    while (rest !== undefined && this.#state === 'head') {
      if (this.#socket.writableNeedDrain) {
        // Whoever does not read our refusals is not refused any further: answers must not pile up.
        this.#pending = rest
        this.#socket.pause()
        return
      }
      rest = this.#readRequest(rest)
    }
    if (this.#halfClosed && this.#state === 'head') this.#end()
  }

  /** Reads what was kept while something was under way. */
  #readOn(): void {
    const pending = this.#pending
    this.#pending = undefined
    this.#socket.resume()
    if (pending !== undefined) this.#readRequests(pending)
    else if (this.#halfClosed) this.#end()
  }

  /** Answers what is left of the bytes for the next request; absent if there is nothing, or it was kept. */
  #readRequest(bytes: Buffer): Buffer | undefined {
    const text = bytes.toString('latin1', 0, Math.min(bytes.length, largestRequestHead + smallBody))
    const kind = readRequestHead(text, this.#request.head)
    if (kind === 'incomplete' || this.#request.head.length > largestRequestHead) return this.#awaitHead(bytes)
    if (kind === 'refused') return this.#reject(400, this.#request.head.why)
    const server = this.#desk.serverOf(this.#request.head.host)
    if (server === undefined) return this.#reject(421, 'host')
    if (kind === 'unusual') return this.#leave(bytes)
    if (this.#request.head.contentLength > 0 && this.#desk.readsBody(server, this.#request.head)) {
      // The slow path has the time to unpack what the rules look at.
      if (this.#request.head.header('content-encoding') !== undefined) return this.#leave(bytes)
      const needed = this.#request.head.length + Math.min(this.#request.head.contentLength, mostInspected)
      if (bytes.length < needed) return this.#awaitBody(bytes, needed)
      this.#request.head.body = text.slice(this.#request.head.length, needed)
    }
    this.#pending = undefined
    this.#needed = 0
    const verdict = this.#request.judge(server)
    return verdict.action === 'forward' ? this.#forward(bytes, text) : this.#refuse(bytes, verdict)
  }

  #awaitHead(bytes: Buffer): undefined {
    if (bytes.length > largestRequestHead) return this.#reject(431, 'head size')
    if (this.#pending === undefined) this.deadline = this.#desk.now() + this.#desk.patience.head
    this.#pending = bytes
  }

  /** The rules look at the beginning of this body. */
  #awaitBody(bytes: Buffer, needed: number): undefined {
    if (this.#needed === 0) this.deadline = this.#desk.now() + this.#desk.patience.body
    this.#needed = needed
    this.#pending = bytes
  }

  /** Gives the connection to the slow path, with all that has not been read as a request. */
  #leave(bytes: Buffer): undefined {
    const socket = this.#socket
    this.#letGo()
    socket.pause()
    if (!this.#halfClosed) socket.unshift(bytes)
    // A stream that has ended takes nothing back.
    this.#desk.takeSlowly(socket, this.#request.peer, this.#halfClosed ? bytes : undefined)
  }

  #forward(bytes: Buffer, text: string): undefined {
    const { length, contentLength } = this.#request.head
    const have = Math.min(contentLength, bytes.length - length)
    const small = contentLength === have && length + have <= text.length
    const now = this.#begin(contentLength - have)
    const { method } = this.#request.head
    const request = {
      text: this.#request.passedOn(now) + (small ? text.slice(length, length + have) : ''),
      method,
      repeatable: contentLength === 0 && repeatable.has(method),
    }
    const mayGoOn = this.#exchange.start(this.#desk.poolOf(this.#request.server), request)
    if (!mayGoOn && this.#bodyLeft > 0) this.#socket.pause()
    if (!small && have > 0) this.#write(bytes.subarray(length, length + have))
    if (bytes.length > length + have) this.#pending = bytes.subarray(length + have)
  }

  #begin(bodyLeft: number): number {
    const { patience } = this.#desk
    const now = this.#desk.now()
    this.#state = 'exchange'
    this.#bodyLeft = bodyLeft
    this.deadline = now + (bodyLeft > 0 ? patience.body : patience.answer)
    return now
  }

  #passBody(chunk: Buffer): void {
    const taken = Math.min(chunk.length, this.#bodyLeft)
    this.#bodyLeft -= taken
    this.deadline = this.#desk.now() + (this.#bodyLeft > 0 ? this.#desk.patience.body : this.#desk.patience.answer)
    this.#write(taken === chunk.length ? chunk : chunk.subarray(0, taken))
    if (taken < chunk.length) this.#keepAhead(chunk.subarray(taken))
  }

  #write(body: Buffer): void {
    if (!this.#exchange.write(body)) this.#socket.pause()
  }

  /** Goes on with the next request, or ends after the last one. */
  #next(): void {
    if (!this.#request.head.keepAlive) {
      this.#end()
      return
    }
    this.#state = 'head'
    this.deadline = this.#desk.now() + this.#desk.patience.idle
    if (this.#pending !== undefined || this.#halfClosed) this.#readOn()
  }

  /** Answers a request by our own word. Its body, if it has one, is not awaited: then the connection ends. */
  #refuse(bytes: Buffer, verdict: Verdict): Buffer | undefined {
    const { head } = this.#request
    if (verdict.action === 'drop') return void this.#socket.destroy()
    if (head.contentLength > 0) head.keepAlive = false
    this.#socket.write(this.#request.refusal(verdict), 'latin1')
    if (!head.keepAlive) return this.#end()
    this.deadline = this.#desk.now() + this.#desk.patience.idle
    return bytes.length > head.length ? bytes.subarray(head.length) : undefined
  }

  /** A request that nobody can read safely: answered, and the connection ends. */
  #reject(status: number, why: string): undefined {
    this.#socket.write(this.#request.rejection(status, why), 'latin1')
    this.#end()
  }

  /** Ends the connection after what was written. */
  #end(): undefined {
    this.#letGo()
    this.#desk.endGently(this.#socket)
  }

  /** Has nothing to do with the connection any more. */
  #letGo(): void {
    this.#state = 'over'
    this.#pending = undefined
    const socket = this.#socket
    socket.off('data', this.#onData).off('drain', this.#onDrain).off('error', this.#onError)
    socket.off('end', this.#onEnd).off('close', this.#onClose)
    this.#desk.left(this)
  }
}
