import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import { banners, headersFor } from './slow-exchange.ts'
import type { SlowOrigin } from './slow-origin.ts'
import { passedOn, type SlowRequest } from './slow-request.ts'

interface Opening {
  readonly socket: Socket
  /** Bytes that the client sent behind its request. */
  readonly head: Buffer
  readonly desk: HttpDesk
  readonly origin: SlowOrigin
}

/** Connections that were upgraded: bytes in both directions, unread, until one side ends. */
export class Tunnels {
  readonly #open = new Set<Socket>()

  close(): void {
    for (const socket of this.#open) socket.destroy()
  }

  /** Asks the origin for the upgrade, and joins both sides if it agrees; else passes its answer on and ends. */
  open(decided: DecidedRequest & { readonly request: SlowRequest }, { socket, head, desk, origin }: Opening): void {
    const { request, source } = decided
    const since = desk.now()
    const upgrade = ['Connection', 'Upgrade', 'Upgrade', request.header('upgrade') ?? '']
    const headers = [...headersFor(request.message.rawHeaders, source), ...upgrade]
    const outgoing = origin.request(request.method, request.target, headers)
    const fail = (status: number, why: string): void => {
      outgoing.destroy()
      socket.end(desk.failure(decided, status, why), 'latin1')
    }
    outgoing.setTimeout(desk.patience.answer, () => fail(504, 'origin-timeout'))
    outgoing.on('error', () => fail(502, 'origin-gone'))
    socket.on('error', () => outgoing.destroy())
    outgoing.on('response', (answer) => {
      socket.write(headOf(answer), 'latin1')
      answer.pipe(socket)
      desk.answered({ ...decided, status: answer.statusCode ?? 502, bytes: 0, since })
    })
    outgoing.on('upgrade', (answer, far, farHead) => {
      outgoing.setTimeout(0)
      socket.write(headOf(answer, ['Connection: Upgrade', `Upgrade: ${answer.headers.upgrade ?? ''}`]), 'latin1')
      if (farHead.length > 0) socket.write(farHead)
      if (head.length > 0) far.write(head)
      this.#join(socket, far, () => {
        desk.answered({ ...decided, status: 101, bytes: socket.bytesWritten, since })
      })
    })
    outgoing.end()
  }

  #join(near: Socket, far: Socket, ended: () => void): void {
    this.#open.add(near)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setTimeout(0)
      from.setKeepAlive(true, 60_000)
      from.on('error', () => to.destroy())
      from.once('close', () => to.destroySoon())
      from.pipe(to)
    }
    near.once('close', () => {
      this.#open.delete(near)
      ended()
    })
  }
}

function headOf(
  { statusCode, statusMessage, rawHeaders }: IncomingMessage,
  more: readonly string[] = ['Connection: close'],
): string {
  // `node:http` has taken the chunks apart; the end of the connection is the end of the body.
  const kept = passedOn(passedOn(rawHeaders, banners), /^transfer-encoding$/i)
  const lines = kept.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${kept[at + 1]}`] : []))
  return `${[`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, ...more].join('\r\n')}\r\n\r\n`
}
