import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { heartbeatAnswers } from '../heartbeat.ts'
import { placeholder } from '../product.ts'
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

/** An agent's report: the same address, with something to say. */
export function report(visit: Visit): Promise<Outcome> {
  const body = new URLSearchParams({ c: '1', data: 'disk=73%&memory=41%' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return outcomeOf(
    overHttps({ ...visit, path: '/LabTech/agent.aspx', method: 'POST', body, headers }).then(
      ({ status, body: said }) => {
        const served = status === 200 && said.startsWith('||||||')
        return { served, status, detail: served ? 'taken' : `status ${status}` }
      },
    ),
  )
}

/** An agent fetches the update to the version that the server just named. */
export async function downloadUpdate(visit: Visit): Promise<Outcome> {
  const { served, detail: version } = await checkIn(visit)
  if (!served) return { served, detail: version }
  return outcomeOf(
    overHttps({ ...visit, path: `/LabTech/Updates/LabTechUpdate_${version}.zip` }).then(({ status, body }) => {
      const whole = status === 200 && body === placeholder
      return { served: whole, status, detail: whole ? 'update' : `status ${status}` }
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
