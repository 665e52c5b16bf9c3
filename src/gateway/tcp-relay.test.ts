import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { type Arrival, receive } from './arrival.ts'
import { dial, gone, type Loopback, loopbackAddress, openLoopback, rest } from './loopback-fixture.ts'
import type { RelayOrigin } from './relay-origin.ts'
import type { RelayEnd, RelaySession } from './relay-session.ts'
import { type RelaySettings, TcpRelay } from './tcp-relay.ts'

interface Way extends Loopback {
  readonly relay: TcpRelay
  readonly ends: [RelaySession, RelayEnd][]
}

const open = new Set<Loopback>()
afterEach(async () => {
  await Promise.all([...open].map((port) => port.close()))
  open.clear()
})

async function openOrigin(accept: (socket: Socket) => void): Promise<RelayOrigin> {
  const origin = await openLoopback((socket) => {
    socket.on('error', () => socket.destroy())
    accept(socket)
  })
  open.add(origin)
  return { host: loopbackAddress, port: origin.port }
}

/** A port where everything that arrives is relayed to the origin. */
async function openWay(origin: RelayOrigin, settings: RelaySettings = {}): Promise<Way> {
  const ends: Way['ends'] = []
  const relay = new TcpRelay({ ...settings, ended: (session, why) => ends.push([session, why]) })
  const arrived = (arrival: Arrival): void => void relay.carry(arrival, origin)
  const reception = { trustsProxy: () => false, offersRelay: true, inspectDelay: 50, arrived }
  const way = { ...(await openLoopback((socket) => receive(socket, reception))), relay, ends }
  open.add(way)
  return way
}

