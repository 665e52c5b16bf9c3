import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Probing } from '../connection/collect.ts'
import type { HeartbeatFact } from '../facts.ts'
import { type Answer, answered, missingFrom } from '../probe.ts'

export interface HeartbeatRequest extends Probing {
  readonly address: string
  /** 75 for Automate. */
  readonly port: number
}

/**
 * The packet of Automate has no public description (reference of Automate, 1.2). These bytes imitate nothing: they only make
 * a host answer that has no listener, by ICMP. A server that ignores them looks the same as a filter in front of it.
 */
const opaque = new Uint8Array(4)
const tries = 3

/**
 * Sends a few datagrams from a connected socket, because only such a socket is told of ICMP port unreachable
 * (ECONNREFUSED, RFC 1122, section 4.1.3.3). Nothing within the limit is `silent`.
 */
export function askHeartbeat(request: HeartbeatRequest): Promise<Answer<HeartbeatFact>> {
  const { address, port, localAddress, signal, timeoutMs } = request
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
    const finish = (answer: Answer<HeartbeatFact>): void => {
      clearInterval(rhythm)
      clearTimeout(limit)
      signal.removeEventListener('abort', abort)
      socket.removeAllListeners().on('error', ignoreLate).close()
      resolve(answer)
    }
    const say = (answer: HeartbeatFact['answer']): void => finish(answered({ address, port, answer }))
    const fail = (error: NodeJS.ErrnoException): void =>
      error.code === 'ECONNREFUSED' ? say('closed') : finish({ missing: missingFrom(error) })
    const abort = (): void => finish({ missing: missingFrom(signal.reason) })
    const send = (): void => socket.send(opaque)
    const rhythm = setInterval(send, timeoutMs / tries)
    const limit = setTimeout(() => say('silent'), timeoutMs)
    socket.on('error', fail)
    socket.on('message', () => say('answered'))
    socket.on('connect', send)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    else
      socket.bind({ ...(localAddress === undefined ? {} : { address: localAddress }) }, () =>
        socket.connect(port, address),
      )
  })
}

/** The answer is given; what the closing socket still reports changes nothing. */
function ignoreLate(): void {}
