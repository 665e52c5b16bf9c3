import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { relayFrames } from '../relay.ts'
import { type Outcome, outcomeOf, type Visit } from './exchange.ts'

export interface SessionLength {
  /** Frames in each direction, and milliseconds between two of them. */
  readonly frames: number
  readonly pause: number
}

/** A remote session over one connection: every frame must come back, byte for byte and in order. */
export function holdSession(place: Pick<Visit, 'from' | 'address' | 'port'>, length: SessionLength): Promise<Outcome> {
  return outcomeOf(session(place, length))
}

async function session(
  { from, address, port }: Pick<Visit, 'from' | 'address' | 'port'>,
  { frames, pause }: SessionLength,
): Promise<Outcome> {
  const socket = connect({ host: address, port, localAddress: from, noDelay: true })
  const heard = listenTo(socket)
  try {
    await once(socket, 'connect')
    const sent: Buffer[] = []
    for (let frame = 0; frame < frames && !socket.destroyed; frame += 1) {
      const contents = randomBytes(200)
      sent.push(contents)
      socket.write(Buffer.concat([Buffer.from([relayFrames.hello, contents.length]), contents]))
      await wait(pause)
    }
    const whole = Buffer.concat(sent.map((bytes) => Buffer.concat([Buffer.from([relayFrames.welcome, 200]), bytes])))
    const expected = greetingLength + whole.length
    for (let waited = 0; waited < patience && !socket.destroyed && heard.bytes().length < expected; waited += 50) {
      await wait(50)
    }
    return heard.bytes().subarray(greetingLength).equals(whole)
      ? { served: true, detail: `${frames} frames` }
      : { served: false, detail: heard.bytes().length === 0 ? 'silence' : 'session broke off' }
  } finally {
    socket.destroy()
  }
}

const greetingLength = 10

/** Milliseconds that the last frame may take to come back. */
const patience = 5000

function listenTo(socket: Socket): { bytes(): Buffer } {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  // An error is seen by what was not heard.
  socket.on('error', () => socket.destroy())
  return { bytes: () => Buffer.concat(chunks) }
}
