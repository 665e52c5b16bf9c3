import { createSocket } from 'node:dgram'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readEvents } from '../../src/gateway/events/find.ts'
import { Front, ports } from './front.ts'
import { RunningProgram } from './running.ts'

const front = new Front(109)
let gateway: RunningProgram
beforeAll(async () => {
  front.write()
  gateway = await RunningProgram.start(front)
})
afterAll(async () => {
  await gateway.stop()
  front.remove()
})

/** Sends heartbeats from an address. */
async function beat(from: string, times: number): Promise<void> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, front.at(from), resolve))
  for (let beats = 0; beats < times; beats++) {
    await new Promise((resolve) => socket.send('beat', ports.heartbeat, front.door, resolve))
  }
  socket.close()
}

it('counts datagrams that were passed on and that were not', async () => {
  await beat('3.1', 3)
  await beat('66.1', 2)
  await expect.poll(() => gateway.metric('datagrams_total', 'verdict="forward"')).toBe(3)
  await expect.poll(() => gateway.metric('datagrams_total', 'verdict="drop"')).toBe(2)
})

it('counts what a rule in observe mode would have dropped, and writes nothing down', async () => {
  front.write({ gateway: '  observe: [country]' })
  await gateway.until('policy.adopted')
  await beat('66.1', 4)
  await expect.poll(() => gateway.metric('datagrams_total', 'verdict="forward"')).toBe(7)
  const counted = await gateway.metrics()
  expect(counted).toMatch(/requests_total\{.*area="automate\.heartbeat",verdict="would-refuse",rule="country".*\} 4/)
  const range = { since: new Date(Date.now() - 60_000), until: new Date(Date.now() + 60_000) }
  expect(await Array.fromAsync(readEvents(join(front.stateFolder, 'events'), range))).toEqual([])
})
