import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dial, gone, type Loopback, openLoopback, rest } from '../loopback-fixture.ts'
import { LingeringEnd } from './lingering-end.ts'

const patience = { head: 10, body: 10, answer: 1_000, idle: 10 }
let server: Loopback
let near: Socket
let client: Socket
let now = 0
let over = 0

beforeEach(async () => {
  now = 0
  over = 0
  const accepted = Promise.withResolvers<Socket>()
  server = await openLoopback((socket) => accepted.resolve(socket.on('error', () => socket.destroy())))
  client = await dial(server.port)
  near = await accepted.promise
})

afterEach(async () => {
  client.destroy()
  await server.close()
})

function linger(): LingeringEnd {
  return new LingeringEnd(near, { patience, now: () => now, over: () => over++ })
}

it('closes when the client has ended too, and tells of it once', async () => {
  near.write('last word')
  linger()
  expect(String(await rest(client))).toBe('last word')
  expect(over).toBe(0)
  const closed = gone(near)
  client.end('something more')
  await closed
  expect(over).toBe(1)
})

it('gives whoever reads slowly the time of an answer, and counts the time to end from there', async () => {
  const much = Buffer.alloc(20_000_000, 'x')
  near.write(much)
  const end = linger()
  expect(end.deadline).toBe(1_000)
  now = 999
  const finished = once(near, 'finish')
  expect((await rest(client)).length).toBe(much.length)
  await finished
  expect(end.deadline).toBe(1_009)
  end.expire()
  await gone(near)
})

it('forgets what comes meanwhile up to 64 megabytes, and then breaks off', async () => {
  linger()
  let sent = 0
  const piece = Buffer.alloc(1_048_576)
  while (!near.destroyed && sent < 200) {
    sent++
    await new Promise<void>((resolve) => client.write(piece, () => resolve()))
  }
  expect(sent).toBeGreaterThan(64)
  expect(sent).toBeLessThan(200)
})

it('ends at once where all connections are cut', async () => {
  linger().cut()
  await gone(near)
  expect(over).toBe(1)
})
