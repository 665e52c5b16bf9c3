import type { Socket } from 'node:net'
import { TLSSocket, type TLSSocketOptions } from 'node:tls'

/** Bytes that a connection may have waiting before its origin is paused: four records more than one read brings. */
const highWaterMark = 131_072

export interface Handshake {
  readonly options: TLSSocketOptions
  /** Milliseconds for the whole handshake. */
  readonly patience: number
  /** Takes the connection over; nothing listens to it any more. */
  readonly done: (socket: TLSSocket) => void
  /** The connection was destroyed. */
  readonly failed: (error: Error | undefined) => void
}

/** Speaks TLS over an accepted connection whose bytes are unread. */
export function shakeHands(raw: Socket, { options, patience, done, failed }: Handshake): void {
  const socket = new TLSSocket(raw, { ...options, isServer: true, highWaterMark } as TLSSocketOptions)
  const limit = setTimeout(() => end(new Error('ETIMEDOUT')), patience)
  const end = (error?: Error): void => {
    clearTimeout(limit)
    socket.off('secure', secure).off('close', closed)
    // What breaks off may break off again while it is being destroyed.
    socket.on('error', () => undefined)
    socket.destroy()
    failed(error)
  }
  const closed = (): void => end()
  const secure = (): void => {
    clearTimeout(limit)
    socket.off('secure', secure).off('close', closed).off('error', end)
    done(socket)
  }
  raw.on('error', () => socket.destroy())
  socket.once('secure', secure).once('close', closed).on('error', end)
}
