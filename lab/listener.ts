import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import type { Arrivals } from './arrivals.ts'
import { bindError } from './lab-error.ts'

/** Something of the lab that is open and can be closed, sessions included. */
export interface Listener {
  close(): Promise<void>
}

/** Says whether a source address may connect at all. */
export type Admission = (address: string) => boolean

export interface Doorway {
  readonly address: string
  readonly port: number
  /** Everyone, if absent. Whoever is not admitted is reset at accept, before TLS and before a byte is read. */
  readonly admits?: Admission
  readonly arrivals: Arrivals
}

const mostConnections = 512

/** Opens a TCP server at a doorway. Rejects with a `LabError` if the place cannot be had. */
export async function listen(server: Server, doorway: Doorway): Promise<Listener> {
  const sockets = guard(server, doorway)
  server.maxConnections = mostConnections
  try {
    server.listen({ host: doorway.address, port: doorway.port, exclusive: true })
    await once(server, 'listening')
  } catch (cause) {
    throw bindError(doorway, cause)
  }
  server.on('error', (error) => doorway.arrivals.trouble(error))
  return { close: () => closeServer(server, sockets) }
}

/** Closes several listeners, in whatever order they finish. */
export async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.close()))
}

/** Puts the decision about the source address before whatever the server itself does with a connection. */
function guard(server: Server, { admits, arrivals }: Doorway): Set<Socket> {
  const sockets = new Set<Socket>()
  const receivers = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    if (admits && !admits(socket.remoteAddress ?? '')) {
      arrivals.turnedAway += 1
      socket.resetAndDestroy()
      return
    }
    arrivals.connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // A visitor may break off at any time; that is no error of the lab, and 'close' follows.
    socket.on('error', () => socket.destroy())
    for (const receive of receivers) receive.call(server, socket)
  })
  return sockets
}

async function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  for (const socket of sockets) socket.destroy()
  await closed
}
