import { afterAll, beforeAll, expect, it } from 'vitest'
import { Front, hosts } from './front.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(83)
let origin: Origin
let gateway: RunningProgram
beforeAll(async () => {
  origin = await Origin.open(front.origin)
  front.write({ gateway: `  proxies: { networks: [${front.at('5.0/24')}], tell: x-forwarded-for }` })
  gateway = await RunningProgram.start(front)
})
afterAll(async () => {
  await gateway.stop()
  await origin.stop()
  front.remove()
})

const technicians = '/Administration'
const agents = '/LabTech/agent.aspx'

/** The status of one request from an address, with what it says of whom it speaks for. */
async function statusFor(from: string, path: string, forwardedFor: readonly string[]): Promise<number> {
  const socket = await visit(front, { from })
  try {
    const lines = forwardedFor.map((value) => `X-Forwarded-For: ${value}\r\n`).join('')
    const host = path === technicians ? hosts.screenconnect : hosts.automate
    return statusOf(await ask(socket, requestFor(path, { host, lines })))
  } finally {
    socket.destroy()
  }
}

it('believes a trusted proxy whom it speaks for', async () => {
  expect(await statusFor('5.1', agents, [front.at('3.7')])).toBe(200)
  expect(await statusFor('5.1', agents, [front.at('66.7')])).toBe(403)
  expect(await statusFor('5.1', technicians, [front.at('8.7')])).toBe(200)
  expect(await statusFor('5.1', technicians, [front.at('3.7')])).toBe(403)
})

it('believes nobody else', async () => {
  expect(await statusFor('3.1', technicians, [front.at('8.7')])).toBe(403)
  expect(await statusFor('3.1', agents, [front.at('66.7')])).toBe(200)
})

it('counts only what stands right of the last untrusted address, over several lines too', async () => {
  expect(await statusFor('5.1', technicians, [`${front.at('8.7')}, ${front.at('3.7')}`])).toBe(403)
  expect(await statusFor('5.1', technicians, [front.at('8.7'), front.at('3.7')])).toBe(403)
  expect(await statusFor('5.1', technicians, [front.at('3.7'), `${front.at('8.7')}, ${front.at('5.9')}`])).toBe(200)
})

it('judges each request of one connection by its own client', async () => {
  const socket = await visit(front, { from: '5.1' })
  const asked = (client: string): Promise<string> =>
    ask(socket, requestFor(agents, { lines: `X-Forwarded-For: ${front.at(client)}\r\n` }))
  expect(statusOf(await asked('3.7'))).toBe(200)
  expect(statusOf(await asked('66.7'))).toBe(403)
  expect(statusOf(await asked('3.8'))).toBe(200)
  socket.destroy()
})
