import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '../site/running-service.ts'
import { Front, ports } from './front.ts'
import { HonestClients } from './honest.ts'
import { memoryOf, report, seconds, workOf } from './measured.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, dialTo, isLetIn, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(87)
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

/** Connects so many times, 200 at a time, from 50 addresses, without a word; answers how many connections came about. */
async function flood(connects: number, network: string, hold = 0): Promise<number> {
  let begun = 0
  let made = 0
  const one = async (): Promise<void> => {
    while (begun < connects) {
      const number = begun++
      const localAddress = front.at(`${network}.${(number % 50) + 100}`)
      const socket = connect({ host: front.door, port: number % 2 ? ports.https : ports.relay, localAddress })
      socket.on('error', () => socket.destroy()).on('connect', () => made++)
      socket.once('connect', () => setTimeout(() => socket.destroy(), hold)).resume()
      await once(socket, 'close')
    }
  }
  await Promise.all(Array.from({ length: 200 }, one))
  return made
}

describe('a flood of connects', () => {
  it('from addresses that are refused and from some that are not leaves honest clients at work', async () => {
    front.write()
    gateway = await RunningProgram.start(front, { threads: 2 })
    const before = await memoryOf(gateway.pid)
    const honest = new HonestClients(front, { pause: 20 })
    const start = performance.now()
    await flood(30_000, '66')
    await flood(20_000, '3', 20)
    const taken = seconds(start)
    const experience = await honest.stop()
    const after = await memoryOf(gateway.pid)
    report({ seconds: taken, ...experience, megabytes: [before, after] })
    expect(experience.failures).toEqual([])
    expect(experience.answers).toBeGreaterThan(20)
    expect(await gateway.metric('connections_refused_total')).toBeGreaterThan(29_000)
    expect(after - before).toBeLessThan(200)
    await expect.poll(() => gateway.metric('connections_open')).toBe(0)
  }, 300_000)
})

describe('limits on connections', () => {
  it('hold for each source, over all threads and from accept on, and leave room for others', async () => {
    front.write({ gateway: '  connections: { total: 200, perSource: 30 }' })
    gateway = await RunningProgram.start(front, { threads: 2 })
    const greedy = await Promise.all(Array.from({ length: 100 }, () => dialTo(front, ports.https, '3.7')))
    await expect.poll(() => greedy.filter(({ destroyed }) => !destroyed).length).toBe(30)
    expect(await isLetIn(front, '3.8')).toBe(true)
    for (const socket of greedy) socket.destroy()
    await expect.poll(() => gateway.metric('connections_open')).toBe(0)
    expect(await isLetIn(front, '3.7')).toBe(true)
  })

  it('hold in total, and keep the last ones for the technicians', async () => {
    front.write({ gateway: '  connections: { total: 100, perSource: 50 }' })
    gateway = await RunningProgram.start(front, { threads: 2 })
    const crowd = await Promise.all(Array.from({ length: 300 }, (_, n) => dialTo(front, ports.relay, `3.${n % 200}`)))
    const left = (): number => crowd.filter(({ destroyed }) => !destroyed).length
    await expect.poll(left).toBeLessThanOrEqual(91)
    expect(left()).toBeGreaterThan(80)
    expect(await isLetIn(front, '4.1')).toBe(false)
    const technician = await visit(front, { from: '8.1' })
    expect(statusOf(await ask(technician, requestFor('/automate')))).toBe(200)
    for (const socket of [...crowd, technician]) socket.destroy()
    await expect.poll(() => isLetIn(front, '4.1')).toBe(true)
  })
})

const slow = {
  'slow heads (slowloris)': ['-H', '-t', 'GET', '-i', '3'],
  'slow bodies': ['-B', '-t', 'POST', '-i', '3', '-s', '8192'],
  'slow reads': ['-X', '-w', '1', '-y', '16', '-z', '8', '-n', '3', '-k', '3'],
  ranges: ['-R', '-t', 'HEAD', '-a', '10', '-b', '3000'],
} as const

describe.skipIf(!isInstalled('slowhttptest'))('slowhttptest (needs the Debian package of that name)', () => {
  it('in all its modes at once leaves honest clients at work', async () => {
    // Its Host header is the address that it attacks.
    front.write({ screenconnect: front.door })
    gateway = await RunningProgram.start(front, { threads: 2 })
    const before = await memoryOf(gateway.pid)
    const honest = new HonestClients(front, { pause: 20 })
    const url = (mode: readonly string[]): string =>
      `https://${front.door}:${ports.https}${mode[0] === '-B' ? '/Guest' : '/Bin/bytes.aspx?n=1000000'}`
    const attacks = Object.values(slow).map((mode) => {
      const inputs = [...mode, '-c', '400', '-r', '200', '-l', '9', '-u', url(mode), '-p', '3']
      return once(spawn('slowhttptest', inputs, { stdio: 'ignore', cwd: front.folder }), 'close')
    })
    let most = 0
    const look = async (): Promise<void> => {
      most = Math.max(most, await gateway.metric('connections_open'))
    }
    const looking = setInterval(() => void look(), 500)
    await Promise.all(attacks)
    clearInterval(looking)
    const experience = await honest.stop()
    const after = await memoryOf(gateway.pid)
    report({ most, ...experience, megabytes: [before, after], secondsAtWork: await workOf(gateway.pid) })
    expect(most).toBeGreaterThan(100)
    expect(experience.failures).toEqual([])
    expect(after - before).toBeLessThan(300)
    await expect.poll(() => gateway.metric('connections_open')).toBeLessThan(3)
  }, 300_000)
})
