import { once } from 'node:events'
import {
  type AddressInfo,
  connect as connectTcp,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connected, echo, servedSerial } from '../../src/gateway/tls/greeting-fixture.ts'
import { Authority } from './authority.ts'
import { TestGateway } from './gateway.ts'

let authority: Authority
let gateway: TestGateway

beforeEach(async () => {
  authority = await Authority.open()
  gateway = await TestGateway.open(authority)
})

afterEach(async () => {
  authority.close()
  await gateway.close()
})

function tlsServer(): Server {
  if (!gateway.tls) throw new Error('port 443 is not open')
  return gateway.tls
}

describe('while a challenge is open on port 443', () => {
  beforeEach(async () => {
    const renewal = await gateway.renewal()
    const store = await gateway.serve(renewal)
    await renewal.runDue()
    await store.refresh()
    const certificate = await authority.issuer.issue({ hosts: ['b.example'] })
    gateway.answers.set({ kind: 'alpn', host: 'b.example', certificate })
  })

  it('clients are served', async () => {
    const socket = await connected(tlsServer(), { servername: 'a.example' })
    expect(await echo(socket, 'hello')).toBe('hello')
    socket.destroy()
  })

  it('clients are served whose first message comes in pieces', async () => {
    const slow = await inPieces(authority.ports.tls)
    const socket = await connected(tlsServer(), { servername: 'a.example', port: slow.port })
    expect(await echo(socket, 'hello')).toBe('hello')
    socket.destroy()
    slow.close()
  })

  it('clients that end at once or speak no TLS harm nobody', async () => {
    for (const words of ['', 'GET / HTTP/1.1\r\n\r\n']) {
      const socket = connectTcp(authority.ports.tls, '127.0.0.1').end(words).resume()
      socket.on('error', () => undefined)
      await once(socket, 'close')
    }
    expect(await servedSerial(tlsServer(), { servername: 'a.example' })).toBeDefined()
  })

  it('the authority is answered, for the names that were ordered only', async () => {
    const offer = { servername: 'x.example', ALPNProtocols: ['acme-tls/1'] }
    await expect(connected(tlsServer(), offer)).rejects.toThrow(/handshake failure/)
    const challenged = await connected(tlsServer(), { ...offer, servername: 'B.example' })
    challenged.resume()
    await once(challenged, 'end')
    expect(challenged.alpnProtocol).toBe('acme-tls/1')
    challenged.destroy()
  })
})

/** A relay that sends the first thing a client says in pieces, each a moment after the other. */
async function inPieces(port: number): Promise<{ readonly port: number; close(): void }> {
  const relay = createTcpServer((client) => {
    const server = connectTcp(port, '127.0.0.1').setNoDelay()
    server.pipe(client)
    client.once('data', (first) => {
      client.pause()
      void trickled(server, first).then(() => client.pipe(server))
    })
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return { port: (relay.address() as AddressInfo).port, close: () => relay.close() }
}

async function trickled(to: Socket, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += 100) {
    to.write(bytes.subarray(at, at + 100))
    await pause(5)
  }
}
