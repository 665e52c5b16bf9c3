import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Where test servers listen: not where everybody else's do, so that no stranger's port scan comes by. */
export const loopbackAddress = '127.75.80.41'

/** A TCP server on loopback for one test. */
export interface Loopback {
  readonly port: number
  readonly sockets: ReadonlySet<Socket>
  close(): Promise<void>
}

/** Opens a server whose sockets are destroyed when it closes. */
export async function openLoopback(accept: (socket: Socket) => void): Promise<Loopback> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    accept(socket)
  })
  server.listen({ host: loopbackAddress, port: 0, backlog: 2048 })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    async close(): Promise<void> {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Connects from an address of 127.0.0.0/8. */
export async function dial(port: number, from = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ host: loopbackAddress, port, localAddress: from, allowHalfOpen: true })
  await once(socket, 'connect')
  socket.on('error', () => socket.destroy())
  return socket
}

/** Everything that a socket still brings, until its other side ends or breaks off. */
export async function rest(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve) => socket.once('end', resolve).once('close', resolve))
  return Buffer.concat(chunks)
}

/** Resolves when a socket is closed, however that came. */
export function gone(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}
