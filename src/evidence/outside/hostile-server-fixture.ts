import { createServer, type Server, type Socket } from 'node:net'

/** A server that does one thing with every connection, and counts the bytes that it got rid of. */
export interface HostileServer {
  readonly address: string
  readonly port: number
  sent(): number
  close(): Promise<void>
}

/** Listens on a free port of a loopback address. */
export async function hostileServer(
  behave: (socket: Socket, send: (bytes: Uint8Array | string) => void) => void,
): Promise<HostileServer> {
  const sockets = new Set<Socket>()
  let sent = 0
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    behave(socket, (bytes) => {
      if (socket.writable) socket.write(bytes)
      sent = Math.max(sent, socket.bytesWritten)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  return {
    address: '127.0.0.1',
    port: bound.port,
    sent: () => sent,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** Sends pieces for as long as the other side takes them, as fast as it takes them. */
export function endless(
  piece: Uint8Array | string,
): (socket: Socket, send: (bytes: Uint8Array | string) => void) => void {
  return (socket, send) => {
    const more = (): void => {
      while (socket.writable && socket.writableLength < 65_536) send(piece)
    }
    socket.on('drain', more)
    more()
  }
}

/** Sends one byte every few milliseconds, for ever. */
export function drip(byte: Uint8Array | string): (socket: Socket, send: (bytes: Uint8Array | string) => void) => void {
  return (socket, send) => {
    const clock = setInterval(() => send(byte), 20)
    socket.on('close', () => clearInterval(clock))
  }
}
