import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { automateHost, type EngineOptions, TestEngine } from './engine.ts'
import { answerEach, plainAnswer, RecordingOrigin } from './recording-origin.ts'
import { pause, Wire } from './wire.ts'

let origin: RecordingOrigin
let engine: TestEngine

beforeEach(async () => {
  origin = await RecordingOrigin.open()
})

afterEach(async () => {
  await engine.close()
  await origin.close()
})

async function open(options: Partial<EngineOptions> = {}): Promise<void> {
  engine = await TestEngine.open({ automate: origin.port, ...options })
}

const host = `Host: ${automateHost}\r\n`
const chunked = `${host}Transfer-Encoding: chunked\r\n\r\n`
const slowly = `POST /LabTech/x HTTP/1.1\r\n${chunked}0\r\n\r\n`
const upgrade = `${host}Connection: Upgrade\r\nUpgrade: websocket\r\n`

/** What is said, how many answers come, and the status of the last one. */
const endings = [
  ['a refusal whose body is not awaited', `POST /%00 HTTP/1.1\r\n${host}Content-Length: 9000000\r\n\r\n`, 1, '400'],
  ['a head that nobody can read', `GET / HTTP/1.1\r\n${host}X : y\r\n\r\n`, 1, '400'],
  ['a name that is none of ours', 'GET / HTTP/1.1\r\nHost: x.example\r\n\r\n', 1, '421'],
  ['the end that the client asked for', `GET /LabTech/x HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 1, '200'],
  ['a refusal on the slow path', `POST /%00 HTTP/1.1\r\n${chunked}`, 1, '400'],
  ['what is no request on the slow path', `${slowly}hello\r\n\r\n`, 2, '400'],
  ['what is no request behind others on the slow path', `${slowly}${slowly}hello\r\n\r\n`, 3, '400'],
  ['HTTP/1.0', `GET /LabTech/x HTTP/1.0\r\n${host}\r\n`, 1, '200'],
  ['a refused WebSocket', `GET /%00 HTTP/1.1\r\n${upgrade}\r\n`, 1, '400'],
  ['a WebSocket behind a body', `GET /LabTech/x HTTP/1.1\r\n${upgrade}Content-Length: 1\r\n\r\nx`, 1, '400'],
  ['a WebSocket that the origin does not want', `GET /LabTech/x HTTP/1.1\r\n${upgrade}\r\n`, 1, '200'],
] as const

describe.each([
  ['plain', false],
  ['TLS', true],
])('over %s, whoever goes on sending can read the last answer after', (_name, tls) => {
  it.each(endings)('%s', async (_what, bytes, count, status) => {
    await open({ tls })
    origin.answering = answerEach
    const client = new Wire(await engine.dial())
    client.send(bytes)
    await client.answers(count)
    const answered = client.text
    for (let more = 0; more < 5; more++) {
      client.send('x'.repeat(100_000))
      await pause(5)
    }
    expect(client.error).toBeUndefined()
    expect(client.text).toBe(answered)
    expect(answered.match(/(?<=HTTP\/1\.1 )\d+/g)?.at(-1)).toBe(status)
    expect(await client.rest()).toBe(answered)
    client.socket.end()
    await expect.poll(() => engine.open).toBe(0)
    expect(client.error).toBeUndefined()
  })
})

it('gives no second thought to what comes behind the fault of a request, while answers are awaited', async () => {
  await open()
  const release = Promise.withResolvers<void>()
  origin.answering = (socket, text) => {
    if (!text.includes('0\r\n\r\n')) return undefined
    void release.promise.then(() => socket.write(plainAnswer('late')))
    return ''
  }
  const warnings: string[] = []
  const warned = ({ name }: Error): void => void warnings.push(name)
  process.on('warning', warned)
  const client = new Wire(await engine.dial())
  client.send(`${slowly}hello\r\n\r\n`)
  for (let more = 0; more < 20; more++) {
    client.send('hello\r\n\r\n')
    await pause(5)
  }
  release.resolve()
  expect((await client.rest()).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  process.off('warning', warned)
  expect(warnings).toEqual([])
  client.close()
})

it('ends whoever never stops sending, after some time', async () => {
  await open({ patience: { head: 300 } })
  const client = new Wire(await engine.dial())
  client.send(`POST /%00 HTTP/1.1\r\n${host}Content-Length: 9000000\r\n\r\n`)
  const sending = setInterval(() => client.send('x'), 20)
  await expect.poll(() => engine.open).toBe(0)
  clearInterval(sending)
  client.close()
})

it.each([
  ['one that came alone', `POST /LabTech/x HTTP/1.1\r\n${chunked}0\r\n\r\n`],
  ['one that came behind another', `GET /LabTech/x HTTP/1.1\r\n${host}\r\n${slowly}`],
  ['one that is refused', `POST /%00 HTTP/1.1\r\n${chunked}0\r\n\r\n`],
])('answers whoever has ended its half on the slow path too: %s', async (_what, request) => {
  await open()
  origin.answering = (socket, text) => {
    if (text.includes('\r\n\r\n')) setTimeout(() => socket.write(plainAnswer('late')), 100)
    return text.includes('\r\n\r\n') ? '' : undefined
  }
  const client = new Wire(await engine.dial())
  client.send(request)
  client.socket.end()
  const text = await client.rest()
  expect(text.match(/HTTP\/1\.1 (?:200|400) /g)).toHaveLength(request.split('HTTP/1.1').length - 1)
  await expect.poll(() => engine.open).toBe(0)
})

it('lets go of an origin that answered before it had the whole body, and goes on with the client', async () => {
  await open()
  origin.answering = (_socket, text) => (text.includes('\r\n\r\n') ? plainAnswer('early') : undefined)
  const client = new Wire(await engine.dial())
  // More than the rules await of a body.
  client.send(`POST /LabTech/x HTTP/1.1\r\n${chunked}5000\r\n${'x'.repeat(0x5000)}\r\n`)
  await client.answers(1)
  await expect.poll(() => origin.sockets.size).toBe(0)
  client.send(`5\r\nhello\r\n0\r\n\r\n${slowly}`)
  expect((await client.answers(2)).match(/early/g)).toHaveLength(2)
  client.close()
})

it('leads to https whoever says so in pieces, goes on sending, or sends a long head', async () => {
  await open({ tls: true, plain: 'redirect' })
  for (const more of ['', `Cookie: ${'x'.repeat(12_000)}\r\n`]) {
    const client = new Wire(await engine.dialPlain())
    const request = `GET /LabTech/x HTTP/1.1\r\n${host}${more}\r\n`
    for (let at = 0; at < request.length; at += 1_000) {
      client.send(request.slice(at, at + 1_000))
      await pause(5)
    }
    await client.answers(1)
    client.send('x'.repeat(100_000))
    await pause(5)
    expect(await client.rest()).toContain(`308 Permanent Redirect\r\nLocation: https://${automateHost}/LabTech/x`)
    client.socket.end()
    await expect.poll(() => engine.open).toBe(0)
    expect(client.error).toBeUndefined()
  }
})
