import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Front, hosts, ports } from './front.ts'
import { HonestClients } from './honest.ts'
import { memoryOf, report } from './measured.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, dialTo, isLetIn, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(88)
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

const pause = (milliseconds: number): Promise<void> => new Promise((resume) => setTimeout(resume, milliseconds))

async function asked(path: string, from: string, host?: string): Promise<number> {
  const socket = await visit(front, { from })
  const status = statusOf(await ask(socket, requestFor(path, host === undefined ? {} : { host })))
  socket.destroy()
  return status
}

it('answers 502 while the servers behind are gone, and goes on when they are back', async () => {
  gateway = await RunningProgram.start(front)
  const relay = await dialTo(front, ports.relay)
  relay.write('x')
  await once(relay, 'data')
  for (let time = 0; time < 2; time++) {
    const honest = new HonestClients(front)
    await pause(500)
    await origin.stop()
    expect(await asked('/LabTech/agent.aspx', '3.1')).toBe(502)
    expect(await isLetIn(front, '3.1')).toBe(false)
    await pause(300)
    await origin.start()
    expect(await asked('/LabTech/agent.aspx', '3.1')).toBe(200)
    expect(await isLetIn(front, '3.1')).toBe(true)
    const during = await honest.stop()
    // What was under way when they went breaks off or is answered in their place; nothing else happens.
    const others = during.failures.filter((failure) => failure !== 'status 502')
    expect(others.length).toBeLessThanOrEqual(8)
    const after = new HonestClients(front)
    await pause(500)
    expect((await after.stop()).failures).toEqual([])
  }
  expect(relay.destroyed).toBe(true)
  expect(await gateway.metric('upstream_errors_total')).toBeGreaterThan(0)
})

it('does not care about jumps of the clock: bans, sessions and time-outs go on', async () => {
  const clock = join(front.folder, 'clock')
  const jump = (days: number): void => writeFileSync(clock, String(days * 86_400_000))
  jump(0)
  const preload = join(import.meta.dirname, 'clock-preload.mjs')
  const flags = ['--drain', '1']
  gateway = await RunningProgram.start(front, {
    node: ['--import', preload],
    env: { CLOCK_SHIFT_FILE: clock },
    threads: 2,
    flags,
  })
  expect(await asked('/SetupWizard.aspx/x', '5.1', hosts.screenconnect)).toBe(404)
  const relay = await dialTo(front, ports.relay)
  const honest = new HonestClients(front)
  for (const days of [400, -400, 1, 0]) {
    jump(days)
    await pause(1200)
    relay.write('x')
    expect(String(await once(relay, 'data'))).toBe('x')
    expect(await asked('/', '5.1', hosts.screenconnect)).toBe(403)
    expect(await asked('/', '5.2', hosts.screenconnect)).toBe(200)
  }
  expect((await honest.stop()).failures).toEqual([])
  jump(400)
  await pause(200)
  expect(await gateway.stop()).toBe(0)
  gateway = await RunningProgram.start(front)
  // Written down when it was a year later, as it seemed; it still ends in time.
  const kept = readFileSync(join(front.stateFolder, 'bans.jsonl'), 'utf8')
  expect(kept).toContain(front.at('5.1'))
  expect(await asked('/', '5.1', hosts.screenconnect)).toBe(403)
})

const mayMount = process.getuid?.() === 0 && process.platform === 'linux'
const events = join(front.stateFolder, 'events')
const mount = (...inputs: string[]): number | null => spawnSync('mount', [...inputs, events]).status

function storedReferences(): Set<string> {
  const files = readdirSync(events).filter((name) => name.includes('.security.'))
  const lines = files.flatMap((name) => readFileSync(join(events, name), 'utf8').split('\n'))
  return new Set(lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line).reference))
}

describe.skipIf(!mayMount)('a full disk for events (needs root on Linux, to mount a small one)', () => {
  it('holds nobody up; what was stored stays, what found no room is counted', async ({ skip }) => {
    mkdirSync(events, { recursive: true })
    if (mount('-t', 'tmpfs', '-o', 'size=256k', 'tmpfs') !== 0) return skip('this machine does not let root mount')
    try {
      gateway = await RunningProgram.start(front)
      const before = await memoryOf(gateway.pid)
      const honest = new HonestClients(front)
      const attackers = await Promise.all(Array.from({ length: 10 }, (_, n) => visit(front, { from: `6.${n}` })))
      const refused = async (): Promise<number> => {
        const answers = attackers.map((socket) => ask(socket, requestFor('/nowhere', { host: hosts.screenconnect })))
        return (await Promise.all(answers)).filter((answer) => statusOf(answer) === 404).length
      }
      let sent = 0
      for (let round = 0; round < 200; round++) sent += await refused()
      await gateway.until('journal.failing')
      const stored = storedReferences()
      for (let round = 0; round < 200; round++) sent += await refused()
      expect(sent).toBe(4000)
      expect(await gateway.metric('events_pending')).toBeGreaterThan(500)
      for (const reference of stored) expect(storedReferences().has(reference)).toBe(true)
      expect((await memoryOf(gateway.pid)) - before).toBeLessThan(150)
      expect(mount('-o', 'remount,size=16m') === 0).toBe(true)
      await gateway.until('journal.recovered')
      await expect.poll(() => gateway.metric('events_pending')).toBe(0)
      expect((await honest.stop()).failures).toEqual([])
      const lost = await gateway.metric('events_lost_total')
      expect(storedReferences().size + lost).toBeGreaterThanOrEqual(sent)
      report({ stored: storedReferences().size, lost, megabytes: [before, await memoryOf(gateway.pid)] })
      for (const socket of attackers) socket.destroy()
      await gateway.stop()
    } finally {
      await gateway.stop()
      spawnSync('umount', [events])
    }
  }, 300_000)

  it('does not keep the gateway from ending in order', async ({ skip }) => {
    if (mount('-t', 'tmpfs', '-o', 'size=4k', 'tmpfs') !== 0) return skip('this machine does not let root mount')
    try {
      gateway = await RunningProgram.start(front, { threads: 2, flags: ['--drain', '1'] })
      for (let time = 0; time < 40; time++) await asked('/nowhere', `6.${time}`, hosts.screenconnect)
      await gateway.until('journal.failing')
      expect(await gateway.stop()).toBe(0)
    } finally {
      await gateway.stop()
      spawnSync('umount', [events])
    }
  })
})
