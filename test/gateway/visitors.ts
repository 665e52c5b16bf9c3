import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { type Front, hosts, ports } from './front.ts'

export interface Visit {
  /** The rest of the address to come from, as `Front.at` takes it. */
  readonly from?: string
  readonly session?: Buffer | undefined
}

/** Opens a connection over TLS; rejects if the gateway does not take it. */
export async function visit(front: Front, { from = '3.1', session }: Visit = {}): Promise<TLSSocket> {
  const raw = await dialTo(front, ports.https, from)
  const options = { socket: raw, servername: hosts.automate, rejectUnauthorized: false }
  const socket = connectTls(session === undefined ? options : { ...options, session })
  await once(socket, 'secureConnect')
  socket.on('error', () => socket.destroy())
  return socket
}

/**
 * Opens a TCP connection to a port of the gateway; rejects if nobody listens. One that is refused at accept may have
 * been ended again before the end of its beginning was told: then the socket is destroyed.
 */
export async function dialTo(front: Front, port: number, from = '3.1'): Promise<Socket> {
  const socket = connectPlain({ host: front.door, port, localAddress: front.at(from), noDelay: true })
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ECONNRESET') throw cause
  })
  return socket
}

const usualHost: string = hosts.automate

/** The text of a request that every gateway passes on. */
export function requestFor(path: string, { method = 'GET', host = usualHost, lines = '' } = {}): string {
  return `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${lines}\r\n`
}

/** Asks over an open connection and answers the whole text of the answer, whose length must be told. */
export async function ask(socket: Socket, request: string): Promise<string> {
  if (socket.destroyed || socket.readableEnded) throw new Error('the connection had ended before it was asked')
  let text = ''
  const whole = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? Number.NaN)
      if (text.length >= head + 4 + length || text.endsWith('0\r\n\r\n')) done(() => resolve(text))
    }
    const over = (): void => done(() => reject(new Error(`the connection ended after "${text.slice(0, 80)}"`)))
    const done = (then: () => void): void => {
      socket.off('data', read).off('close', over).off('end', over)
      then()
    }
    socket.on('data', read).on('close', over).on('end', over)
  })
  socket.write(request)
  return await whole
}

/** The status of an answer. */
export function statusOf(answer: string): number {
  return Number(answer.slice(9, 12))
}

/** Whether the gateway takes a connection from an address to the relay: its echo comes back. */
export async function isLetIn(front: Front, from: string, port: number = ports.relay): Promise<boolean> {
  const socket = connectPlain({ host: front.door, port, localAddress: front.at(from), noDelay: true })
  const isIn = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => socket.write('hello relay'))
    socket
      .once('data', () => resolve(true))
      .once('close', () => resolve(false))
      .on('error', () => socket.destroy())
  })
  socket.destroy()
  return isIn
}
