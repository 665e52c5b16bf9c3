import { once } from 'node:events'
import { connect } from 'node:net'
import { relayFrames } from '../relay.ts'
import { type Outcome, outcomeOf, overHttps, type Visit } from './exchange.ts'

const patience = 5000

/** A guest opens the page on which a session code is typed. */
export function viewGuestPage(visit: Visit): Promise<Outcome> {
  return outcomeOf(
    overHttps({ ...visit, path: '/Guest' }).then(({ status, body }) => {
      const served = status === 200 && body.includes('GuestPage')
      return { served, status, detail: served ? 'guest page' : `status ${status}` }
    }),
  )
}

/** A client of a remote session says hello to the relay and waits for the welcome. */
export function joinRelay(visit: Pick<Visit, 'from' | 'address' | 'port'>): Promise<Outcome> {
  return outcomeOf(converse(visit))
}

async function converse({ from, address, port }: Pick<Visit, 'from' | 'address' | 'port'>): Promise<Outcome> {
  const socket = connect({ host: address, port, localAddress: from, timeout: patience })
  socket.once('timeout', () => socket.destroy(new Error('relay silent')))
  try {
    await once(socket, 'connect')
    socket.write(Buffer.from([relayFrames.hello, 2, 0x01, 0x02]))
    let received = Buffer.alloc(0)
    for await (const chunk of socket) {
      received = Buffer.concat([received, Buffer.isBuffer(chunk) ? chunk : Buffer.alloc(0)])
      if (received.includes(Buffer.from([relayFrames.welcome, 2, 0x01, 0x02])))
        return { served: true, detail: 'welcome' }
      if (received.length > 4096) break
    }
    return { served: false, detail: 'no welcome' }
  } finally {
    socket.destroy()
  }
}
