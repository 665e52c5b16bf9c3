import { once } from 'node:events'
import { createServer as createHttpServer, request } from 'node:http'
import type { Socket } from 'node:net'
import { connect as connectTls, createServer as createTlsServer } from 'node:tls'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { writeProxyHeader } from '../traffic/proxy-protocol.ts'
import { type Arrival, type Departure, type Reception, receive } from './arrival.ts'
import { dial, type Loopback, loopbackAddress, openLoopback, rest } from './loopback-fixture.ts'

const hello = Buffer.from('16030100050100000100', 'hex')
const frame = Buffer.from('82040102030482', 'hex')
const client = { address: '203.0.113.7', port: 4711 }
const front = { address: '198.51.100.1', port: 443 }

interface Port extends Loopback {
  readonly arrivals: (Omit<Arrival, 'socket'> & { readonly bytes: Promise<string> })[]
  readonly departures: Departure[]
}

const open = new Set<Loopback>()
afterEach(async () => {
  await Promise.all([...open].map((port) => port.close()))
  open.clear()
})

/** The delay of tests that wait until it is over. */
const soon = { inspectDelay: 300 }

/** A port that trusts 127.0.0.9 as a proxy, and writes down who comes. */
async function openPort(changes: Partial<Reception> = {}): Promise<Port> {
  const arrivals: Port['arrivals'] = []
  const departures: Departure[] = []
  const arrived = ({ socket, ...known }: Arrival): void => {
    const strangers = ['data', 'end', 'close', 'error', 'readable', 'timeout'].map((name) => socket.listenerCount(name))
    // One listener for 'end' is Node's own, one for 'close' that of the fixture.
    expect(strangers).toEqual([0, 1, 1, 0, 0, 0])
    socket.on('error', () => socket.destroy())
    arrivals.push({ ...known, bytes: rest(socket).then((bytes) => bytes.toString('hex')) })
    socket.resume()
  }
  const loopback = await openLoopback((socket) =>
    receive(socket, {
      trustsProxy: (address) => address === '127.0.0.9',
      offersRelay: true,
      inspectDelay: 60_000,
      arrived,
      departed: (why) => departures.push(why),
      ...changes,
    }),
  )
  const port = { ...loopback, arrivals, departures }
  open.add(port)
  return port
}

