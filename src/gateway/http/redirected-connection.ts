import type { Socket } from 'node:net'
import type { HttpDesk, Watched } from './desk.ts'
import { type Redirecting, redirectText } from './redirect.ts'

/** A connection without TLS where only https is served: its first request is led there, and it ends. */
export class RedirectedConnection implements Watched {
  readonly deadline: number
  readonly #socket: Socket
  readonly #desk: HttpDesk
  readonly #redirecting: Redirecting
  #text = ''

  constructor(socket: Socket, desk: HttpDesk, redirecting: Redirecting) {
    this.#socket = socket
    this.#desk = desk
    this.#redirecting = redirecting
    this.deadline = desk.now() + desk.patience.head
    socket.on('data', this.#read).on('end', this.#drop).on('close', this.#left)
  }

  expire(): void {
    this.#drop()
  }

  drain(): void {
    this.#drop()
  }

  cut(): void {
    this.#drop()
  }

  readonly #read = (chunk: Buffer): void => {
    this.#text += chunk.toString('latin1')
    const answer = redirectText(this.#text, this.#redirecting)
    if (answer === undefined) return
    const socket = this.#socket
    socket.write(answer, 'latin1')
    socket.off('data', this.#read).off('end', this.#drop).off('close', this.#left)
    this.#left()
    this.#desk.endGently(socket)
  }

  readonly #drop = (): void => {
    this.#socket.destroy()
  }

  readonly #left = (): void => {
    this.#desk.left(this)
  }
}
