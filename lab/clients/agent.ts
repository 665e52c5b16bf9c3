import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { heartbeatAnswers } from '../heartbeat.ts'
import { type Outcome, outcomeOf, overHttps, type Visit } from './exchange.ts'

const patience = 5000

/** An agent's check-in: asks agent.aspx and reads the version behind the six bars (reference automate.md, 1.4). */
export function checkIn(visit: Visit): Promise<Outcome> {
  return outcomeOf(
    overHttps({ ...visit, path: '/LabTech/agent.aspx' }).then(({ status, body }) => {
      const version = /^\|{6}(\d{1,3}\.\d{1,3})$/.exec(body)?.[1]
      return { served: version !== undefined, status, detail: version ?? 'no version' }
    }),
  )
}

/** An agent's pulse over UDP: one datagram and its answer, `idle` or `check in`. */
export function beat(visit: Pick<Visit, 'from' | 'address' | 'port'>): Promise<Outcome> {
  return outcomeOf(pulse(visit))
}

async function pulse({ from, address, port }: Pick<Visit, 'from' | 'address' | 'port'>): Promise<Outcome> {
  const socket = createSocket('udp4')
  try {
    socket.bind({ address: from })
    await once(socket, 'listening')
    socket.send(Buffer.from('beat'), port, address)
    const [message]: unknown[] = await once(socket, 'message', { signal: AbortSignal.timeout(patience) })
    const answer = Buffer.isBuffer(message) ? message[0] : undefined
    return { served: true, detail: answer === heartbeatAnswers.checkIn ? 'check in' : 'idle' }
  } finally {
    socket.close()
  }
}
