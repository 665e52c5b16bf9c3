import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileServer } from '../hostile-server-fixture.ts'
import { greetDatabase } from './collect.ts'
import { readFirstPacket } from './parse.ts'

const probing = { timeoutMs: 3000, signal: new AbortController().signal }

/** A greeting of protocol 10 (MySQL internals, Protocol::HandshakeV10) as far as the probe reads it. */
function greeting(version: string, plugin: string): Buffer {
  const text = Buffer.from(`\u000a${version}\0`, 'latin1')
  const scramble = Buffer.alloc(8, 0x41)
  const fixed = Buffer.from([1, 0, 0, 0])
  const flags = Buffer.from([0, 0xff, 0xff, 0x21, 2, 0, 0xff, 0xc1, 21, ...new Array<number>(10).fill(0)])
  const payload = Buffer.concat([text, fixed, scramble, flags, Buffer.alloc(13, 0x42), Buffer.from(`${plugin}\0`)])
  return Buffer.concat([Buffer.from([payload.length & 0xff, payload.length >> 8, 0, 0]), payload])
}

async function answerOf(...packets: readonly (Buffer | string)[]): Promise<unknown> {
  const server = await hostileServer((socket, send) => {
    for (const packet of packets) send(packet)
    socket.end()
  })
  try {
    return await greetDatabase({ ...probing, address: server.address, port: server.port })
  } finally {
    await server.close()
  }
}

describe('the first packet of the database port', () => {
  it.each([
    ['5.7.44-log', 'mysql_native_password'],
    ['8.0.41', 'caching_sha2_password'],
    ['5.5.5-10.11.6-MariaDB', 'mysql_native_password'],
  ])('as a greeting of %s says version and sign-in', async (version, authentication) => {
    expect(await answerOf(greeting(version, authentication))).toMatchObject({
      value: { answer: 'greeting', version, authentication },
    })
  })

  it('as error 1130 says that it is a MySQL which does not talk to this address', async () => {
    const message = Buffer.from("Host '192.0.2.1' is not allowed to connect to this MySQL server")
    const packet = Buffer.concat([Buffer.from([message.length + 3, 0, 0, 0, 0xff, 1130 & 0xff, 1130 >> 8]), message])
    expect(await answerOf(packet)).toMatchObject({ value: { answer: 'host-refused' } })
  })

  it('from something else is not taken for a database', async () => {
    expect(await answerOf('SSH-2.0-OpenSSH_9.2\r\n')).toMatchObject({ value: { answer: 'not-mysql' } })
  })

  it('that breaks off is missing', async () => {
    expect(await answerOf(greeting('8.0.41', 'x').subarray(0, 9))).toMatchObject({ missing: { reason: 'interrupted' } })
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1200 }), (bytes) => void readFirstPacket(bytes)))
  })
})
