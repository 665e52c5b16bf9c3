import { setTimeout as wait } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import type { Outcome, Visit } from '../clients/exchange.ts'
import { openSecurely } from '../clients/secure-connection.ts'
import type { Onslaught } from './flood.ts'

/** Begins requests and sends another header line each second, never the end. Those still open at the end count as served. */
export async function sendSlowly(visit: Visit, { connections, seconds }: Onslaught): Promise<readonly Outcome[]> {
  const sockets = Array.from({ length: connections }, () => begin(visit))
  for (let second = 0; second < seconds && sockets.some(({ destroyed }) => !destroyed); second += 1) {
    await wait(1000)
    for (const socket of sockets) if (socket.writable) socket.write(`X-Line-${second}: a\r\n`)
  }
  return sockets.map((socket) => {
    const held = !socket.destroyed
    socket.destroy()
    return { served: held, detail: held ? 'held open' : 'closed' }
  })
}

function begin(visit: Visit): TLSSocket {
  const socket = openSecurely(visit)
  socket.once('secureConnect', () => socket.write(`GET /Guest HTTP/1.1\r\nHost: ${visit.host}\r\n`))
  return socket.resume()
}