/** An origin whose queue of connections is full, because a thread that sleeps never takes one from it. */
async function openDeafOrigin(): Promise<{ readonly origin: RelayOrigin; close(): Promise<void> }> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const server = require('node:net').createServer()
    server.listen({ host: workerData, port: 0, backlog: 1 }, () => {
      parentPort.postMessage(server.address().port)
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
    })`
  const worker = new Worker(code, { eval: true, workerData: loopbackAddress })
  const [port] = (await once(worker, 'message')) as [number]
  const waiting = Array.from({ length: 4 }, () => connect({ host: loopbackAddress, port }))
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, 'connect')))
  return {
    origin: { host: loopbackAddress, port },
    async close(): Promise<void> {
      for (const socket of waiting) socket.on('error', () => undefined).destroy()
      await worker.terminate()
    },
  }
}

const megabyte = 1_048_576
const noise = Buffer.alloc(megabyte)
for (let at = 4; at < megabyte; at += 4) noise.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at)

/** A megabyte that carries its number. The first byte is 0, and so neither TLS nor HTTP by chance. */
function block(number: number): Buffer {
  const bytes = Buffer.from(noise)
  bytes.writeUInt32BE(number, 0)
  return bytes
}

/** Sends blocks as fast as they are taken, and ends. Whoever breaks off has heard enough. */
async function send(socket: Socket, blocks: { readonly first: number; readonly count: number }): Promise<void> {
  const broken = gone(socket)
  for (let number = blocks.first; number < blocks.first + blocks.count; number++) {
    if (socket.write(block(number))) continue
    await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), broken])
    if (socket.destroyed) return
  }
  socket.end()
}

/** Compares what comes with the blocks from `first` on, byte by byte, and answers how many bytes were equal. */
async function compare(socket: Socket, first: number): Promise<number> {
  let equal = 0
  let expected = block(first)
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    for (let rest = chunk as Buffer; rest.length > 0; ) {
      const at = equal % megabyte
      const part = rest.subarray(0, megabyte - at)
      if (!part.equals(expected.subarray(at, at + part.length))) throw new Error(`Other bytes after ${equal}`)
      equal += part.length
      rest = rest.subarray(part.length)
      if (equal % megabyte === 0) expected = block(first + equal / megabyte)
    }
  }
  return equal
}

describe('a relay session', () => {
  it('brings 100 MB in each direction over unchanged and counts them', async () => {
    const atOrigin: Promise<number>[] = []
    const origin = await openOrigin((socket) => {
      atOrigin.push(compare(socket, 1))
      void send(socket, { first: 1_001, count: 100 })
    })
    const way = await openWay(origin)
    const client = await dial(way.port, '127.0.0.5')
    const [answered] = await Promise.all([compare(client, 1_001), send(client, { first: 1, count: 100 })])
    expect([answered, await atOrigin[0]]).toEqual([100 * megabyte, 100 * megabyte])
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['closed'])
    const counts = { sessions: 1, fromClients: 100 * megabyte, fromOrigins: 100 * megabyte, ends: { closed: 1 } }
    expect(way.relay.counts()).toEqual(counts)
  })

  it('lets the origin speak on after the client has ended', async () => {
    const origin = await openOrigin((socket) => {
      socket.once('end', () => {
        socket.write('after')
        setTimeout(() => socket.end(' the end'), 30)
      })
      socket.resume()
    })
    const way = await openWay(origin)
    const client = await dial(way.port)
    client.end('\0all')
    expect((await rest(client)).toString()).toBe('after the end')
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['closed'])
  })

  it('lets the client speak on after the origin has ended', async () => {
    const heard: Promise<Buffer>[] = []
    const origin = await openOrigin((socket) => {
      heard.push(rest(socket))
      socket.end('bye')
    })
    const way = await openWay(origin)
    const client = await dial(way.port)
    expect((await rest(client)).toString()).toBe('bye')
    client.write('\0one')
    client.end(' two')
    expect((await heard[0])?.toString()).toBe('\0one two')
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['closed'])
  })

  it('reads no faster than a slow reader takes it', async () => {
    const origin = await openOrigin((socket) => void send(socket, { first: 1, count: 64 }))
    const way = await openWay(origin)
    const client = await dial(way.port)
    client.pause()
    client.write('\0')
    await expect.poll(() => way.relay.sessions()[0]?.fromOrigin).toBeGreaterThan(0)
    let seen = -1
    await expect
      .poll(
        () => {
          const now = way.relay.sessions()[0]?.fromOrigin ?? 0
          const stands = now === seen
          seen = now
          return stands
        },
        { interval: 100 },
      )
      .toBe(true)
    // What the kernel holds for both sockets, and one read of Node's: far less than 64 MB.
    expect(seen).toBeLessThan(16 * megabyte)
    expect([...way.sockets].map((socket) => socket.writableLength < 256 * 1024)).toEqual([true])
    client.destroy()
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['client-broke-off'])
  })

  it('tells the origin of the client by a PROXY header where that is wanted', async () => {
    for (const proxyHeader of [1, 2] as const) {
      const heard: Promise<Buffer>[] = []
      const origin = await openOrigin((socket) => {
        heard.push(rest(socket))
        socket.end()
      })
      const way = await openWay({ ...origin, proxyHeader, from: '127.0.0.7' })
      const client = await dial(way.port, '127.0.0.5')
      const { localPort } = client
      client.end('\0first')
      await rest(client)
      const text = (await heard[0])?.toString('latin1') ?? ''
      if (proxyHeader === 1) {
        expect(text).toBe(`PROXY TCP4 127.0.0.5 ${loopbackAddress} ${localPort} ${way.port}\r\n\0first`)
      } else {
        expect(text.startsWith('\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\x7f\0\0\x05\x7f\x4b\x50\x29')).toBe(true)
        expect(text.slice(28)).toBe('\0first')
      }
    }
  })

  it('can be found with its source, its age, its bytes and its port towards the origin', async () => {
    const ports: (number | undefined)[] = []
    const origin = await openOrigin((socket) => {
      ports.push(socket.remotePort)
      socket.pipe(socket)
    })
    const way = await openWay(origin)
    const client = await dial(way.port, '127.0.0.5')
    client.write('\0abc')
    await once(client, 'data')
    const [session] = way.relay.sessions()
    expect(session).toMatchObject({ origin, source: { address: '127.0.0.5', port: client.localPort } })
    expect([session?.fromClient, session?.fromOrigin, session?.upstreamPort]).toEqual([4, 4, ports[0]])
    expect(Math.abs(Date.now() - (session?.since ?? 0))).toBeLessThan(5_000)
    session?.cut()
    await gone(client)
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['cut'])
    expect(way.relay.sessions()).toEqual([])
  })
})

describe('a relay session ends on both sides', () => {
  it('when the origin breaks off, with a reset', async () => {
    const way = await openWay(await openOrigin((socket) => socket.once('data', () => socket.resetAndDestroy())))
    const client = await dial(way.port)
    const failed = once(client, 'error').catch((error: unknown) => error)
    client.write('\0')
    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }])
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['origin-broke-off'])
  })

  it('when the client breaks off, with a reset', async () => {
    const codes: unknown[] = []
    const origin = await openOrigin((socket) => {
      socket.on('error', (error: NodeJS.ErrnoException) => codes.push(error.code))
      socket.resume()
    })
    const way = await openWay(origin)
    const client = await dial(way.port)
    client.write('\0')
    await expect.poll(() => way.relay.sessions()[0]?.fromClient).toBe(1)
    client.resetAndDestroy()
    await expect.poll(() => codes).toEqual(['ECONNRESET'])
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['client-broke-off'])
  })

  it.each([
    ['origin-refused', {}],
    ['origin-unreachable', { from: '192.0.2.1' }],
  ] as const)('when there is no connection: %s', async (why, from) => {
    const closed = await openLoopback(() => undefined)
    await closed.close()
    const way = await openWay({ host: loopbackAddress, port: closed.port, ...from })
    const client = await dial(way.port)
    client.write('\0')
    await gone(client)
    await expect.poll(() => way.ends.map(([, end]) => end)).toEqual([why])
  })

  it('when the origin does not answer in time', async () => {
    const deaf = await openDeafOrigin()
    const way = await openWay(deaf.origin, { connectTimeout: 100 })
    const client = await dial(way.port)
    client.write('\0')
    await gone(client)
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['origin-timeout'])
    await deaf.close()
  })

  it('when neither side has said anything for the idle limit', async () => {
    const way = await openWay(await openOrigin((socket) => socket.pipe(socket)), { idleLimit: 1_000 })
    const client = await dial(way.port)
    const since = Date.now()
    for (let times = 0; times < 6; times++) {
      client.write('\0')
      await once(client, 'data')
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    await gone(client)
    expect(Date.now() - since).toBeGreaterThan(1_500)
    await expect.poll(() => way.ends.map(([, why]) => why)).toEqual(['idle'])
  })
})

describe('a relay', () => {
  it('holds 1,000 idle sessions, and serves each of them', async () => {
    const way = await openWay(await openOrigin((socket) => socket.pipe(socket)))
    const clients: Socket[] = []
    for (let batch = 0; batch < 10; batch++) {
      clients.push(...(await Promise.all(Array.from({ length: 100 }, () => dial(way.port)))))
    }
    await expect.poll(() => way.relay.sessions().length).toBe(1_000)
    const answers = clients.map(async (client, index) => {
      client.write(`\0${index}`)
      const [bytes] = (await once(client, 'data')) as [Buffer]
      return bytes.toString() === `\0${index}`
    })
    expect((await Promise.all(answers)).every(Boolean)).toBe(true)
    for (const client of clients) client.end()
    await expect.poll(() => way.relay.counts().ends).toEqual({ closed: 1_000 })
  })

  it('takes no more sessions than it may', async () => {
    const way = await openWay(await openOrigin((socket) => socket.pipe(socket)), { mostSessions: 1 })
    const first = await dial(way.port)
    first.write('\0')
    await once(first, 'data')
    const second = await dial(way.port)
    second.write('\0')
    await gone(second)
    expect(way.relay.counts()).toMatchObject({ sessions: 1, ends: { full: 1 } })
    first.write('\0')
    await once(first, 'data')
  })

  it('that stops lets sessions end by themselves, takes no new ones, and cuts the rest at the deadline', async () => {
    const way = await openWay(await openOrigin((socket) => socket.pipe(socket)))
    const [quick, slow] = await Promise.all([dial(way.port), dial(way.port)])
    for (const client of [quick, slow]) {
      client.write('\0')
      await once(client, 'data')
    }
    const stopped = way.relay.stop(200)
    const late = await dial(way.port)
    late.write('\0')
    await gone(late)
    quick.end('more')
    expect((await rest(quick)).toString()).toBe('more')
    expect(slow.destroyed).toBe(false)
    expect(await stopped).toBe(1)
    expect(way.relay.counts().ends).toEqual({ stopping: 1, closed: 1, cut: 1 })
    expect(await way.relay.stop(0)).toBe(0)
  })

  it('does not wait for a client that was gone before it was carried', async () => {
    const relay = new TcpRelay()
    const origin = await openOrigin(() => undefined)
    const way = await openLoopback((socket) => {
      socket.destroy()
      const end = { address: '127.0.0.1', port: 1 }
      socket.once('close', () => relay.carry({ socket, source: end, destination: end }, origin))
    })
    open.add(way)
    await dial(way.port)
    await expect.poll(() => relay.counts().ends).toEqual({ 'client-broke-off': 1 })
    expect(relay.sessions()).toEqual([])
  })
})
