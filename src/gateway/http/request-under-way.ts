import type { ServerKind } from '../../model/server.ts'
import { RequestHead } from '../../traffic/request-head.ts'
import type { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import { forwardedHead, forwardedLines } from './forwarded-lines.ts'

/**
 * The request of a client's connection that is read, decided or answered at present: whom it comes from, what was made
 * of it, and what is told of it afterwards. One object serves all requests of a connection, one after the other.
 */
export class RequestUnderWay {
  readonly head: RequestHead = new RequestHead()
  server: ServerKind = 'automate'
  readonly #desk: HttpDesk
  /** Whoever holds the other end. */
  readonly #peer: Source
  /** Whom the request comes from: the peer, or the client that a trusted proxy speaks for. */
  #source: Source
  /** Added to each request: who asks, and by which protocol. */
  #forwarded: string
  /** Absent once the request was told. */
  #verdict: Verdict | undefined
  #since = 0

  constructor(peer: Source, desk: HttpDesk) {
    this.#desk = desk
    this.#peer = peer
    this.#source = peer
    this.#forwarded = forwardedLines(peer)
  }

  get peer(): Source {
    return this.#peer
  }

  /** Decides on the request, which has been read. */
  judge(server: ServerKind): Verdict {
    this.server = server
    this.#turnTo(this.#desk.clientOf(this.#peer, this.head))
    const verdict = this.#desk.judge(this.#source, server, this.head)
    this.#verdict = verdict
    return verdict
  }

  /** The head as the origin gets it. Called when the request is passed on, at a moment of the desk's clock. */
  passedOn(since: number): string {
    this.#since = since
    return forwardedHead(this.head, this.#forwarded)
  }

  /** The answer to a request that the rules refuse. */
  refusal(verdict: Verdict): string {
    this.#verdict = undefined
    return this.#desk.refusal(this.#decided(verdict))
  }

  /** The answer to what nobody can read safely; no request after it can be found in the bytes. */
  rejection(status: number, why: string): string {
    this.head.keepAlive = false
    const text = this.#desk.rejection(this.#peer, status, why)
    return this.head.method === 'HEAD' ? text.slice(0, text.indexOf('\r\n\r\n') + 4) : text
  }

  /** The answer in place of an origin that gave none. */
  failure(status: number, why: string): string {
    return this.#verdict === undefined ? '' : this.#desk.failure(this.#decided(this.#verdict), status, why)
  }

  /** Tells what became of a request that was passed on, once. */
  tell(status: number, bytes: number): void {
    const verdict = this.#verdict
    if (verdict === undefined) return
    this.#verdict = undefined
    const { head: request, server } = this
    this.#desk.answered({ source: this.#source, server, verdict, request, status, bytes, since: this.#since })
  }

  #turnTo(source: Source): void {
    if (source === this.#source) return
    this.#source = source
    this.#forwarded = forwardedLines(source)
  }

  #decided(verdict: Verdict): DecidedRequest {
    return { source: this.#source, server: this.server, verdict, request: this.head }
  }
}
