import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type ConnectionOptions, connect } from 'node:tls'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readClientHello } from './client-hello.ts'

/** What Node's own client sends first. */
async function firstBytes(options: ConnectionOptions): Promise<Buffer> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const { port } = server.address() as AddressInfo
  const client = connect({ host: '127.0.0.1', port, ...options })
  client.on('error', () => undefined)
  const [socket] = await accepted
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  client.destroy()
  socket.destroy()
  server.close()
  return bytes
}

describe('a first message', () => {
  let hello: Buffer

  beforeAll(async () => {
    hello = await firstBytes({ servername: 'A.example', ALPNProtocols: ['h2', 'http/1.1'] })
  })

  it('tells the name and the protocols', () => {
    expect(readClientHello(hello)).toEqual({ serverName: 'a.example', protocols: ['h2', 'http/1.1'] })
  })

  it('may tell neither', async () => {
    expect(readClientHello(await firstBytes({ servername: '' }))).toEqual({ serverName: undefined, protocols: [] })
  })

  it('is partial at each place where it is cut', () => {
    for (let length = 0; length < hello.length; length++) {
      expect(readClientHello(hello.subarray(0, length))).toBe('partial')
    }
  })

  it('may be spread over records', () => {
    const body = hello.subarray(5)
    const records = [body.subarray(0, 3), body.subarray(3, 40), body.subarray(40)].map((piece) => {
      const head = Buffer.from([22, 3, 1, 0, 0])
      head.writeUInt16BE(piece.length, 3)
      return Buffer.concat([head, piece])
    })
    expect(readClientHello(Buffer.concat(records))).toEqual(readClientHello(hello))
  })

  it('may be something else', () => {
    expect(readClientHello(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toBeUndefined()
    expect(readClientHello(Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0]))).toBeUndefined()
  })

  it('is not waited for when it claims to be huge, or is no message at all', () => {
    expect(readClientHello(Buffer.from([22, 3, 1, 0, 4, 1, 255, 255, 255]))).toBeUndefined()
    expect(
      readClientHello(Buffer.concat(Array.from({ length: 7_000 }, () => Buffer.from([22, 3, 1, 0, 0])))),
    ).toBeUndefined()
  })

  it('never throws, whatever it is', () => {
    const mutation = fc.record({ at: fc.nat(hello.length - 1), byte: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 6 }), (mutations) => {
        const bytes = Buffer.from(hello)
        for (const { at, byte } of mutations) bytes[at] = byte
        readClientHello(bytes)
      }),
      { numRuns: 500 },
    )
  })
})
