import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { findTerminator } from './collect.ts'
import { readRefusal } from './parse.ts'

const open: { server: Server; sockets: Set<Socket> }[] = []

afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
})

async function look(behave: (socket: Socket, request: string) => void, timeoutMs = 3000): Promise<unknown> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', (data) => behave(socket, data.toString('latin1')))
  }).listen(0, '127.0.0.1')
  open.push({ server, sockets })
  await once(server, 'listening')
  return findTerminator({
    address: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    secure: false,
    host: 'support.example',
    toolVersion: '0.0.0',
    signal: new AbortController().signal,
    timeoutMs,
  })
}

const refusal = (server: string) => `HTTP/1.1 400 Bad Request\r\nServer: ${server}\r\nContent-Length: 0\r\n\r\n`
const httpSys = refusal('Microsoft-HTTPAPI/2.0')

describe('findTerminator', () => {
  it('sees http.sys by its own refusals', async () => {
    const asked: string[] = []
    const fact = await look((socket, request) => {
      asked.push(request)
      socket.end(httpSys)
    })
    expect(fact).toMatchObject({
      value: { terminator: 'http.sys', status: 400, calledItself: 'Microsoft-HTTPAPI/2.0' },
    })
    expect(asked.every((request) => !/^host:/im.test(request))).toBe(true)
  })

  it('sees a proxy that passes requests on to http.sys but answers nonsense itself', async () => {
    const fact = await look((socket, request) => {
      socket.end(request.startsWith('GET') ? httpSys : refusal('nginx/1.22.1'))
    })
    expect(fact).toMatchObject({ value: { terminator: 'other', calledItself: 'nginx/1.22.1' } })
  })

  it.each([
    { title: 'serves a page without Host', answer: 'HTTP/1.1 200 OK\r\nServer: Apache\r\nContent-Length: 0\r\n\r\n' },
    { title: 'refuses without a name', answer: 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n' },
  ])('takes what $title for something else', async ({ answer }) => {
    expect(await look((socket) => socket.end(answer))).toMatchObject({ value: { terminator: 'other' } })
  })

  it.each([
    { title: 'never answers', behave: () => undefined, reason: 'timeout' },
    { title: 'resets', behave: (socket: Socket) => void socket.resetAndDestroy(), reason: 'interrupted' },
    { title: 'speaks no HTTP', behave: (socket: Socket) => void socket.end('hello\r\n\r\n'), reason: 'unreadable' },
    {
      title: 'drips a header without end',
      behave: (socket: Socket) => {
        socket.write('HTTP/1.1 400 Bad Request\r\n')
        const drip = setInterval(() => socket.write('X'), 10)
        socket.once('close', () => clearInterval(drip))
      },
      reason: 'timeout',
    },
  ])('says $reason if the server $title', async ({ behave, reason }) => {
    expect(await look(behave, 200)).toMatchObject({ missing: { reason } })
  })
})

describe('readRefusal', () => {
  it('reads any bytes without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 2000 }), (bytes) => {
        const refusal = readRefusal(`HTTP/1.1 400 x\r\nServer: ${bytes}\r\n\r\n`)
        expect(refusal?.server ?? '').toMatch(/^[\x20-\x7e]{0,300}$/)
      }),
    )
  })
})
