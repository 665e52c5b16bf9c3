import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, type HttpRequest } from './collect.ts'

const open: { server: Server; sockets: Set<Socket> }[] = []

afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
})

/** Listens on loopback; `behave` is called once a request has come in, with its bytes. */
async function listen(behave: (socket: Socket, request: string) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', (data) => behave(socket, data.toString('latin1')))
  }).listen(0, '127.0.0.1')
  open.push({ server, sockets })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function requestTo(port: number, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    address: '127.0.0.1',
    port,
    secure: false,
    host: 'support.example',
    method: 'GET',
    path: '/',
    toolVersion: '0.0.0',
    signal: new AbortController().signal,
    timeoutMs: 5000,
    ...more,
  }
}

/** Writes as fast as the other side reads, until it hangs up. */
function pour(socket: Socket, chunk: string | Buffer): void {
  const go = (): void => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once('drain', go)
  }
  go()
}

const head = 'HTTP/1.1 200 OK\r\n'

describe('ask', () => {
  it('answers status, telling headers and body', async () => {
    const port = await listen((socket) =>
      socket.end(`${head}Server: Test/1\r\nSet-Cookie: secret=1\r\nContent-Length: 5\r\n\r\nhello`),
    )
    expect(await ask(requestTo(port))).toEqual({
      value: { status: 200, headers: { server: 'Test/1' }, body: 'hello' },
    })
  })

  it('sends the path byte for byte, with Host, one User-Agent and no wish for compression', async () => {
    let sent = ''
    const port = await listen((socket, request) => {
      sent = request
      socket.end(`${head}\r\n`)
    })
    const path = '//x/..\\%2e;a/%2553etupWizard.aspx/%%?a=b|"'
    await ask(requestTo(port, { path }))
    expect(sent.startsWith(`GET ${path} HTTP/1.1\r\n`)).toBe(true)
    expect(sent).toContain(`Host: support.example:${port}\r\n`)
    expect(sent).toContain('User-Agent: Bollwerk/0.0.0 (assessment)\r\n')
    expect(sent).toContain('Accept-Encoding: identity\r\n')
  })

  it('can leave the Host header out', async () => {
    let sent = ''
    const port = await listen((socket, request) => {
      sent = request
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    await ask(requestTo(port, { withoutHost: true }))
    expect(sent).not.toMatch(/^host:/im)
  })

  it('does not follow a redirect to another host', async () => {
    let contacted = 0
    const trap = await listen(() => contacted++)
    const port = await listen((socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${trap}/\r\nContent-Length: 0\r\n\r\n`),
    )
    const answer = await ask(requestTo(port))
    expect(answer).toMatchObject({ value: { status: 302, headers: { location: `http://127.0.0.1:${trap}/` } } })
    expect(contacted).toBe(0)
  })

  it('looks up no name, not even a harmless one', async () => {
    expect(await ask(requestTo(1, { address: 'localhost' }))).toMatchObject({ missing: { reason: 'interrupted' } })
  })

  it('says that nobody listens', async () => {
    const port = await listen(() => undefined)
    const [first] = open.splice(0)
    first?.server.close()
    expect(await ask(requestTo(port))).toEqual({ missing: { reason: 'absent', detail: 'ECONNREFUSED' } })
  })

  it('ends at once when it is aborted', async () => {
    const stop = new AbortController()
    const port = await listen(() => stop.abort())
    expect(await ask(requestTo(port, { signal: stop.signal }))).toMatchObject({ missing: { reason: 'interrupted' } })
  })
})

describe('a hostile server', () => {
  const cases: readonly {
    readonly name: string
    readonly behave: (socket: Socket) => void
    readonly expected: object
    readonly timeoutMs?: number
  }[] = [
    {
      name: 'that sends a body without end is cut off at the limit',
      behave: (socket) => {
        socket.write(`${head}Content-Length: 10737418240\r\n\r\n`)
        pour(socket, Buffer.alloc(65_536, 'A'))
      },
      expected: { value: { status: 200, body: 'A'.repeat(65_536), cut: { reason: 'too-large' } } },
    },
    {
      name: 'that sends chunks of one byte without end is cut off at the limit',
      behave: (socket) => {
        socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
        pour(socket, '1\r\nA\r\n'.repeat(4096))
      },
      expected: { value: { status: 200, cut: { reason: 'too-large' } } },
    },
    {
      name: 'that sends a header without end is too large',
      behave: (socket) => {
        socket.write(`${head}X-Long: `)
        pour(socket, 'A'.repeat(65_536))
      },
      expected: { missing: { reason: 'too-large', detail: 'HPE_HEADER_OVERFLOW' } },
    },
    {
      name: 'that sends headers without number is too large',
      behave: (socket) => {
        socket.write(head)
        pour(socket, 'X: y\r\n'.repeat(4096))
      },
      expected: { missing: { reason: 'too-large' } },
    },
    {
      name: 'that sends interim answers without end is unreadable',
      behave: (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
      expected: { missing: { reason: 'unreadable', detail: 'too many interim answers' } },
    },
    {
      name: 'that switches to another protocol is unreadable',
      behave: (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      expected: { missing: { reason: 'unreadable', detail: 'HTTP 101' } },
    },
    {
      name: 'that never answers times out',
      behave: () => undefined,
      expected: { missing: { reason: 'timeout' } },
      timeoutMs: 200,
    },
    {
      name: 'that drips its header times out',
      behave: (socket) => {
        socket.write(head)
        const drip = setInterval(() => socket.write('X'), 10)
        socket.once('close', () => clearInterval(drip))
      },
      expected: { missing: { reason: 'timeout' } },
      timeoutMs: 200,
    },
    {
      name: 'that drips its body keeps its status, and the body says why it is short',
      behave: (socket) => {
        socket.write(`${head}Content-Length: 5000\r\n\r\nA`)
        const drip = setInterval(() => socket.write('A'), 10)
        socket.once('close', () => clearInterval(drip))
      },
      expected: { value: { status: 200, cut: { reason: 'timeout' } } },
      timeoutMs: 200,
    },
    {
      name: 'that resets before it answers is interrupted',
      behave: (socket) => socket.resetAndDestroy(),
      expected: { missing: { reason: 'interrupted', detail: 'ECONNRESET' } },
    },
    {
      name: 'that closes before it answers is interrupted',
      behave: (socket) => socket.end(),
      expected: { missing: { reason: 'interrupted' } },
    },
    {
      name: 'that breaks inside the body keeps what came',
      behave: (socket) => socket.end(`${head}Content-Length: 5000\r\n\r\nhalf`),
      expected: { value: { status: 200, body: 'half', cut: { reason: 'interrupted' } } },
    },
    {
      name: 'that speaks no HTTP is unreadable',
      behave: (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'),
      expected: { missing: { reason: 'unreadable', detail: 'HPE_INVALID_CONSTANT' } },
    },
    {
      name: 'that compresses unasked is not inflated',
      behave: (socket) => {
        socket.write(`${head}Content-Encoding: gzip\r\n\r\n`)
        socket.write(gzipSync(Buffer.alloc(10_000_000)))
      },
      expected: { value: { status: 200, body: '', cut: { reason: 'unreadable', detail: 'Content-Encoding: gzip' } } },
    },
    {
      name: 'that sends control characters and wrong encodings leaves only printable ASCII',
      behave: (socket) =>
        socket.end(
          Buffer.concat([
            Buffer.from(`${head}Server: a\xff\x9b31mb\r\nContent-Type: text/html; charset=utf-7\r\n\r\n`, 'latin1'),
            Buffer.from('\ufeffÄ\u001b]0;x\u0007\u202e b\r\n\tc', 'utf16le'),
          ]),
        ),
      expected: { value: { headers: { server: 'a.31mb' }, body: expect.stringMatching(/^[\x20-\x7e]+$/) } },
    },
    {
      name: 'that names headers like parts of objects does no harm',
      behave: (socket) => socket.end(`${head}__proto__: x\r\nconstructor: y\r\nServer: z\r\n\r\n`),
      expected: { value: { headers: { server: 'z' } } },
    },
  ]

  it.each(cases)('$name', async ({ behave, expected, timeoutMs = 5000 }) => {
    const port = await listen(behave)
    expect(await ask(requestTo(port, { timeoutMs }))).toMatchObject(expected)
  })

  it('that only speaks plain HTTP is unreadable over TLS', async () => {
    const port = await listen((socket) => socket.end(`${head}\r\n`))
    expect(await ask(requestTo(port, { secure: true }))).toMatchObject({ missing: { reason: 'unreadable' } })
  })

  it('makes no memory grow', async () => {
    const port = await listen((socket) => {
      socket.write(`${head}\r\n`)
      pour(socket, Buffer.alloc(65_536, 'A'))
    })
    for (let round = 0; round < 20; round++) await ask(requestTo(port))
    const before = process.memoryUsage().rss
    for (let round = 0; round < 200; round++) await ask(requestTo(port))
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })
})
