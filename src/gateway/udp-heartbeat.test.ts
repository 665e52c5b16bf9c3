import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { HeartbeatSettings } from './heartbeat-settings.ts'
import { loopbackAddress } from './loopback-fixture.ts'
import { type HeartbeatForward, openHeartbeatForward } from './udp-heartbeat.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

async function openSocket(address: string): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind({ address, port: 0, exclusive: true })
  await once(socket, 'listening')
  open.push(async () => {
    const closed = once(socket, 'close')
    socket.close()
    await closed
  })
  return socket
}

type Answers = (message: Buffer) => readonly Uint8Array[]

/** An Automate server that answers as it is told, and writes down where questions came from. */
async function openAutomate(answers: Answers): Promise<{ socket: Socket; asked: RemoteInfo[] }> {
  const socket = await openSocket(loopbackAddress)
  const asked: RemoteInfo[] = []
  socket.on('message', (message, info) => {
    asked.push(info)
    for (const answer of answers(message)) socket.send(answer, info.port, info.address)
  })
  return { socket, asked }
}

async function openForward(automate: Socket, changes: Partial<HeartbeatSettings> = {}): Promise<HeartbeatForward> {
  const listen = { address: loopbackAddress, port: 0 }
  const origin = automate.address()
  const forward = await openHeartbeatForward({ listen, origin, from: '127.75.80.42', admits: () => true, ...changes })
  open.push(() => forward.close())
  return forward
}

interface Agent {
  readonly heard: string[]
  readonly socket: Socket
  beat(text: string): void
}

async function openAgent(forward: HeartbeatForward, address = '127.0.0.5'): Promise<Agent> {
  const socket = await openSocket(address)
  const heard: string[] = []
  socket.on('message', (message, info) => {
    expect([info.address, info.port]).toEqual([forward.address, forward.port])
    heard.push(message.toString())
  })
  return { heard, socket, beat: (text) => socket.send(text, forward.port, forward.address) }
}

const echo: Answers = (message) => [message]

describe('a heartbeat', () => {
  it('goes to the origin and its answer back, for two agents behind one address', async () => {
    const automate = await openAutomate(echo)
    const forward = await openForward(automate.socket)
    const [one, two] = [await openAgent(forward), await openAgent(forward)]
    for (let beat = 0; beat < 20; beat++) {
      one.beat(`one ${beat}`)
      two.beat(`two ${beat}`)
      await expect.poll(() => [one.heard.length, two.heard.length], { interval: 2 }).toEqual([beat + 1, beat + 1])
    }
    expect(one.heard).toEqual(Array.from({ length: 20 }, (_, beat) => `one ${beat}`))
    expect(two.heard).toEqual(Array.from({ length: 20 }, (_, beat) => `two ${beat}`))
    expect(new Set(automate.asked.map(({ address }) => address))).toEqual(new Set(['127.75.80.42']))
    expect(new Set(automate.asked.map(({ port }) => port)).size).toBe(2)
    expect(forward.counts()).toMatchObject({ questions: 40, answers: 40, dropped: {}, sources: 2, troubles: 0 })
  })

  it('of an address that is not admitted is dropped, from the moment on that it is not', async () => {
    const automate = await openAutomate(echo)
    const refused = new Set(['127.0.0.6'])
    const forward = await openForward(automate.socket, { admits: (address) => !refused.has(address) })
    const [good, bad] = [await openAgent(forward), await openAgent(forward, '127.0.0.6')]
    bad.beat('x')
    good.beat('a')
    await expect.poll(() => good.heard).toEqual(['a'])
    refused.add('127.0.0.5')
    good.beat('b')
    await expect.poll(() => forward.counts().dropped).toEqual({ 'not-admitted': 2 })
    expect([good.heard, bad.heard, automate.asked.length]).toEqual([['a'], [], 1])
  })

  it('that is larger than any heartbeat is dropped', async () => {
    const automate = await openAutomate(echo)
    const forward = await openForward(automate.socket)
    const agent = await openAgent(forward)
    agent.beat('a'.repeat(513))
    agent.beat('a'.repeat(512))
    await expect.poll(() => agent.heard.length).toBe(1)
    expect(forward.counts().dropped).toEqual({ 'too-large': 1 })
  })

  it('keeps its way back only as long as the source is not idle', async () => {
    const automate = await openAutomate(echo)
    const forward = await openForward(automate.socket, { idleLimit: 60 })
    const agent = await openAgent(forward)
    agent.beat('a')
    await expect.poll(() => agent.heard).toEqual(['a'])
    await expect.poll(() => forward.counts().sources).toBe(0)
    agent.beat('b')
    await expect.poll(() => agent.heard).toEqual(['a', 'b'])
  })
})

