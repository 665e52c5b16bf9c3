import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { automateHost, TestEngine } from './engine.ts'
import { pause } from './wire.ts'

const megabyte = Buffer.alloc(1_048_576, 'x')
const size = 300
/** Megabytes that may lie anywhere between the two ends when one of them does not read: buffers of the system, mostly. */
const mostBetween = 40

let engine: TestEngine
let origin: Server

afterEach(async () => {
  await engine.close()
  origin.close()
})

async function open(accept: (socket: Socket) => void, tls: boolean): Promise<void> {
  origin = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    accept(socket)
  })
  origin.listen(0, '127.0.0.1')
  await once(origin, 'listening')
  engine = await TestEngine.open({ automate: (origin.address() as AddressInfo).port, tls })
}

/** Waits until a socket takes more, or never will. */
function roomIn(socket: Socket): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = (): void => {
    socket.off('drain', done).off('close', done)
    resolve()
  }
  socket.on('drain', done).on('close', done)
  return promise
}

/** Writes as fast as the other side takes it; answers how many megabytes went. */
async function pour(socket: Socket, megabytes: number): Promise<number> {
  for (let count = 0; count < megabytes; count++) {
    if (socket.destroyed) return count
    if (!socket.write(megabyte)) await roomIn(socket)
  }
  return megabytes
}

const ways = [
  ['plain', false, 'length'],
  ['TLS', true, 'length'],
  ['plain', false, 'chunked'],
] as const

/** A body of so many megabytes, after its head. */
async function pourBody(socket: Socket, framing: 'length' | 'chunked'): Promise<void> {
  if (framing === 'chunked') socket.write(`${(size * megabyte.length).toString(16)}\r\n`)
  await pour(socket, size)
  if (framing === 'chunked') socket.write('\r\n0\r\n\r\n')
}

const framed = (framing: string): string =>
  framing === 'length' ? `Content-Length: ${size * megabyte.length}\r\n\r\n` : 'Transfer-Encoding: chunked\r\n\r\n'

it.each(ways)(
  'streams 300 MB to a client without keeping it: %s, TLS %s, by %s',
  async (_name, tls, framing) => {
    await open((socket) => {
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\n${framed(framing)}`)
        void pourBody(socket, framing)
      })
    }, tls)
    const client = await engine.dial()
    const before = process.memoryUsage.rss()
    let most = 0
    let received = 0
    client.write(`GET /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n`)
    for await (const chunk of client as AsyncIterable<Buffer>) {
      received += chunk.length
      most = Math.max(most, process.memoryUsage.rss() - before)
      if (received >= size * megabyte.length + 40) break
    }
    expect(received).toBeGreaterThan(size * megabyte.length)
    expect(most / megabyte.length).toBeLessThan(200)
  },
  120_000,
)

it.each(ways)(
  'streams 300 MB to an origin without keeping it: %s, TLS %s, by %s',
  async (_name, tls, framing) => {
    let received = 0
    await open((socket) => {
      socket.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (received >= size * megabyte.length)
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone')
      })
    }, tls)
    const client = await engine.dial()
    const before = process.memoryUsage.rss()
    let answer = ''
    client.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    client.write(`POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\n${framed(framing)}`)
    await pourBody(client, framing)
    await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 200 OK(.|\r\n)*done$/)
    expect((process.memoryUsage.rss() - before) / megabyte.length).toBeLessThan(250)
  },
  120_000,
)

it.each(ways)(
  'lets an origin wait for a client that does not read: %s, TLS %s, by %s',
  async (_name, tls, framing) => {
    let poured = 0
    await open((socket) => {
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\n${framed(framing)}`)
        if (framing === 'chunked') socket.write(`${(size * megabyte.length).toString(16)}\r\n`)
        void (async () => {
          while (poured < size && (await pour(socket, 1)) === 1) poured++
        })()
      })
    }, tls)
    const client = await engine.dial()
    client.pause()
    client.write(`GET /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n`)
    await pause(700)
    expect(poured).toBeLessThan(mostBetween)
    // It comes to life again, and everything arrives.
    let received = 0
    client.on('data', (chunk: Buffer) => (received += chunk.length)).resume()
    await expect.poll(() => received, { timeout: 100_000 }).toBeGreaterThanOrEqual(size * megabyte.length)
    client.destroy()
  },
  120_000,
)

it.each(ways)(
  'lets a client wait for an origin that does not read: %s, TLS %s, by %s',
  async (_name, tls, framing) => {
    await open((socket) => void socket.pause(), tls)
    const client = await engine.dial()
    client.write(`POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\n${framed(framing)}`)
    if (framing === 'chunked') client.write(`${(size * megabyte.length).toString(16)}\r\n`)
    let poured = 0
    void (async () => {
      while (poured < size && (await pour(client, 1)) === 1) poured++
    })()
    await pause(700)
    expect(poured).toBeLessThan(mostBetween)
    client.destroy()
  },
  120_000,
)

it('does not let the answers to refused requests pile up for a client that does not read', async () => {
  await open((socket) => void socket.resume(), false)
  const client = await engine.dial()
  client.pause()
  const refused = Buffer.from(`GET /x%00 HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n`.repeat(1000))
  let sent = 0
  void (async () => {
    for (; sent < 2000 && !client.destroyed; sent++) {
      if (!client.write(refused)) await roomIn(client)
    }
  })()
  await pause(700)
  // Each thousand would be answered with more than half a megabyte.
  expect(sent * 0.5).toBeLessThan(mostBetween)
  client.destroy()
})
