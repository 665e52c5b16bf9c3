import type { Socket } from 'node:net'
import type { Patience, Watched } from './desk.ts'

/** So many bytes are forgotten at most. */
const mostForgotten = 67_108_864

export interface LingeringParts {
  readonly patience: Patience
  /** Milliseconds of the desk's clock. */
  readonly now: () => number
  /** Told when the connection is closed. */
  readonly over: (ended: Watched) => void
}

/**
 * The end of a connection whose last answer is written (RFC 9112, section 9.6). Our half ends; what the client still
 * sends is read and forgotten until it ends its own half too, for a bounded time and up to a bounded amount. Closing at
 * once would reset the connection, and a reset takes the answer away from whoever has not read it yet.
 */
export class LingeringEnd implements Watched {
  deadline: number
  readonly #socket: Socket
  #forgotten = 0

  /** Takes over an open socket. Nobody else listens for its data any more. */
  constructor(socket: Socket, { patience, now, over }: LingeringParts) {
    this.#socket = socket
    // Whoever reads slowly has as long for the rest of the last answer as for every other piece of one.
    this.deadline = now() + patience.answer
    socket.removeAllListeners('data').setTimeout(0)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => over(this))
    socket.on('data', (chunk: Buffer) => this.#forget(chunk.length))
    socket.end(() => {
      this.deadline = now() + patience.head
    })
    socket.resume()
  }

  expire(): void {
    this.#socket.destroy()
  }

  /** It ends already. */
  drain(): void {}

  cut(): void {
    this.#socket.destroy()
  }

  #forget(length: number): void {
    this.#forgotten += length
    if (this.#forgotten > mostForgotten) this.#socket.destroy()
  }
}