async function drip(socket: Socket, bytes: Uint8Array): Promise<void> {
  socket.setNoDelay(true)
  for (const byte of bytes) {
    socket.write(Uint8Array.of(byte))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

describe('a connection', () => {
  it.each([
    ['tls', hello],
    ['http', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
    ['relay', frame],
  ])('that speaks %s is handed over with every byte, at once or one at a time', async (kind, bytes) => {
    const port = await openPort()
    const whole = await dial(port.port, '127.0.0.5')
    const slow = await dial(port.port, '127.0.0.6')
    whole.end(bytes)
    await drip(slow, bytes)
    slow.end()
    await expect.poll(() => port.arrivals.length).toBe(2)
    const [first, second] = port.arrivals
    expect(first).toMatchObject({ kind, source: { address: '127.0.0.5', port: whole.localPort } })
    expect(second).toMatchObject({ kind, source: { address: '127.0.0.6', port: slow.localPort } })
    expect(first?.destination).toEqual({ address: loopbackAddress, port: port.port })
    expect(await Promise.all(port.arrivals.map((arrival) => arrival.bytes))).toEqual(
      [bytes, bytes].map((sent) => sent.toString('hex')),
    )
  })

  it('that says nothing, or not enough, is a relay session where there is a relay', async () => {
    const port = await openPort(soon)
    const silent = await dial(port.port)
    const half = await dial(port.port)
    half.write('GE')
    await expect.poll(() => port.arrivals.length).toBe(2)
    silent.end('late')
    half.end('T')
    const bytes = await Promise.all(port.arrivals.map((arrival) => arrival.bytes))
    expect(bytes.sort()).toEqual(['GET', 'late'].map((text) => Buffer.from(text).toString('hex')).sort())
    expect(port.arrivals.map(({ kind }) => kind)).toEqual(['relay', 'relay'])
  })

  it('that says nothing, something binary or too little is closed where there is no relay', async () => {
    const port = await openPort({ ...soon, offersRelay: false })
    for (const [bytes, why] of [
      ['', 'silent'],
      ['G', 'silent'],
      [frame, 'no-relay-here'],
    ] as const) {
      const socket = await dial(port.port)
      if (bytes !== '') socket.write(bytes)
      await rest(socket)
      await expect.poll(() => port.departures).toEqual([why])
      port.departures.length = 0
    }
    expect(port.arrivals).toEqual([])
  })

  it('that spoke in time is not late because we are', async () => {
    const port = await openPort({ inspectDelay: 100 })
    const socket = await dial(port.port)
    await expect.poll(() => port.sockets.size).toBe(1)
    socket.write('GET / HTTP/1.1\r\n\r\n')
    // Nothing is read meanwhile: the delay is over before what has arrived is looked at.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    await expect.poll(() => port.arrivals.map(({ kind }) => kind)).toEqual(['http'])
    socket.end()
  })

  it('with a hello of SSL 2.0 is closed', async () => {
    const port = await openPort()
    const socket = await dial(port.port)
    socket.write(Buffer.from('802e01030100150000001000', 'hex'))
    await rest(socket)
    await expect.poll(() => port.departures).toEqual(['ssl2'])
  })

  it('that ends or breaks off before its first word has left', async () => {
    const port = await openPort()
    const ended = await dial(port.port)
    ended.end('G')
    await rest(ended)
    const reset = await dial(port.port)
    reset.write('G')
    await expect.poll(() => port.sockets.size).toBe(1)
    reset.resetAndDestroy()
    await expect.poll(() => port.departures).toEqual(['left', 'left'])
    await expect.poll(() => port.sockets.size).toBe(0)
  })

  it('that was gone before anyone looked has left without a source', async () => {
    const departures: unknown[] = []
    const port = await openLoopback((socket) => {
      socket.destroy()
      socket.once('close', () =>
        receive(socket, {
          trustsProxy: () => false,
          offersRelay: true,
          arrived: () => departures.push('arrived'),
          departed: (why, source) => departures.push(why, source),
        }),
      )
    })
    open.add(port)
    await dial(port.port)
    await expect.poll(() => departures).toEqual(['left', undefined])
  })

  it('can be served by an HTTP server', async () => {
    const server = createHttpServer((asked, answer) => asked.pipe(answer))
    const port = await openPort({
      arrived: ({ socket }) => {
        server.emit('connection', socket)
        socket.resume()
      },
    })
    const asked = request({ port: port.port, host: loopbackAddress, method: 'POST', agent: false })
    asked.end('a'.repeat(200_000))
    const [answer] = await once(asked, 'response')
    let length = 0
    for await (const chunk of answer) length += chunk.length
    expect(length).toBe(200_000)
    server.close()
  })

  it('can be served by a TLS server', async () => {
    // A key that both sides know stands in for a certificate.
    const key = { ciphers: 'PSK', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const
    const server = createTlsServer({ ...key, pskCallback: () => Buffer.alloc(16, 1) }, (socket) => socket.pipe(socket))
    const port = await openPort({ arrived: ({ socket }) => void server.emit('connection', socket) })
    const pskCallback = () => ({ psk: Buffer.alloc(16, 1), identity: 'agent' })
    const checkServerIdentity = () => undefined
    const socket = connectTls({ ...key, host: loopbackAddress, port: port.port, pskCallback, checkServerIdentity })
    socket.end('a'.repeat(200_000))
    expect((await rest(socket)).length).toBe(200_000)
  })
})

describe('a connection from a trusted proxy', () => {
  it.each([1, 2] as const)('is from the client that its header of version %s names', async (version) => {
    const port = await openPort()
    const header = writeProxyHeader(version, client, front)
    for (const apart of [false, true]) {
      const socket = await dial(port.port, '127.0.0.9')
      if (apart) await drip(socket, Buffer.concat([header, hello]))
      else socket.write(Buffer.concat([header, hello]))
      socket.end()
    }
    await expect.poll(() => port.arrivals.length).toBe(2)
    for (const arrival of port.arrivals) {
      const proxy = { address: '127.0.0.9', named: true }
      expect(arrival).toMatchObject({ kind: 'tls', source: client, destination: front, proxy })
      expect(await arrival.bytes).toBe(hello.toString('hex'))
    }
  })

  it.each(['PROXY UNKNOWN\r\n', '\r\n\r\n\0\r\nQUIT\n\x20\0\0\0'])(
    'that names nobody is the proxy itself: %j',
    async (header) => {
      const port = await openPort()
      const socket = await dial(port.port, '127.0.0.9')
      socket.end(Buffer.concat([Buffer.from(header, 'latin1'), hello]))
      await expect.poll(() => port.arrivals.length).toBe(1)
      expect(port.arrivals[0]).toMatchObject({
        source: { address: '127.0.0.9' },
        proxy: { address: '127.0.0.9', named: false },
      })
    },
  )

  it('waits for the first bytes again after the header', async () => {
    const port = await openPort(soon)
    const socket = await dial(port.port, '127.0.0.9')
    socket.write(writeProxyHeader(2, client, front))
    await expect.poll(() => port.arrivals.length).toBe(1)
    expect(port.arrivals[0]).toMatchObject({ kind: 'relay', source: client })
    socket.end('later')
    expect(await port.arrivals[0]?.bytes).toBe(Buffer.from('later').toString('hex'))
  })

  it.each([
    ['no-header', hello],
    ['no-header', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['malformed-line', Buffer.from('PROXY TCP4 1.2.3.4\r\n')],
    ['proxy-silent', Buffer.from('PROXY TCP4 1.2.3.4')],
    ['proxy-silent', Buffer.alloc(0)],
  ] as const)('without a header that can be read is closed: %s', async (why, bytes) => {
    const port = await openPort(soon)
    const socket = await dial(port.port, '127.0.0.9')
    if (bytes.length > 0) socket.write(bytes)
    await rest(socket)
    await expect.poll(() => port.departures).toEqual([why])
    expect(port.arrivals).toEqual([])
  })
})

describe('a connection from anybody else', () => {
  it.each([1, 2] as const)('cannot name another source by a header of version %s', async (version) => {
    const port = await openPort()
    const socket = await dial(port.port, '127.0.0.8')
    const sent = Buffer.concat([writeProxyHeader(version, client, front), hello])
    socket.end(sent)
    await expect.poll(() => port.arrivals.length).toBe(1)
    expect(port.arrivals[0]).toMatchObject({ kind: 'relay', source: { address: '127.0.0.8' } })
    expect(port.arrivals[0]).not.toHaveProperty('proxy')
    expect(await port.arrivals[0]?.bytes).toBe(sent.toString('hex'))
  })

  it('may send any bytes in any pieces: each connection is told once, and none is left', async () => {
    const port = await openPort({ inspectDelay: 30 })
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 })
    const from = fc.constantFrom('127.0.0.8', '127.0.0.9')
    let sent = 0
    await fc.assert(
      fc.asyncProperty(pieces, from, fc.boolean(), async (chunks, address, breaksOff) => {
        const socket = await dial(port.port, address)
        sent += 1
        for (const chunk of chunks) {
          socket.write(chunk)
          await new Promise(setImmediate)
        }
        if (breaksOff) socket.resetAndDestroy()
        else socket.end()
        socket.resume()
      }),
      { numRuns: 200, seed: 41 },
    )
    await expect.poll(() => port.arrivals.length + port.departures.length).toBe(sent)
  })
})
