import type { Socket } from 'node:net'
import { TLSSocket, type TLSSocketOptions } from 'node:tls'
import { Deadline } from '../deadline.ts'
import { AlpnGate } from '../tls/alpn-responder.ts'
import type { ChallengeAnswers } from '../tls/challenge-answers.ts'

/** Bytes that a connection may have waiting before its origin is paused: four records more than one read brings. */
const highWaterMark = 131_072

export interface TlsDoorParts {
  /** What is answered to an authority that issues certificates. */
  readonly challenges: ChallengeAnswers
  /** The options of a handshake that begins now. */
  readonly options: () => TLSSocketOptions
  /** Milliseconds for the whole handshake. */
  readonly patience: number
}

/** Speaks TLS with whoever comes; the authority that issues certificates is answered apart. */
export class TlsDoor {
  readonly #parts: TlsDoorParts
  readonly #gate: AlpnGate

  constructor(parts: TlsDoorParts) {
    this.#parts = parts
    this.#gate = new AlpnGate(parts.challenges)
  }

  /**
   * Takes over a connection whose bytes are unread. `done` gets it when the handshake is over; nothing listens to it then.
   * A connection without a handshake is destroyed.
   */
  admit(socket: Socket, done: (secure: TLSSocket) => void): void {
    this.#gate.admit(socket, (raw) => this.#shakeHands(raw, done))
  }

  #shakeHands(raw: Socket, done: (secure: TLSSocket) => void): void {
    const { options, patience } = this.#parts
    const socket = new TLSSocket(raw, { ...options(), isServer: true, highWaterMark } as TLSSocketOptions)
    const end = (): void => {
      deadline.met()
      socket.off('secure', secure).off('close', end)
      // What breaks off may break off again while it is being destroyed.
      socket.on('error', () => undefined)
      socket.destroy()
    }
    const secure = (): void => {
      deadline.met()
      socket.off('secure', secure).off('close', end).off('error', end)
      done(socket)
    }
    const deadline = new Deadline(patience, end)
    raw.on('error', () => socket.destroy())
    socket.once('secure', secure).once('close', end).on('error', end)
  }
}
