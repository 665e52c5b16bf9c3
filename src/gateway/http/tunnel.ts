import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { DecidedRequest, HttpDesk } from './desk.ts'
import { headersBack, headersFor } from './slow-exchange.ts'
import type { SlowOrigin } from './slow-origin.ts'
import type { SlowRequest } from './slow-request.ts'

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
    const headers = [...headersFor(request.message.rawHeaders, source), 'Connection', 'Upgrade', 'Upgrade', 'websocket']
    const outgoing = origin.request(request.method, request.target, headers)
    let isAnswered = false
    const answered = (status: number, bytes = 0): void => {
      if (!isAnswered) desk.answered({ ...decided, status, bytes, since })
      isAnswered = true
    }
    const fail = (status: number, why: string): void => {
      outgoing.destroy()
      if (!isAnswered && socket.writable) {
        socket.write(desk.failure(decided, status, why), 'latin1')
        desk.endGently(socket)
      } else socket.destroy()
      answered(status)
    }
    const left = (): void => {
      outgoing.destroy()
      answered(499)
    }
    outgoing.setTimeout(desk.patience.answer, () => fail(504, 'origin-timeout'))
    outgoing.on('error', () => fail(502, 'origin-gone'))
    socket.setTimeout(0)
    socket.on('error', () => socket.destroy())
    socket.once('close', left)
    outgoing.on('response', (answer) => {
      answered(answer.statusCode ?? 502)
      socket.write(headOf(answer), 'latin1')
      answer.pipe(socket, { end: false })
      // An answer that breaks off must not look like a whole one.
      answer.once('close', () => (answer.complete ? desk.endGently(socket) : socket.destroy()))
    })
    outgoing.on('upgrade', (answer, far, farHead) => {
      socket.off('close', left)
      outgoing.setTimeout(0)
      socket.write(headOf(answer, ['Connection: Upgrade', 'Upgrade: websocket']), 'latin1')
      if (farHead.length > 0) socket.write(farHead)
      if (head.length > 0) far.write(head)
      this.#join([socket, far], desk, () => answered(101, socket.bytesWritten))
    })
    outgoing.end()
  }

  #join([near, far]: readonly [near: Socket, far: Socket], desk: HttpDesk, ended: () => void): void {
    this.#open.add(near)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setTimeout(0)
      from.setKeepAlive(true, 60_000)
      from.on('error', () => to.destroy())
      from.pipe(to)
    }
    near.once('close', () => far.destroySoon())
    far.once('close', () => desk.endGently(near))
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
  // The chunks were taken apart; the end of the connection is the end of the body.
  const kept = headersBack(rawHeaders)
  const lines = kept.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${kept[at + 1]}`] : []))
  return `${[`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, ...more].join('\r\n')}\r\n\r\n`
}
