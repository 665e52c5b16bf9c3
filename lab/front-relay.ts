import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { connect, createServer, type Socket } from 'node:net'
import { closeDatagramSocket, openDatagramSocket } from './heartbeat.ts'
import { type Doorway, type Listener, listen } from './listener.ts'

/** Where something is passed on to, and the address that it comes from then. */
export interface Onward {
  readonly address: string
  readonly port: number
  readonly from: string
}

const idleLimit = 5 * 60_000
const returnLimit = 30_000
const mostReturns = 256

/** Passes TCP connections on as they are, bytes unread. */
export async function openTcpForward(doorway: Doorway, onward: Onward): Promise<Listener> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    doorway.arrivals.relaySessions += 1
    const origin = connect({ host: onward.address, port: onward.port, localAddress: onward.from, allowHalfOpen: true })
    join(socket, origin)
    join(origin, socket)
  })
  return listen(server, doorway)
}

function join(from: Socket, to: Socket): void {
  from.setTimeout(idleLimit, () => from.destroy())
  from.pipe(to)
  // One side that breaks off takes the other with it; nobody is left to be told.
  from.on('error', () => to.destroy())
  from.once('close', () => to.destroySoon())
}

/** Passes datagrams on, and the answers back to whom they belong: one socket for each visitor, 256 at most. */
export async function openUdpForward(doorway: Doorway, onward: Onward): Promise<Listener> {
  const door = await openDatagramSocket(doorway)
  const returns = new Map<string, DatagramSocket>()
  door.on('message', (message, visitor) => {
    if (doorway.admits && !doorway.admits(visitor.address)) return
    doorway.arrivals.heartbeats += 1
    const key = `${visitor.address}:${visitor.port}`
    const known = returns.get(key)
    if (!known && returns.size >= mostReturns) return
    const way = known ?? openReturn(doorway, onward, (answer) => door.send(answer, visitor.port, visitor.address))
    if (!known) {
      returns.set(key, way)
      way.once('close', () => returns.delete(key))
    }
    way.send(message, onward.port, onward.address)
  })
  return {
    async close(): Promise<void> {
      // All in one turn, so that no answer finds the door closed already.
      await Promise.all([door, ...returns.values()].map(closeDatagramSocket))
    },
  }
}

function openReturn(doorway: Doorway, onward: Onward, back: (answer: Buffer) => void): DatagramSocket {
  const socket = createSocket('udp4')
  const limit = setTimeout(() => socket.close(), returnLimit)
  socket.once('close', () => clearTimeout(limit))
  socket.on('error', (error) => doorway.arrivals.trouble(error))
  socket.on('message', (answer, { address }) => {
    if (address === onward.address) back(answer)
  })
  socket.bind({ address: onward.from })
  return socket
}
