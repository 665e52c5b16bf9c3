import { once } from 'node:events'
import { connect } from 'node:net'
import { placeholder } from '../product.ts'
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

/** A guest's browser asks what the typed code belongs to; in the lab to nothing. */
export function askSession(visit: Visit): Promise<Outcome> {
  const path = '/Services/PageService.ashx/GetGuestSessionInfo'
  const headers = { 'content-type': 'application/json', origin: `https://${visit.host}` }
  return outcomeOf(
    overHttps({ ...visit, path, method: 'POST', body: '[["1234"]]', headers }).then(({ status, body }) => ({
      ...{ served: status === 200 && body === 'null', status, detail: `status ${status}` },
    })),
  )
}

/** A guest fetches the client with which it joins. */
export function downloadClient(visit: Visit): Promise<Outcome> {
  const path = `/Bin/ScreenConnect.Client.exe?e=Support&y=Guest&h=${visit.host}&p=8041&s=2d558935-686a-4bd0-9991-07539f5fe749`
  return outcomeOf(
    overHttps({ ...visit, path }).then(({ status, body }) => ({
      ...{ served: status === 200 && body === placeholder, status, detail: `status ${status}` },
    })),
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
