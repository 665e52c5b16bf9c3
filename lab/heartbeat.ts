import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { bindError } from './lab-error.ts'
import type { Doorway, Listener } from './listener.ts'

/** What the server answers an agent: nothing to do, or check in now. Our own bytes; the real layout is not known. */
export const heartbeatAnswers = { idle: 0x00, checkIn: 0x01 } as const

const largestDatagram = 512

/**
 * A server of the two-way heartbeat (reference automate.md, section 1.2). Every datagram of up to 512 bytes is
 * answered with one byte, so the answer is never larger than what asked for it by more than that byte.
 */
export async function openHeartbeat(
  doorway: Doorway,
  answer: () => number = () => heartbeatAnswers.idle,
): Promise<Listener> {
  const socket = await openDatagramSocket(doorway)
  socket.on('message', (message, { address, port }) => {
    if (doorway.admits && !doorway.admits(address)) return
    doorway.arrivals.heartbeats += 1
    if (message.length > largestDatagram) return
    socket.send(Buffer.from([answer()]), port, address)
  })
  return { close: () => closeDatagramSocket(socket) }
}

/** Binds a UDP socket. Rejects with a `LabError` if the place cannot be had. */
export async function openDatagramSocket(doorway: Pick<Doorway, 'address' | 'port' | 'arrivals'>): Promise<Socket> {
  const socket = createSocket('udp4')
  try {
    socket.bind({ address: doorway.address, port: doorway.port, exclusive: true })
    await once(socket, 'listening')
  } catch (cause) {
    throw bindError(doorway, cause)
  }
  socket.on('error', (error) => doorway.arrivals.trouble(error))
  return socket
}

/** Closes a UDP socket and waits until it is gone. */
export async function closeDatagramSocket(socket: Socket): Promise<void> {
  const closed = once(socket, 'close')
  socket.close()
  await closed
}
