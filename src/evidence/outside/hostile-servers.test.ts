import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { readBanner } from './banner/collect.ts'
import type { Probing } from './connection/collect.ts'
import { greetDatabase } from './database/collect.ts'
import { drip, endless, hostileServer } from './hostile-server-fixture.ts'
import type { Answer } from './probe.ts'
import { inspectTls } from './tls/collect.ts'

type Probe = (request: Probing & { address: string; port: number; host: string }) => Promise<Answer<unknown>>

const probes: Readonly<Record<string, Probe>> = {
  banner: (request) => readBanner(request),
  database: (request) => greetDatabase(request),
  tls: (request) => inspectTls(request),
}

const mega = new Uint8Array(65_536).fill(0x41)
/** A TLS record header that announces a handshake of 16 KB, and never ends it. */
const openRecord = Uint8Array.from([0x16, 3, 3, 0x40, 0, 2, 0xff, 0xff, 0xff])
/** A MySQL packet header that announces 16 MB. */
const giantPacket = Uint8Array.from([0xff, 0xff, 0xff, 0, 10])

const behaviours: Readonly<Record<string, (socket: Socket, send: (bytes: Uint8Array | string) => void) => void>> = {
  'sends without end': endless(mega),
  'drips one byte after another': drip('A'),
  'takes the connection and stays silent': () => undefined,
  'resets at once': (socket) => socket.resetAndDestroy(),
  'hangs up at once': (socket) => socket.end(),
  'announces a giant packet and stops': (_, send) => send(giantPacket),
  'begins a TLS record and never ends it': (_, send) => send(openRecord),
  'answers in control characters': (_, send) => send('\u001b]0;owned\u0007\u001b[2J\u202e\r\n'),
  'answers in an encoding of its own': (_, send) => send(Uint8Array.from([0xff, 0xfe, 0xfd, 0x00, 0x80, 0xc3, 0x28])),
}

const timeoutMs = 800
/** What the systems' socket buffers on both sides of loopback can swallow before anybody reads. */
const mostSwallowed = 16 * 1024 * 1024

describe.each(Object.keys(probes))('the %s probe ends clearly and within its limit before a server that', (name) => {
  it.each(Object.keys(behaviours))('%s', async (behaviour) => {
    const probe = probes[name]
    const behave = behaviours[behaviour]
    if (!probe || !behave) throw new Error('a case without its parts')
    const server = await hostileServer(behave)
    try {
      const { address, port } = server
      const answer = await probe({
        address,
        port,
        host: 'hostile.example',
        timeoutMs,
        signal: new AbortController().signal,
      })
      const told = JSON.stringify(answer)
      expect('value' in answer || 'missing' in answer).toBe(true)
      expect(told.length).toBeLessThan(1000)
      expect(told).toMatch(/^[\x20-\x7e]*$/)
      expect(server.sent()).toBeLessThan(mostSwallowed)
    } finally {
      await server.close()
    }
  })
})
