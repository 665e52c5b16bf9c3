import { createServer, type Socket } from 'node:net'
import { type Doorway, type Listener, listen } from './listener.ts'

/**
 * Frames of the lab's relay: one byte of kind, one byte of length, contents. Our own protocol; that of the real relay
 * is not public, only that it is binary and no HTTP (reference screenconnect.md, section 8).
 */
export const relayFrames = { greeting: 0x81, hello: 0x82, welcome: 0x83 } as const

const idleLimit = 5 * 60_000
const greeting = Buffer.from([relayFrames.greeting, 8, 0xb0, 0x11, 0xfe, 0x8c, 0x00, 0x01, 0xd5, 0xe9])

/** A relay that speaks first and answers every hello with a welcome of the same contents. Anything else ends the session. */
export async function openRelay(doorway: Doorway): Promise<Listener> {
  const server = createServer((socket) => {
    doorway.arrivals.relaySessions += 1
    converse(socket)
  })
  return listen(server, doorway)
}

function converse(socket: Socket): void {
  let unread = Buffer.alloc(0)
  socket.setTimeout(idleLimit, () => socket.destroy())
  socket.write(greeting)
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    const rest = answerFrames(socket, unread)
    if (rest === undefined) socket.destroy()
    else unread = rest
  })
}

/** Answers every whole frame; what is left is less than one frame. Undefined for what is no frame. */
function answerFrames(socket: Socket, bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> | undefined {
  let rest = bytes
  for (;;) {
    const [kind, length] = rest
    if (kind !== undefined && kind !== relayFrames.hello) return undefined
    if (length === undefined || rest.length < 2 + length) return rest
    const slow = !socket.write(
      Buffer.concat([Buffer.from([relayFrames.welcome, length]), rest.subarray(2, 2 + length)]),
    )
    rest = rest.subarray(2 + length)
    if (slow && socket.writableLength > 65_536) return undefined
  }
}
