import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { openLog } from '../../src/gateway/log.ts'
import { sharedClock } from '../../src/gateway/shared-clock.ts'
import { policyOf } from '../../src/policy/policy-fixture.ts'
import { peer, peerNumber } from '../../src/traffic/memory-fixture.ts'
import { Front, hosts, ports } from './front.ts'
import { preparedGeo } from './geo.ts'
import { HonestClients } from './honest.ts'
import { report } from './measured.ts'
import { Origin } from './origin.ts'
import { ask, dialTo, isLetIn, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(86)
const told: string[] = []
const workers: Worker[] = []
let origin: Origin
let gateway: Gateway
const keep = (worker: Worker): void => void workers.push(worker)

beforeAll(async () => {
  process.on('worker', keep)
  await preparedGeo(front.stateFolder)
  origin = await Origin.open(front.origin)
  const policyText = front.write()
  gateway = await startGateway({
    policy: policyOf(policyText),
    policyText,
    policyFolder: front.folder,
    stateFolder: front.stateFolder,
    observeAll: false,
    threads: 2,
    selfSigned: true,
    log: openLog({ form: 'json', language: 'en', write: (line) => void told.push(line) }),
    heartbeatOriginPort: 28_075,
    // Clients and gateway share this process, and wait for each other where it gets little of the machine.
    patience: { head: 60_000 },
  })
})
afterAll(async () => {
  await gateway?.stop(0)
  process.off('worker', keep)
  await origin?.stop()
  front.remove()
})

async function asGuest(path: string, from: string): Promise<number> {
  const socket = await visit(front, { from })
  const status = statusOf(await ask(socket, requestFor(path, { host: hosts.screenconnect })))
  socket.destroy()
  return status
}

const metric = async (name: string): Promise<number> =>
  Number(new RegExp(`^bollwerk_${name} (\\d+)`, 'm').exec(await gateway.metrics.renderMetrics())?.[1])

it('have one view of bans: what one sees, both refuse at once', async () => {
  expect(workers).toHaveLength(1)
  for (let last = 1; last <= 8; last++) {
    expect(await asGuest('/SetupWizard.aspx/x', `5.${last}`)).toBe(404)
    const again = await Promise.all(Array.from({ length: 6 }, () => asGuest('/', `5.${last}`)))
    expect(again).toEqual(again.map(() => 403))
  }
})

it('refuse fifty thousand addresses that are banned in one go, and go on with their work meanwhile', async () => {
  const { bans } = gateway.evaluator.memory
  const honest = new HonestClients(front)
  const first = peer(front.at('255.0')).w3
  const start = performance.now()
  for (let number = 0; number < 50_000; number++) {
    if (number % 500 === 0) await new Promise((resume) => setImmediate(resume))
    bans.ban({ source: peerNumber(first - number), scopes: 0x7fff_ffff, duration: 60_000, now: sharedClock() })
  }
  const banned = performance.now() - start
  const isNear = Array.from({ length: 40 }, (_, number) => isLetIn(front, `${200 - number}.77`))
  expect(await Promise.all(isNear)).not.toContain(true)
  expect(await metric('bans_active')).toBeGreaterThanOrEqual(50_000)
  bans.liftAll()
  const experience = await honest.stop()
  report({ banned, ...experience })
  expect(experience.failures).toEqual([])
})

it('start again when one dies, and forget the connections that it counted', async () => {
  const source = peer(front.at('3.1'))
  const { connections } = gateway.evaluator.memory
  const open = await Promise.all(Array.from({ length: 40 }, () => dialTo(front, ports.relay)))
  const ended = new Set<unknown>()
  for (const socket of open) socket.once('close', () => ended.add(socket))
  await expect.poll(() => connections.count(source)).toBe(40)
  await workers[0]?.terminate()
  await expect.poll(() => told.some((line) => line.includes('thread.started'))).toBe(true)
  await expect.poll(() => connections.count(source) + ended.size).toBe(40)
  expect(ended.size).toBeGreaterThan(0)
  expect(ended.size).toBeLessThan(40)
  await expect.poll(() => metric('connections_open')).toBe(40 - ended.size)
  const reached = await Promise.all(Array.from({ length: 20 }, () => isLetIn(front, '3.2')))
  expect(reached).not.toContain(false)
  for (const socket of open) socket.destroy()
  await expect.poll(() => connections.count(source)).toBe(0)
  await expect.poll(() => metric('connections_open')).toBe(0)
})

it('have the rules of the moment when they start again', async () => {
  const policyText = front.write({ gateway: `  blocked: [${front.at('77.1')}]` })
  await gateway.adopt(policyOf(policyText), policyText)
  const before = told.filter((line) => line.includes('thread.started')).length
  await workers.at(-1)?.terminate()
  const again = (): number => told.filter((line) => line.includes('thread.started')).length - before
  await expect.poll(again).toBe(1)
  const arrivals = await Promise.all(Array.from({ length: 12 }, () => isLetIn(front, '77.1')))
  expect(arrivals).not.toContain(true)
})

it('give a technician back what was counted for it', async () => {
  const source = peer(front.at('8.1'))
  const socket = await visit(front, { from: '8.1' })
  expect(statusOf(await ask(socket, requestFor('/automate')))).toBe(200)
  expect(gateway.evaluator.memory.connections.count(source)).toBe(1)
  socket.destroy()
  await expect.poll(() => gateway.evaluator.memory.connections.count(source)).toBe(0)
})
