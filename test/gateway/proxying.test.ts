import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { automateHost, type EngineOptions, supportHost, TestEngine } from './engine.ts'
import { type Answering, answerEach, plainAnswer, RecordingOrigin } from './recording-origin.ts'
import { pause, Wire } from './wire.ts'

const agent = '/LabTech/agent.aspx'
const get = (path: string = agent, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: ${automateHost}\r\n${more}\r\n`
const post = (body: string, more = ''): string =>
  `POST ${agent} HTTP/1.1\r\nHost: ${automateHost}\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`
const statuses = (text: string): readonly string[] => text.match(/(?<=HTTP\/1\.1 )\d+/g) ?? []

let origin: RecordingOrigin
let engine: TestEngine
const wires: Wire[] = []

async function open(answering: Answering, options: Partial<EngineOptions> = {}): Promise<void> {
  origin.answering = answering
  engine = await TestEngine.open({ automate: origin.port, ...options })
}

async function wire(): Promise<Wire> {
  const opened = new Wire(await engine.dial())
  wires.push(opened)
  return opened
}

beforeEach(async () => {
  origin = await RecordingOrigin.open()
})

afterEach(async () => {
  for (const opened of wires.splice(0)) opened.close()
  await engine.close()
  await origin.close()
})

describe.each([
  ['plain', false],
  ['TLS', true],
])('over %s, the gateway', (_name, tls) => {
  it('keeps a connection for one request after the other', async () => {
    await open(answerEach, { tls })
    const client = await wire()
    for (let count = 1; count <= 3; count++) {
      client.send(get())
      await client.answers(count)
    }
    expect(origin.records).toHaveLength(1)
    expect(origin.received.split('X-Forwarded-For: 127.0.0.1\r\n')).toHaveLength(4)
    expect(origin.received.split(`X-Forwarded-Proto: ${tls ? 'https' : 'http'}\r\n`)).toHaveLength(4)
  })

  it('answers pipelined requests in their order, refused ones among them, even if the client ends its half', async () => {
    let number = 0
    await open(() => plainAnswer(`<${++number}>`), { tls })
    const client = await wire()
    client.send(get() + get('/nothing-here/%00') + get() + post('x') + get())
    client.socket.end()
    const text = await client.rest()
    expect(statuses(text)).toEqual(['200', '400', '200', '200', '200'])
    expect(text.match(/<\d>/g)).toEqual(['<1>', '<2>', '<3>', '<4>'])
  })

  it.each([
    ['a chunked request', 'POST', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n', 'HTTP/1.1'],
    ['HTTP/1.0', 'GET', '\r\n', 'HTTP/1.0'],
    ['a request that expects to go on', 'POST', 'Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello', 'HTTP/1.1'],
  ])('reads %s', async (_what, method, tail, version) => {
    await open(
      (_socket, text) => (/\r\n\r\n$/.test(text) || text.endsWith('hello') ? plainAnswer('done') : undefined),
      { tls },
    )
    const client = await wire()
    client.send(`${method} ${agent} ${version}\r\nHost: ${automateHost}\r\n${tail}`)
    expect(await client.until((text) => text.endsWith('done'))).toMatch(/HTTP\/1\.[01] 200 OK/)
  })

  it.each([
    ['a body of a told length', 'Content-Length: 3\r\n\r\nabc', 'abc'],
    [
      'chunks with an extension and a trailer',
      'Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n',
      '3;x=y\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n',
    ],
    ['a body until the connection ends', '\r\nabc', 'abc'],
  ])('passes back %s, whole or byte by byte', async (_what, rest, body) => {
    const answer = `HTTP/1.1 200 OK\r\nServer: x\r\nX-Kept: 1\r\n${rest}`
    const isLast = rest.startsWith('\r\n')
    await open(
      (socket, text) => {
        if (text.includes('GET /LabTech/whole')) return isLast ? void socket.end(answer) : answer
        void trickle(socket, answer, isLast)
        return ''
      },
      { tls },
    )
    for (const path of ['/LabTech/whole', '/LabTech/bytes']) {
      const client = await wire()
      client.send(get(path))
      const text = await client.until((seen) => seen.endsWith(body))
      const framing = rest.slice(0, rest.indexOf('\r\n') + 2)
      const head = isLast ? 'Connection: close\r\n' : framing
      expect(text).toBe(`HTTP/1.1 200 OK\r\nX-Kept: 1\r\n${head}\r\n${body}`)
    }
  })
})

async function trickle(socket: Wire['socket'], text: string, isLast: boolean): Promise<void> {
  for (const character of text) {
    socket.write(character)
    await pause(0)
  }
  if (isLast) socket.end()
}

describe('the gateway', () => {
  it.each([
    ['HEAD', `HEAD ${agent} HTTP/1.1`, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'],
    ['204', `GET ${agent} HTTP/1.1`, 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['304', `GET ${agent} HTTP/1.1`, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
    [
      'an informational answer first',
      `GET ${agent} HTTP/1.1`,
      'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
    ],
  ])('awaits no body of %s, and goes on', async (_what, line, answer) => {
    await open(() => answer)
    const client = await wire()
    for (let count = 1; count <= 3; count++) {
      client.send(`${line}\r\nHost: ${automateHost}\r\n\r\n`)
      await client.until((text) => text.split('\r\n\r\n').length > count)
    }
    expect(origin.records).toHaveLength(1)
    expect(statuses(client.text)).not.toContain('103')
  })

  it('takes inbound words about the client away, and hop-by-hop lines', async () => {
    await open(answerEach)
    const client = await wire()
    client.send(
      get(
        agent,
        'X-Forwarded-For: 1.2.3.4\r\nforwarded: for=x\r\nX-REAL-IP: y\r\nX-Forwarded-Host: z\r\nX-Original-URL: /Admin\r\nX-Rewrite-Url: /Admin\r\nKeep-Alive: 5\r\nConnection: keep-alive\r\nA: b\r\n',
      ),
    )
    await client.answers(1)
    expect(origin.received).toBe(
      `GET ${agent} HTTP/1.1\r\nHost: ${automateHost}\r\nA: b\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n`,
    )
  })

  it('passes on an early answer and never lets another client finish the body', async () => {
    await open((_socket, text) =>
      text.includes('\r\n\r\n') ? plainAnswer(text.includes('GET') ? 'next' : 'early') : undefined,
    )
    const first = await wire()
    first.send(
      `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(20_000)}`,
    )
    expect(await first.rest()).toMatch(/Connection: close\r\n\r\nearly$/)
    const second = await wire()
    second.send(get())
    expect(await second.answers(1)).toMatch(/next$/)
    expect(origin.records).toHaveLength(2)
  })

  it('does not use the connection of a client that left again, and tells nobody its answer', async () => {
    await open(() => undefined)
    const first = await wire()
    first.send(get('/LabTech/first'))
    await until(() => origin.received.includes('first'))
    first.socket.resetAndDestroy()
    await until(() => origin.sockets.size === 0)
    origin.answering = () => plainAnswer('second')
    const second = await wire()
    second.send(get('/LabTech/second'))
    expect(await second.answers(1)).toMatch(/second$/)
  })

  it.each([
    ['GET', get('/LabTech/again'), '200'],
    ['POST', post('x'), '502'],
  ])('asks anew with GET only where a kept connection turns out to be closed: %s', async (_method, request, status) => {
    await open(answerEach)
    const client = await wire()
    client.send(get())
    await client.answers(1)
    origin.answering = (socket) => {
      origin.answering = answerEach
      socket.destroy()
      return undefined
    }
    client.send(request)
    expect(statuses(await client.answers(2))).toEqual(['200', status])
  })

  it.each([
    ['is no HTTP', 'hello\r\n\r\n'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'has a length beside chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['has a blank behind a name', 'HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\na'],
    ['has a stray line feed', 'HTTP/1.1 200 OK\nX: y\r\nContent-Length: 0\r\n\r\n'],
    ['has a status that is no number', 'HTTP/1.1 2e2 OK\r\nContent-Length: 0\r\n\r\n'],
    ['begins with a chunk that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n'],
    ['changes the protocol unasked', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
    ['is nothing', ''],
    ['is half a head', 'HTTP/1.1 200 OK\r\nA: '],
  ])('answers 502 for an answer that %s', async (_what, answer) => {
    await open((socket) => void socket.end(answer))
    const client = await wire()
    client.send(get())
    const text = await client.rest()
    expect(statuses(text)).toEqual(['502'])
    expect(text).toContain('\r\nConnection: close\r\n')
  })

  it('answers 502 for an origin that is not there', async () => {
    await open(answerEach)
    await engine.close()
    engine = await TestEngine.open({ automate: 1 })
    for (const request of [
      get(),
      `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ]) {
      const client = await wire()
      client.send(request)
      expect(statuses(await client.rest())).toEqual(['502'])
    }
  })

  it('answers 504 for an origin that is silent', async () => {
    await open(() => undefined, { patience: { answer: 300 } })
    for (const request of [
      get(),
      `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ]) {
      const client = await wire()
      client.send(request)
      expect(statuses(await client.rest())).toEqual(['504'])
    }
  })

  it('answers 431 for a head beyond 16 KB', async () => {
    await open(answerEach)
    const client = await wire()
    client.send(`GET ${agent} HTTP/1.1\r\nX: ${'x'.repeat(17_000)}`)
    expect(statuses(await client.rest())).toEqual(['431'])
    expect(origin.records).toEqual([])
  })

  it.each([
    ['408 for a head that does not end', `GET ${agent} HTTP/1.1\r\nX: x`, '408'],
    [
      '408 for a body that a rule awaits',
      `POST ${agent} HTTP/1.1\r\nHost: ${automateHost}\r\nContent-Length: 9\r\n\r\nx`,
      '408',
    ],
  ])('answers %s', async (_what, bytes, status) => {
    await open(answerEach, { patience: { head: 300, body: 300 } })
    const client = await wire()
    client.send(bytes)
    expect(statuses(await client.rest())).toEqual([status])
    expect(origin.records).toEqual([])
  })

  it('ends slow heads on the slow path too', async () => {
    await open(answerEach, { patience: { head: 300, idle: 60_000 } })
    const client = await wire()
    client.send(`POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /`)
    const timer = setInterval(() => client.socket.write('x'), 100)
    const text = await client.rest()
    clearInterval(timer)
    expect(statuses(text)).toEqual(['200', '408'])
  })

  it('says the last word to a refused request with a body, and takes nothing of the body for a request', async () => {
    await open(answerEach)
    for (const framing of [`Content-Length: 200000\r\n\r\n`, `Transfer-Encoding: chunked\r\n\r\n30d40\r\n`]) {
      const client = await wire()
      client.send(`POST /nowhere%00 HTTP/1.1\r\nHost: ${automateHost}\r\n${framing}`)
      for (let count = 0; count < 20; count++) client.send(get().padEnd(10_000, '\r\n'))
      const text = await client.rest()
      expect(statuses(text)).toEqual(['400'])
      expect(text).toMatch(/Content-Length: (\d+)\r\n/)
      expect(text).toContain('\r\nConnection: close\r\n')
    }
    expect(origin.records).toEqual([])
  })

  it('gives no body with the refusal of a HEAD, and goes on', async () => {
    await open(answerEach)
    const client = await wire()
    client.send(`HEAD /x%00 HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n${get()}`)
    const text = await client.until((seen) => seen.endsWith('ok'))
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n(?:[^\r]+\r\n)+\r\nHTTP\/1\.1 200 OK\r\n/)
    expect(text.slice(0, 600)).not.toMatch(/Connection: close/)
  })

  it('ends its connections when it stops, those under way after their answer', async () => {
    let finish: (() => void) | undefined
    await open((socket) => {
      finish = () => void socket.write(plainAnswer('late'))
      return undefined
    })
    const [busy, idle] = [await wire(), await wire()]
    busy.send(get())
    await until(() => finish !== undefined)
    const stopped = engine.engine.stop(5_000)
    await idle.rest()
    idle.close()
    finish?.()
    expect(await busy.rest()).toMatch(/Connection: close\r\n\r\nlate$/)
    busy.close()
    await stopped
  })

  it('closes kept connections to the origin when the rules change, and the sessions of clients go on', async () => {
    await open(answerEach)
    const client = await wire()
    for (let count = 1; count <= 20; count++) {
      client.send(get())
      await client.answers(count)
      engine.readopt()
    }
    await until(() => origin.sockets.size === 0)
    expect(statuses(client.text)).toHaveLength(20)
  })

  it('joins both sides of a WebSocket byte by byte, and no other protocol', async () => {
    await open((_socket, text) => {
      if (!text.includes('\r\n\r\n') || !text.startsWith('GET')) return text
      if (!/\r\nUpgrade: websocket\r\n/.test(text)) return plainAnswer('plain')
      return 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n'
    })
    const client = await wire()
    client.send(get('/LabTech/socket', 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n'))
    await client.until((text) => text.includes('\r\n\r\n'))
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7 + (at >> 8)) & 255))
    client.socket.write(bytes)
    const text = await client.until((seen) => seen.length >= seen.indexOf('\r\n\r\n') + 4 + bytes.length)
    expect(Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1').equals(bytes)).toBe(true)

    const other = await wire()
    other.send(get('/LabTech/socket', 'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x\r\n'))
    expect(await other.until((seen) => seen.endsWith('plain'))).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(origin.records.at(-1)).not.toMatch(/h2c|HTTP2/)
  })

  it.each([
    ['a request that has a body', 'Content-Length: 5\r\n'],
    ['another request under way', ''],
  ])('refuses to change the protocol behind %s', async (what, more) => {
    await open(() => undefined)
    const client = await wire()
    const before = what.startsWith('another')
      ? `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
      : ''
    client.send(
      before + get('/LabTech/socket', `Upgrade: websocket\r\nConnection: Upgrade\r\n${more}`) + (more && 'hello'),
    )
    await client.rest()
    expect(origin.received).not.toContain('/LabTech/socket')
  })

  it('answers on the slow path in the order of the requests, refusals too', async () => {
    const chunked = (path: string): string =>
      `POST ${path} HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
    await open((socket, text) => {
      if (!text.includes('0\r\n\r\n')) return undefined
      setTimeout(() => socket.write(plainAnswer('slowly')), 100)
      return ''
    })
    const client = await wire()
    client.send(chunked('/LabTech/x') + chunked('/x%00') + chunked('/LabTech/y'))
    const text = await client.rest()
    expect(statuses(text)).toEqual(['200', '400'])
    expect(text.indexOf('slowly')).toBeLessThan(text.indexOf(' 400 '))
  })

  it('asks an origin for one thing after the other on the slow path, and ends who sends too many ahead', async () => {
    await open(() => undefined)
    const client = await wire()
    const request = `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`
    client.send(request.repeat(200))
    await client.rest()
    expect(origin.records.length).toBeLessThanOrEqual(1)
  })

  it('reads the same from a stream of requests, whether it comes at once or byte by byte', async () => {
    await open((_socket, text) => {
      const end = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      const isWhole = /chunked/i.test(text) ? text.endsWith('0\r\n\r\n') : end >= 0 && text.length >= end + 4 + length
      return isWhole ? plainAnswer(text.slice(end + 4)) : undefined
    })
    const stream =
      get() +
      post('<a>hello</a>') +
      `HEAD /x%00 HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n` +
      `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nContent-Length: 5\r\n\r\nhello` +
      `POST ${agent} HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n` +
      get('/LabTech/last', 'Connection: close\r\n')
    const seen: string[] = []
    for (const size of [stream.length, 1, 7]) {
      origin.forget()
      const client = await wire()
      for (let at = 0; at < stream.length; at += size) {
        client.send(stream.slice(at, at + size))
        if (size < stream.length) await pause(0)
      }
      const text = await client.rest()
      client.close()
      expect(statuses(text)).toEqual(['200', '200', '400', '200', '200', '200'])
      seen.push(text.replaceAll(/Date: .*\r\n/g, ''), origin.received)
    }
    expect(seen.slice(2, 4)).toEqual(seen.slice(0, 2))
    expect(seen.slice(4)).toEqual(seen.slice(0, 2))
  })

  it('gives no body with a HEAD that it cannot serve', async () => {
    await open(answerEach)
    const client = await wire()
    client.send(`HEAD / HTTP/1.1\r\nHost: stranger.example\r\n\r\n`)
    expect(await client.rest()).toMatch(/^HTTP\/1\.1 421 [^\r]+\r\n(?:[^\r]+\r\n)+\r\n$/)
  })

  it('survives whatever an origin answers on the slow path', async () => {
    const answers = [
      'HTTP/1.1 200 O\x01K\r\nContent-Length: 0\r\n\r\n',
      'HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n',
      'HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n',
      'hello\r\n\r\n',
      'HTTP/1.1 101 x\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
      'HTTP/1.1 200 OK\r\nX: \x01\r\n\r\n',
    ]
    await open((_socket, text) => (text.includes('0\r\n\r\n') ? answers.shift() : undefined))
    const seen: string[] = []
    while (answers.length > 0) {
      const client = await wire()
      client.send(
        `POST /LabTech/x HTTP/1.1\r\nHost: ${automateHost}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`,
      )
      seen.push(...statuses(await client.rest()))
    }
    expect(seen).toEqual(['200', '502', '502', '502', '502', '502'])
  })

  it('gives no chunks to a client of HTTP/1.0', async () => {
    await open(() => 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n')
    const client = await wire()
    client.send(`GET ${agent} HTTP/1.0\r\nHost: ${automateHost}\r\n\r\n`)
    const text = await client.rest()
    expect(text).toMatch(/\r\n\r\nabc$/)
    expect(text).not.toMatch(/transfer-encoding/i)
  })

  it('refuses a body that turns out to be larger than its area takes', async () => {
    await open(() => undefined, { more: '' })
    const client = await wire()
    client.send(`POST /Guest HTTP/1.1\r\nHost: ${supportHost}\r\nTransfer-Encoding: chunked\r\n\r\n`)
    const megabyte = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    for (let count = 0; count < 17; count++) client.send(megabyte)
    expect(statuses(await client.until((text) => text.includes('\r\n\r\n')))).toEqual(['413'])
    expect(engine.ledger.last).toBe('size')
  })

  it('lets a client that goes on sending read in peace why its body was too large', async () => {
    await open(() => undefined, { more: '' })
    const client = await wire()
    client.send(`POST /Guest HTTP/1.1\r\nHost: ${supportHost}\r\nTransfer-Encoding: chunked\r\n\r\n`)
    const megabyte = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    for (let count = 0; count < 17; count++) client.send(megabyte)
    await client.answers(1)
    for (let count = 0; count < 4; count++) client.send(megabyte)
    client.send('0\r\n\r\n')
    expect(statuses(await client.rest(10_000))).toEqual(['413'])
    expect(client.error).toBeUndefined()
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 30_000) throw new Error('waited in vain')
    await pause(5)
  }
}
