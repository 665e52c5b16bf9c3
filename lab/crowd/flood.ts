import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome, Visit } from '../clients/exchange.ts'

export interface Onslaught {
  readonly connections: number
  readonly seconds: number
}

/** Opens connections, says nothing, and wants to hold them. Those that are still open at the end count as served. */
export async function flood(
  { from, address, port }: Visit,
  { connections, seconds }: Onslaught,
): Promise<readonly Outcome[]> {
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect({ host: address, port, localAddress: from })
    socket.on('error', () => socket.destroy())
    // Without a reader the end of a connection would not be noticed.
    return socket.resume()
  })
  for (let second = 0; second < seconds && sockets.some(({ destroyed }) => !destroyed); second += 1) await wait(1000)
  return sockets.map((socket) => {
    const held = !socket.destroyed
    socket.destroy()
    return { served: held, detail: held ? 'held open' : 'closed' }
  })
}