describe('an answer', () => {
  it('from anybody but the origin is dropped', async () => {
    const automate = await openAutomate(() => [])
    const forward = await openForward(automate.socket)
    const agent = await openAgent(forward)
    agent.beat('a')
    await expect.poll(() => automate.asked.length).toBe(1)
    const [way] = automate.asked
    const otherPort = await openSocket(loopbackAddress)
    const otherAddress = await openSocket('127.0.0.66')
    otherPort.send('forged', way?.port, way?.address)
    otherAddress.send('forged', way?.port, way?.address)
    await expect.poll(() => forward.counts().dropped).toEqual({ stranger: 2 })
    automate.socket.send('true', way?.port, way?.address)
    await expect.poll(() => agent.heard).toEqual(['true'])
  })

  it('that nobody asked for any more is dropped', async () => {
    const automate = await openAutomate(() => [])
    const answers = { window: 50, answers: 2, factor: 3, leastBytes: 128 }
    const forward = await openForward(automate.socket, { answers })
    const agent = await openAgent(forward)
    agent.beat('a')
    await expect.poll(() => automate.asked.length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 70))
    automate.socket.send('late', automate.asked[0]?.port, automate.asked[0]?.address)
    await expect.poll(() => forward.counts().dropped).toEqual({ unasked: 1 })
    expect(agent.heard).toEqual([])
  })

  it('never amplifies: neither by number nor by size', async () => {
    const automate = await openAutomate((message) =>
      message.toString() === 'many' ? Array.from({ length: 9 }, () => Buffer.from('y')) : [Buffer.alloc(1400, 'z')],
    )
    const forward = await openForward(automate.socket)
    const agent = await openAgent(forward)
    agent.beat('many')
    await expect.poll(() => forward.counts().dropped).toEqual({ 'too-much': 7 })
    agent.beat('large')
    await expect.poll(() => forward.counts().dropped).toEqual({ 'too-much': 8 })
    expect(agent.heard).toEqual(['y', 'y'])
  })
})

describe('a flood', () => {
  it('from one address is held to its rate, and nobody else is', async () => {
    const automate = await openAutomate(echo)
    const forward = await openForward(automate.socket, { perAddress: { perSecond: 1, burst: 20 } })
    const flooder = await openAgent(forward, '127.0.0.6')
    for (let index = 0; index < 200; index++) flooder.beat('x')
    const agent = await openAgent(forward)
    agent.beat('a')
    await expect.poll(() => agent.heard).toEqual(['a'])
    await expect.poll(() => forward.counts().dropped['too-fast'] ?? 0).toBeGreaterThanOrEqual(175)
    expect(flooder.heard.length).toBeLessThanOrEqual(22)
  })

  it('from ever new sources costs no more than so many, and leaves room for those that come again', async () => {
    const automate = await openAutomate(echo)
    const forward = await openForward(automate.socket, { mostSources: 8, newSources: { perSecond: 1, burst: 40 } })
    const agent = await openAgent(forward)
    agent.beat('a')
    await expect.poll(() => agent.heard.length).toBe(1)
    for (let index = 0; index < 60; index++) {
      const other = await openAgent(forward, `127.0.1.${index + 1}`)
      other.beat('x')
      agent.beat('a')
      await expect.poll(() => agent.heard.length, { interval: 2 }).toBe(index + 2)
      expect(forward.counts().sources).toBeLessThanOrEqual(8)
    }
    const { evicted, dropped } = forward.counts()
    expect(evicted).toBeGreaterThan(25)
    expect(dropped['too-many-new']).toBeGreaterThan(15)
  })
})

it('a forward stands whatever comes at its door and from its origin', async () => {
  const automate = await openAutomate((message) => [message, message.subarray(1), message])
  const forward = await openForward(automate.socket, { mostSources: 4 })
  const senders = await Promise.all(Array.from({ length: 6 }, (_, index) => openAgent(forward, `127.0.2.${index + 1}`)))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 700 }), fc.nat(5), async (bytes, index) => {
      senders[index]?.socket.send(bytes, forward.port, forward.address)
      await new Promise(setImmediate)
    }),
    { numRuns: 300, seed: 75 },
  )
  const agent = await openAgent(forward)
  agent.beat('still there')
  await expect.poll(() => agent.heard[0]).toBe('still there')
  expect(forward.counts()).toMatchObject({ troubles: 0, sources: 4 })
})

it('a forward that closes is gone with all its ways, and closes once', async () => {
  const automate = await openAutomate(echo)
  const forward = await openForward(automate.socket)
  const agent = await openAgent(forward)
  agent.beat('a')
  agent.beat('b')
  await expect.poll(() => agent.heard.length).toBeGreaterThan(0)
  agent.beat('c')
  await Promise.all([forward.close(), forward.close()])
  expect(forward.counts().sources).toBe(0)
  const again = await openForward(automate.socket, { listen: { address: forward.address, port: forward.port } })
  expect(again.port).toBe(forward.port)
})

it('a forward that gets no socket towards the origin counts it and goes on', async () => {
  const automate = await openAutomate(echo)
  const forward = await openForward(automate.socket, { from: '192.0.2.1' })
  const agent = await openAgent(forward)
  agent.beat('a')
  agent.beat('b')
  await expect.poll(() => forward.counts()).toMatchObject({ dropped: { 'no-socket': 2 }, troubles: 2, sources: 0 })
})

it('a forward says when its place is taken', async () => {
  const automate = await openAutomate(echo)
  const taken = openForward(automate.socket, { listen: automate.socket.address() })
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
