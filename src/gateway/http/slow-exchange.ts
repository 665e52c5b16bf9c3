import type { IncomingMessage, ClientRequest as Outgoing, ServerResponse } from 'node:http'
import { pipeline, Transform } from 'node:stream'
import type { Source } from '../../traffic/source.ts'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import { answerLast } from './slow-answer.ts'
import type { SlowOrigin } from './slow-origin.ts'
import { passedOn, type SlowRequest } from './slow-request.ts'

export interface SlowWay {
  readonly desk: HttpDesk
  readonly origin: SlowOrigin
}

type SlowDecision = DecidedRequest & { readonly request: SlowRequest }

/**
 * Headers by which products tell their version, and how long the answer is if nobody knows it beforehand: `node:http`
 * has taken the chunks apart, and puts them together again for clients that know them.
 */
const rewritten = /^(server|x-powered-by|x-aspnet-version|x-aspnetmvc-version|via|transfer-encoding)$/i

/** Passes a request on and its answer back, both as streams, whatever their size. */
export function forwardSlowly(decided: SlowDecision, response: ServerResponse, { desk, origin }: SlowWay): void {
  const { request, source } = decided
  const { method, target, message } = request
  const exchange = new SlowExchange(decided, response, desk)
  const outgoing = origin.request(method, target, headersFor(message.rawHeaders, source))
  exchange.follow(outgoing)
  if (message.headers.expect !== undefined && request.opening === undefined) response.writeContinue()
  exchange.send(outgoing)
}

/** One request of the slow path and the answer to it. */
class SlowExchange {
  readonly #decided: SlowDecision
  readonly #response: ServerResponse
  readonly #desk: HttpDesk
  readonly #since: number
  #bytes = 0
  #isTold = false

  constructor(decided: SlowDecision, response: ServerResponse, desk: HttpDesk) {
    this.#decided = decided
    this.#response = response
    this.#desk = desk
    this.#since = desk.now()
  }

  follow(outgoing: Outgoing): void {
    const fail = (status: number, why: string): void => {
      outgoing.destroy()
      this.#fail(status, why)
    }
    outgoing.on('response', (answer) => {
      const { statusCode = 0 } = answer
      if (statusCode < 200 || statusCode > 599) fail(502, 'origin-malformed')
      else this.#passBack(answer)
    })
    outgoing.on('upgrade', () => fail(502, 'origin-malformed'))
    outgoing.setTimeout(this.#desk.patience.answer, () => fail(504, 'origin-timeout'))
    outgoing.on('error', () => this.#fail(502, 'origin-gone'))
    this.#response.once('close', () => {
      if (!this.#response.writableFinished || !outgoing.writableEnded) this.#leave(outgoing)
      this.#tell(499)
    })
  }

  /** Sends the body: what was read of it for the decision, and the rest as it comes. */
  send(outgoing: Outgoing): void {
    const { request, verdict } = this.#decided
    const { message, opening } = request
    const limit = this.#desk.bodyLimit(verdict)
    let size = opening?.length ?? 0
    const measure = (chunk?: Buffer): void => {
      size += chunk?.length ?? 0
      if (size <= limit) return
      // What still comes is forgotten: refusing it once more would break off the refusal that is on its way.
      message.off('data', measure)
      outgoing.destroy()
      this.#refuse()
    }
    measure()
    if (outgoing.destroyed) return
    if (opening !== undefined && opening.length > 0) outgoing.write(opening)
    if (message.readableEnded) {
      outgoing.end()
      return
    }
    // An origin that has half of a request must never take the next one for the other half.
    message.once('close', () => message.complete || outgoing.destroy())
    message.on('data', measure)
    message.pipe(outgoing)
  }

  #passBack(answer: IncomingMessage): void {
    const { statusCode = 502, statusMessage = '', rawHeaders } = answer
    // A phrase that `node:http` reads may still be one that it does not write.
    const phrase = statusMessage.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')
    this.#response.writeHead(statusCode, phrase, passedOn(rawHeaders, rewritten))
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.#bytes += chunk.length
        done(null, chunk)
      },
    })
    pipeline(answer, counted, this.#response, () => this.#tell(statusCode))
  }

  #fail(status: number, why: string): void {
    if (!this.#isTold) this.#giveUp(() => this.#desk.failure(this.#decided, status, why))
    this.#tell(status)
  }

  /** The body is larger than the area takes; that came to light while it passed. */
  #refuse(): void {
    const tooLarge = this.#desk.tooLarge(this.#decided.verdict)
    this.#isTold = true
    this.#giveUp(() => this.#desk.refusal({ ...this.#decided, verdict: tooLarge }))
  }

  /** Answers with a word of ours, or breaks off if an answer is under way already. */
  #giveUp(text: () => string): void {
    const response = this.#response
    const { message } = this.#decided.request
    message.unpipe()
    if (response.headersSent || response.destroyed) response.destroy()
    else answerLast(response, text())
  }

  /** The origin gets no more of the request. What still comes of its body is forgotten. */
  #leave(outgoing: Outgoing): void {
    outgoing.destroy()
    this.#decided.request.message.unpipe(outgoing).resume()
  }

  #tell(status: number): void {
    if (this.#isTold) return
    this.#isTold = true
    this.#desk.answered({ ...this.#decided, status, bytes: this.#bytes, since: this.#since })
  }
}

/** The headers for the origin, and who asks. */
export function headersFor(rawHeaders: readonly string[], { address, encrypted }: Source): string[] {
  const asked = ['X-Forwarded-For', address, 'X-Forwarded-Proto', encrypted ? 'https' : 'http']
  return [...passedOn(rawHeaders), ...asked]
}

/** The headers of an answer as they go to the client. */
export function headersBack(rawHeaders: readonly string[]): string[] {
  return passedOn(rawHeaders, rewritten)
}
