import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SecurityEvent } from '../../src/gateway/events/event.ts'
import { readEvents } from '../../src/gateway/events/find.ts'
import { Front, hosts } from './front.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, requestFor, statusOf, visit } from './visitors.ts'
import { pause } from './wire.ts'

const front = new Front(107)
let origin: Origin
let gateway: RunningProgram
beforeAll(async () => {
  origin = await Origin.open(front.origin)
  gateway = await RunningProgram.start(front, { threads: 2 })
})
afterAll(async () => {
  await gateway.stop()
  await origin.stop()
  front.remove()
})

const wizard = '/SetupWizard.aspx'

/** The status of one request to ScreenConnect on a connection of its own; 0 if not even that is to be had. */
async function statusFor(from: string, path: string, method = 'GET'): Promise<number> {
  const socket = await visit(front, { from }).catch(() => undefined)
  if (socket === undefined) return 0
  const lines = method === 'POST' ? 'Content-Length: 0\r\n' : ''
  try {
    return statusOf(await ask(socket, requestFor(path, { host: hosts.screenconnect, method, lines })))
  } finally {
    socket.destroy()
  }
}

/** Puts a policy in force that opens the wizard for an address until so many milliseconds from now. */
async function open(address: string, left: number): Promise<void> {
  const adopted = gateway.logged('policy.adopted').length
  const until = new Date(Date.now() + left).toISOString().replace(/\.\d+Z$/, 'Z')
  front.write({ gateway: `  opened: [{ area: screenconnect.setup, address: ${front.at(address)}, until: ${until} }]` })
  while (gateway.logged('policy.adopted').length === adopted) await pause(20)
}

it('opens the setup wizard for one address and for as long as the policy says', async () => {
  expect(await statusFor('66.7', wizard)).toBe(0)
  expect(await statusFor('8.7', wizard)).toBe(404)
  await open('66.7', 600_000)
  expect(gateway.logged('area.opened')).toMatchObject([
    { area: 'screenconnect.setup', msg: expect.stringContaining(front.at('66.7')) },
  ])
  // Both threads answer, so several connections are needed to meet each.
  for (let visits = 0; visits < 6; visits++) await expect.poll(() => statusFor('66.7', wizard)).toBe(200)
  expect(await statusFor('66.7', `${wizard}/step`, 'POST')).toBe(200)
  const kept = await visit(front, { from: '66.7' })
  const again = requestFor(wizard, { host: hosts.screenconnect })
  expect(statusOf(await ask(kept, again))).toBe(200)
  await open('66.7', 3_000)
  // The first one is that of the opening that was replaced; the second one may be over before it is looked at.
  await expect.poll(() => gateway.logged('area.closed').length + gateway.logged('area.over').length).toBe(2)
  expect(statusOf(await ask(kept, again))).toBe(404)
  kept.destroy()
  for (let visits = 0; visits < 6; visits++) expect(await statusFor('66.7', wizard)).toBe(0)
})

it('opens it for nobody else, and nothing else for that address', async () => {
  await open('66.9', 600_000)
  await expect.poll(() => statusFor('66.9', wizard)).toBe(200)
  expect(await statusFor('66.10', wizard)).toBe(0)
  expect(await statusFor('8.7', wizard)).toBe(404)
  expect(await statusFor('66.9', '/Login')).toBe(403)
  expect(await statusFor('66.9', `${wizard}?__VIEWSTATE=${'A'.repeat(64)}`)).toBe(404)
  expect(await statusFor('66.9', wizard, 'DELETE')).toBe(405)
})

it('writes every request that was let in to the security journal', async () => {
  const range = { since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 3_600_000) }
  const opened = async (): Promise<readonly SecurityEvent[]> => {
    const events = await Array.fromAsync(readEvents(join(front.stateFolder, 'events'), range))
    return events.filter(({ rule }) => rule === 'opened')
  }
  // A moment passes between an answer and the disk.
  await expect.poll(opened).toHaveLength(9)
  expect((await opened())[0]).toMatchObject({
    verdict: 'forward',
    area: 'screenconnect.setup',
    address: expect.stringMatching(/\.66\.[79]$/),
    path: expect.stringContaining(wizard),
  })
  expect(await gateway.metric('requests_total', 'rule="opened"')).toBe(9)
})

it('is explained', () => {
  const to = `https://${hosts.screenconnect}${wizard}`
  const flags = ['--policy', front.policyFile, '--state-folder', front.stateFolder, '--lang', 'en', '--to', to]
  const explained = (from: string): string =>
    execFileSync(process.execPath, [resolve('bin/bollwerk.js'), 'explain', '--from', front.at(from), ...flags], {
      encoding: 'utf8',
    })
  expect(explained('66.9')).toMatch(/^Let through: .*open for this address.* \[opened\]/)
  expect(explained('66.9')).toMatch(/never .*screenconnect\.setup, opened for this address/)
  expect(explained('8.7')).toMatch(/^Refused \(404\)/)
})

it('opens nothing for longer than an hour, and nothing that is over, while the policy holds', async () => {
  const [closed, over] = ['area.closed', 'area.over'].map((code) => gateway.logged(code).length)
  await open('66.11', 2 * 3_600_000)
  expect(gateway.logged('area.not-opened')).toMatchObject([{ level: 'error', area: 'screenconnect.setup' }])
  expect(await statusFor('66.11', wizard)).toBe(0)
  await open('66.11', -60_000)
  expect(gateway.logged('area.over')).toHaveLength((over ?? 0) + 1)
  expect(await statusFor('66.11', wizard)).toBe(0)
  // What was open before is closed as soon as no policy says so any more.
  expect(gateway.logged('area.closed')).toHaveLength((closed ?? 0) + 1)
  expect(await statusFor('66.9', wizard)).toBe(0)
})
