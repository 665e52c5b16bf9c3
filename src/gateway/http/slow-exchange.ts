import type { ServerResponse } from 'node:http'
import { pipeline, Transform } from 'node:stream'
import type { Source } from '../../traffic/source.ts'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import type { SlowOrigin } from './slow-origin.ts'
import { passedOn, type SlowRequest } from './slow-request.ts'

export interface SlowWay {
  readonly desk: HttpDesk
  readonly origin: SlowOrigin
}

/** Headers by which products tell their version. */
export const banners: RegExp = /^(server|x-powered-by|x-aspnet-version|x-aspnetmvc-version|via)$/i

/** Passes a request on and its answer back, both as streams, whatever their size. */
export function forwardSlowly(
  decided: DecidedRequest & { readonly request: SlowRequest },
  response: ServerResponse,
  { desk, origin }: SlowWay,
): void {
  const { request, source } = decided
  const { message } = request
  const since = desk.now()
  const outgoing = origin.request(request.method, request.target, headersFor(message.rawHeaders, source))
  let bytes = 0
  let isTold = false
  const tell = (status: number): void => {
    if (isTold) return
    isTold = true
    desk.answered({ ...decided, status, bytes, since })
  }
  const fail = (status: number, why: string): void => {
    outgoing.destroy()
    if (response.headersSent || response.destroyed) response.destroy()
    else {
      response.socket?.write(desk.failure(decided, status, why), 'latin1')
      response.socket?.destroySoon()
    }
    tell(status)
  }
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', passedOn(answer.rawHeaders, banners))
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        done(null, chunk)
      },
    })
    pipeline(answer, counted, response, () => tell(answer.statusCode ?? 502))
  })
  outgoing.setTimeout(desk.patience.answer, () => fail(504, 'origin-timeout'))
  outgoing.on('error', () => fail(502, 'origin-gone'))
  response.once('close', () => {
    if (!response.writableFinished) outgoing.destroy()
    tell(499)
  })
  if (message.headers.expect !== undefined) response.writeContinue()
  sendBody(decided, { outgoing, tooLarge: () => fail(413, 'size'), limit: desk.bodyLimit(decided.verdict) })
}

interface Sending {
  readonly outgoing: ReturnType<SlowOrigin['request']>
  /** Bytes of the body at the most. */
  readonly limit: number
  readonly tooLarge: () => void
}

function sendBody({ request }: { readonly request: SlowRequest }, { outgoing, limit, tooLarge }: Sending): void {
  let size = 0
  request.message.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) tooLarge()
  })
  request.message.pipe(outgoing)
}

/** The headers for the origin, and who asks. */
export function headersFor(rawHeaders: readonly string[], { address, encrypted }: Source): string[] {
  const asked = ['X-Forwarded-For', address, 'X-Forwarded-Proto', encrypted ? 'https' : 'http']
  return [...passedOn(rawHeaders), ...asked]
}
