import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { automateHost, TestEngine } from './engine.ts'
import { listening } from './http-origin.ts'
import { pause, Wire } from './wire.ts'

/** Seconds for each way; longer on demand: FUZZ_SECONDS. */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 4)

let engine: TestEngine
let origin: Awaited<ReturnType<typeof listening>>

/** Answers with the id that it was asked for, again and again, so that each byte tells whose it is. */
beforeEach(async () => {
  origin = await listening(
    createServer((request, response) => {
      const { id = '', size = '0', how = '' } = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
      request.resume()
      const body = `[${id}]`.repeat(Math.ceil(Number(size) / (id.length + 2)) + 1)
      const answer = (): void => {
        if (how === 'reset') return void request.socket.destroy()
        if (how === 'close') response.setHeader('Connection', 'close')
        if (how === 'length' || how === 'close') response.setHeader('Content-Length', body.length)
        response.setHeader('X-Id', id)
        for (let at = 0; at < body.length; at += 50_000) response.write(body.slice(at, at + 50_000))
        response.end()
      }
      if (how === 'early') answer()
      else setTimeout(answer, Math.random() * 5)
    }),
  )
})

afterEach(async () => {
  await engine.close()
  await origin.close()
})

let next = 0

/** One client: some requests on one connection, read at its own pace, left at any moment. Answers what was wrong. */
async function visit(): Promise<string[]> {
  const client = new Wire(await engine.dial(`127.0.0.${1 + Math.floor(Math.random() * 200)}`))
  const ids: string[] = []
  const count = 1 + Math.floor(Math.random() * 5)
  for (let index = 0; index < count; index++) {
    const id = `c${(next++).toString(36)}`
    ids.push(id)
    client.send(requestFor(id))
    if (Math.random() < 0.15) client.socket.pause()
    await pause(Math.random() * 12)
    if (Math.random() < 0.1) break
    client.socket.resume()
    if (Math.random() < 0.7) await pause(Math.random() * 30)
  }
  if (Math.random() < 0.5) leave(client.socket)
  else await Promise.race([client.rest(1_000).catch(() => ''), pause(Math.random() * 200)])
  client.close()
  const foreign = [...client.text.matchAll(/\[(c[0-9a-z]+)\]|X-Id: (c[0-9a-z]+)/g)]
    .map(([, inBody, inHead]) => inBody ?? inHead ?? '')
    .filter((id) => !ids.includes(id))
  return [...new Set(foreign)].map((id) => `${id} came to ${ids.join()}`)
}

function requestFor(id: string): string {
  const pick = <Value>(first: Value, ...more: Value[]): Value =>
    more[Math.floor(Math.random() * (more.length + 1))] ?? first
  const how = pick('length', 'length', 'chunked', 'chunked', 'close', 'reset', 'early')
  const target = `/LabTech/x?id=${id}&how=${how}&size=${pick(1, 100, 5_000, 70_000, 400_000)}`
  const head = `HTTP/1.1\r\nHost: ${automateHost}\r\n`
  const kind = pick('get', 'get', 'get', 'post', 'cut', 'chunked')
  if (kind === 'get') return `GET ${target} ${head}\r\n`
  const body = 'x'.repeat(pick(1, 20_000, 100_000))
  if (kind === 'chunked') {
    return `POST ${target} ${head}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
  }
  const length = kind === 'cut' ? body.length * 2 : body.length
  return `POST ${target} ${head}Content-Length: ${length}\r\n\r\n${body}`
}

it.each([
  ['plain', false],
  ['TLS', true],
])(
  'brings no answer of one client to another, whoever leaves, resets or reads slowly, over %s',
  async (_name, tls) => {
    engine = await TestEngine.open({
      automate: origin.port,
      tls,
      more: 'areas: { automate.agents: { rate: { perMinute: 10000000, burst: 10000000 } } }',
    })
    const end = Date.now() + seconds * 1000
    const served = (): number => engine.ledger.passings.filter(({ status }) => status === 200).length
    let answered = 0
    // On a busy machine it takes longer until something can be said.
    const goesOn = (): boolean => Date.now() < end || answered <= 100 || served() <= 100
    const faults: string[] = []
    const clients = Array.from({ length: 40 }, async () => {
      while (goesOn()) {
        faults.push(...(await visit()))
        answered++
      }
    })
    await Promise.all(clients)
    expect(faults).toEqual([])
    expect(served()).toBeGreaterThan(100)
  },
  120_000 + 2 * seconds * 1000,
)

it.each([
  ['plain', false],
  ['TLS', true],
])(
  'brings large answers byte by byte as they were, to many at once, over %s',
  async (_name, tls) => {
    engine = await TestEngine.open({ automate: origin.port, tls })
    const clients = Array.from({ length: 8 }, async (_, number) => {
      const id = `c${number}big`
      const client = await engine.dial()
      const expected = `[${id}]`.repeat(Math.ceil(3_000_000 / (id.length + 2)) + 1)
      const hash = createHash('sha256')
      let head = ''
      let size = 0
      client.write(`GET /LabTech/x?id=${id}&how=length&size=3000000 HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n`)
      for await (const chunk of client as AsyncIterable<Buffer>) {
        let body = chunk
        if (!head.includes('\r\n\r\n')) {
          head += chunk.toString('latin1')
          const at = head.indexOf('\r\n\r\n')
          body = at < 0 ? Buffer.alloc(0) : Buffer.from(head.slice(at + 4), 'latin1')
        }
        hash.update(body)
        size += body.length
        if (size >= expected.length) break
        if (number % 2 === 0) await pause(1)
      }
      client.destroy()
      return hash.digest('hex') === createHash('sha256').update(expected).digest('hex')
    })
    expect(await Promise.all(clients)).toEqual(clients.map(() => true))
  },
  60_000,
)

function leave(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}
