import type { Socket } from 'node:net'
import type { ServerKind } from '../../model/server.ts'
import { mostInspected } from '../../traffic/evaluator.ts'
import { RequestHead, readRequestHead } from '../../traffic/request-head.ts'
import type { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { HttpDesk, Watched } from './desk.ts'
import { forwardedHead, forwardedLines } from './forwarded-lines.ts'
import { type ExchangeOwner, OriginExchange } from './origin-exchange.ts'

/** Largest head of a request in bytes; http.sys takes 16 KiB too. */
const largestRequestHead = 16_384
/** A body up to this size travels in one piece with its head. */
const smallBody = 16_384
/** Bytes that a client may send ahead while its answer is under way. */
const mostAhead = 65_536

/** Methods that may be sent twice when a kept connection turns out to be closed (RFC 9110, section 9.2.2). */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `head`: a request is awaited or read; `exchange`: an origin works on one; `closed`: nothing more is read. */
type State = 'head' | 'exchange' | 'closed'

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
  /** Whoever holds the other end. */
  readonly #peer: Source
  /** Whom the request under way comes from: the peer, or the client that a trusted proxy speaks for. */
  #source: Source
  /** Added to each request: who asks, and by which protocol. */
  #forwarded: string
  readonly #head = new RequestHead()
  readonly #exchange: OriginExchange
  #state: State = 'head'
  /** The client has ended its half: what it sent is answered, nothing more comes. */
  #halfClosed = false
  #pending: Buffer | undefined
  /** Bytes without which there is no use in reading again. */
  #needed = 0
  #verdict: Verdict | undefined
  #server: ServerKind = 'automate'
  #bodyLeft = 0
  #startedAt = 0

  constructor(socket: Socket, source: Source, desk: HttpDesk) {
    this.#socket = socket
    this.#peer = source
    this.#source = source
    this.#desk = desk
    this.#exchange = new OriginExchange(socket, this, source.encrypted)
    this.#forwarded = forwardedLines(source)
    this.deadline = desk.now() + desk.patience.idle
    socket.on('data', this.#onData)
    socket.on('drain', this.#onDrain)
    socket.on('error', this.#onError)
    socket.on('end', this.#onEnd)
    socket.on('close', this.#onClose)
  }

  /** Ends the connection once the request under way is answered; at once if there is none. */
  drain(): void {
    if (this.#state === 'head' && this.#pending === undefined) this.#close()
    else this.#head.keepAlive = false
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
    return this.#head.keepAlive
  }

  goOnNoLonger(): void {
    this.#head.keepAlive = false
  }

  progressed(): void {
    this.deadline = this.#desk.now() + this.#desk.patience.answer
  }

  readyForBody(): void {
    this.#socket.resume()
  }

  answered(status: number): void {
    this.#tell(status)
    this.#next()
  }

  failed(status: number, why: string): void {
    this.#exchange.abandon()
    this.#head.keepAlive = false
    if (this.#exchange.isAnswering) this.#socket.destroy()
    else if (this.#verdict) {
      const request = { source: this.#source, server: this.#server, verdict: this.#verdict, request: this.#head }
      this.#socket.write(this.#desk.failure(request, status, why), 'latin1')
    }
    this.#tell(status)
    this.#close()
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#state === 'closed') return
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
    if (this.#state === 'closed') this.#socket.destroySoon()
    else if (this.#state === 'head') this.#close()
    else if (this.#bodyLeft > 0) this.#socket.destroy()
  }

  readonly #onClose = (): void => {
    this.#state = 'closed'
    if (this.#exchange.isUnderWay) {
      this.#exchange.abandon()
      this.#tell(499)
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
    if (this.#halfClosed && this.#state === 'head') this.#close()
  }

  /** Reads what was kept while something was under way. */
  #readOn(): void {
    const pending = this.#pending
    this.#pending = undefined
    this.#socket.resume()
    if (pending !== undefined) this.#readRequests(pending)
    else if (this.#halfClosed) this.#close()
  }

  /** Answers what is left of the bytes for the next request; absent if there is nothing, or it was kept. */
  #readRequest(bytes: Buffer): Buffer | undefined {
    const text = bytes.toString('latin1', 0, Math.min(bytes.length, largestRequestHead + smallBody))
    const kind = readRequestHead(text, this.#head)
    if (kind === 'incomplete' || this.#head.length > largestRequestHead) return this.#awaitHead(bytes)
    if (kind === 'refused') return this.#reject(400, this.#head.why)
    const server = this.#desk.serverOf(this.#head.host)
    if (server === undefined) return this.#reject(421, 'host')
    if (kind === 'unusual') return this.#leave(bytes)
    if (this.#head.contentLength > 0 && this.#desk.readsBody(server, this.#head)) {
      const needed = this.#head.length + Math.min(this.#head.contentLength, mostInspected)
      if (bytes.length < needed) return this.#awaitBody(bytes, needed)
      this.#head.body = text.slice(this.#head.length, needed)
    }
    this.#pending = undefined
    this.#needed = 0
    this.#server = server
    this.#turnTo(this.#desk.clientOf(this.#peer, this.#head))
    const verdict = this.#desk.judge(this.#source, server, this.#head)
    this.#verdict = verdict
    return verdict.action === 'forward' ? this.#forward(bytes, text) : this.#refuse(bytes, verdict)
  }

  #turnTo(source: Source): void {
    if (source === this.#source) return
    this.#source = source
    this.#forwarded = forwardedLines(source)
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

  #leave(bytes: Buffer): undefined {
    this.#state = 'closed'
    this.#pending = undefined
    const socket = this.#socket
    socket.off('data', this.#onData).off('drain', this.#onDrain).off('error', this.#onError)
    socket.off('end', this.#onEnd).off('close', this.#onClose)
    socket.pause()
    socket.unshift(bytes)
    this.#desk.left(this)
    this.#desk.takeSlowly(socket, this.#peer)
  }

  #forward(bytes: Buffer, text: string): undefined {
    const { length, contentLength } = this.#head
    const have = Math.min(contentLength, bytes.length - length)
    const small = contentLength === have && length + have <= text.length
    this.#begin(contentLength - have)
    const { method } = this.#head
    const request = {
      text: forwardedHead(this.#head, this.#forwarded) + (small ? text.slice(length, length + have) : ''),
      method,
      repeatable: contentLength === 0 && repeatable.has(method),
    }
    const mayGoOn = this.#exchange.start(this.#desk.poolOf(this.#server), request)
    if (!mayGoOn && this.#bodyLeft > 0) this.#socket.pause()
    if (!small && have > 0) this.#write(bytes.subarray(length, length + have))
    if (bytes.length > length + have) this.#pending = bytes.subarray(length + have)
  }

  #begin(bodyLeft: number): void {
    const desk = this.#desk
    this.#state = 'exchange'
    this.#bodyLeft = bodyLeft
    this.#startedAt = desk.now()
    this.deadline = this.#startedAt + (bodyLeft > 0 ? desk.patience.body : desk.patience.answer)
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

  #tell(status: number): void {
    const verdict = this.#verdict
    if (verdict === undefined) return
    this.#verdict = undefined
    this.#desk.answered({
      source: this.#source,
      server: this.#server,
      verdict,
      request: this.#head,
      status,
      bytes: this.#exchange.bytes,
      since: this.#startedAt,
    })
  }

  /** Goes on with the next request, or ends after the last one. */
  #next(): void {
    if (!this.#head.keepAlive) {
      this.#close()
      return
    }
    this.#state = 'head'
    this.deadline = this.#desk.now() + this.#desk.patience.idle
    if (this.#pending !== undefined || this.#halfClosed) this.#readOn()
  }

  /** Answers a request by our own word. Its body, if it has one, is not awaited: then the connection ends. */
  #refuse(bytes: Buffer, verdict: Verdict): Buffer | undefined {
    const head = this.#head
    const rest = head.contentLength === 0 && head.keepAlive && verdict.action !== 'drop'
    head.keepAlive = rest
    this.#startedAt = this.#desk.now()
    if (verdict.action === 'drop') this.#socket.destroy()
    else
      this.#socket.write(
        this.#desk.refusal({ source: this.#source, server: this.#server, verdict, request: head }),
        'latin1',
      )
    this.#verdict = undefined
    if (!rest) {
      this.#close()
      return undefined
    }
    this.deadline = this.#startedAt + this.#desk.patience.idle
    return bytes.length > head.length ? bytes.subarray(head.length) : undefined
  }

  /** A request that nobody can read safely: answered, and the connection ends. */
  #reject(status: number, why: string): undefined {
    this.#head.keepAlive = false
    const text = this.#desk.rejection(this.#source, status, why)
    this.#socket.write(this.#head.method === 'HEAD' ? text.slice(0, text.indexOf('\r\n\r\n') + 4) : text, 'latin1')
    this.#close()
  }

  #close(): void {
    this.#state = 'closed'
    this.#pending = undefined
    this.deadline = this.#desk.now() + this.#desk.patience.head
    this.#socket.end()
    // What still comes is read and forgotten: a reset would take the answer away from whoever has not read it yet.
    this.#socket.resume()
  }
}
