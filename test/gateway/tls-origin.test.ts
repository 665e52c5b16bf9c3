import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:tls'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { PemPair } from '../../src/gateway/tls/certificate-check.ts'
import { selfSigned } from '../../src/gateway/tls/self-signed.ts'
import { automateHost, TestEngine } from './engine.ts'
import { Wire } from './wire.ts'

let own: PemPair
let other: PemPair
let origin: Server
let engine: TestEngine

beforeAll(async () => {
  own = await selfSigned(['origin.intern'], Date.now())
  other = await selfSigned([automateHost], Date.now())
})

afterEach(async () => {
  await engine.close()
  origin.close()
})

const body = Buffer.from(Array.from({ length: 500_000 }, (_, at) => (at * 31) & 255))

/** An origin that echoes the body of each request. */
async function open(originCertificate: string): Promise<void> {
  origin = createServer({ cert: own.certificate, key: own.key }, (socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      const at = received.indexOf(body.subarray(-100))
      if (at < 0 && !received.includes('0\r\n\r\n')) return
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`)
      socket.write(body)
      received = Buffer.alloc(0)
    })
  })
  origin.listen(0, '127.0.0.1')
  await once(origin, 'listening')
  engine = await TestEngine.open({ automate: (origin.address() as AddressInfo).port, originCertificate, tls: true })
}

const head = (framing: string): string => `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\n${framing}\r\n\r\n`
const requests = [
  ['the fast path', Buffer.concat([Buffer.from(head(`Content-Length: ${body.length}`)), body])],
  ['the slow path', Buffer.from(`${head('Transfer-Encoding: chunked')}3\r\nabc\r\n0\r\n\r\n`)],
] as const

it.each(requests)('speaks TLS with an origin whose certificate is pinned, by %s', async (_path, request) => {
  await open(own.certificate)
  const client = new Wire(await engine.dial())
  for (let count = 1; count <= 3; count++) {
    client.send(request)
    const text = await client.answers(count)
    expect(Buffer.from(text.slice(-body.length), 'latin1').equals(body)).toBe(true)
  }
  client.close()
})

it.each(requests)('says nothing to an origin that shows another certificate, by %s', async (_path, request) => {
  await open(other.certificate)
  const client = new Wire(await engine.dial())
  client.send(request)
  expect(await client.until((text) => text.includes('\r\n\r\n'))).toMatch(/^HTTP\/1\.1 502 /)
  client.close()
})
