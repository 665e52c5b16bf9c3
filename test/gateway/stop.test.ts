import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { gone } from '../../src/gateway/loopback-fixture.ts'
import { Front, ports } from './front.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, dialTo, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(81)
let origin: Origin
let gateway: RunningProgram
beforeAll(async () => {
  origin = await Origin.open(front.origin)
})
afterEach(async () => {
  await gateway.stop()
})
afterAll(async () => {
  await origin.stop()
  front.remove()
})

it('finishes what is under way, ends what is idle, and frees its ports, with exit code 0', async () => {
  gateway = await RunningProgram.start(front, { threads: 2, flags: ['--drain', '600'] })
  const idle = await visit(front)
  const unused = await dialTo(front, ports.https)
  const busy = await visit(front)
  expect(statusOf(await ask(idle, requestFor('/LabTech/agent.aspx')))).toBe(200)
  const idleEnded = gone(idle)
  const answer = ask(busy, requestFor('/LabTech/held.aspx'))
  await expect.poll(() => origin.held).toBe(1)
  gateway.signal('SIGTERM')
  await idleEnded
  expect(busy.destroyed).toBe(false)
  origin.release()
  expect(await answer).toContain('released')
  busy.end()
  expect(await gateway.ended()).toBe(0)
  unused.destroy()
  await expect(dialTo(front, ports.https)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  gateway = await RunningProgram.start(front)
  expect(statusOf(await ask(await visit(front), requestFor('/LabTech/agent.aspx')))).toBe(200)
})

it('gives relay sessions the time it was told, and then cuts them', async () => {
  gateway = await RunningProgram.start(front, { threads: 2, flags: ['--drain', '5'] })
  const session = await dialTo(front, ports.relay)
  session.write('relay')
  expect(String(await once(session, 'data'))).toBe('relay')
  const closed = gone(session)
  gateway.signal('SIGTERM')
  await gateway.until('Sessions are ending')
  session.write('still here')
  expect(String(await once(session, 'data'))).toBe('still here')
  await closed
  expect(await gateway.ended()).toBe(0)
})

it.each(['SIGTERM', 'SIGINT'] as const)('ends at once when %s comes second', async (second) => {
  gateway = await RunningProgram.start(front, { flags: ['--drain', '600'] })
  const session = await dialTo(front, ports.relay)
  session.write('relay')
  await once(session, 'data')
  gateway.signal('SIGTERM')
  await gateway.until('Sessions are ending')
  gateway.signal(second)
  expect(await gateway.ended()).toBe(second)
})
