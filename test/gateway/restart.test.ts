import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { Front, hosts } from './front.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(84)
const file = join(front.stateFolder, 'bans.jsonl')
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

async function asGuest(path: string, from: string): Promise<number> {
  const socket = await visit(front, { from })
  const status = statusOf(await ask(socket, requestFor(path, { host: hosts.screenconnect })))
  socket.destroy()
  return status
}

it('keeps bans over a restart, in a file for its owner alone', async () => {
  gateway = await RunningProgram.start(front)
  expect(await asGuest('/', '3.5')).toBe(200)
  expect(await asGuest('/SetupWizard.aspx/x', '3.5')).toBe(404)
  expect(await asGuest('/', '3.5')).toBe(403)
  expect(await gateway.stop()).toBe(0)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain(front.at('3.5'))
  gateway = await RunningProgram.start(front)
  expect(gateway.logged('memory.restored')).toMatchObject([{ bans: 1 }])
  expect(await asGuest('/', '3.5')).toBe(403)
  expect(await asGuest('/', '3.6')).toBe(200)
  expect(await gateway.metric('bans_active')).toBe(1)
})

it('tells that the file is damaged and starts without it', async () => {
  const whole = readFileSync(file, 'utf8')
  writeFileSync(file, whole.slice(0, whole.length - 20))
  gateway = await RunningProgram.start(front)
  expect(gateway.logged('memory.damaged')).toHaveLength(1)
  expect(await asGuest('/', '3.5')).toBe(200)
  expect(await gateway.stop()).toBe(0)
  expect(readFileSync(file, 'utf8')).toMatch(/\{"lines":0\}\n$/)
})
