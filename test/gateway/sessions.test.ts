import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { openLog } from '../../src/gateway/log.ts'
import { type PolicyWatch, watchPolicy } from '../../src/gateway/policy-watch.ts'
import { Issuer } from '../../src/gateway/tls/issuer-fixture.ts'
import { policyOf } from '../../src/policy/policy-fixture.ts'
import { Front, hosts, ports } from './front.ts'
import { preparedGeo } from './geo.ts'
import { HonestClients } from './honest.ts'
import { report } from './measured.ts'
import { Origin } from './origin.ts'
import { dialTo, isLetIn, requestFor, visit } from './visitors.ts'

const front = new Front(82)
const told: string[] = []
let origin: Origin
let gateway: Gateway
let watch: PolicyWatch
let issuer: Issuer

const certificates = `  tls: { certificates: [{ certificate: tls.pem, key: tls.pem }] }\n`
const blocking = (last: number): string => `  blocked: [${front.at(`77.${last}`)}]\n${certificates}`

async function renew(): Promise<void> {
  const { certificate, key } = await issuer.issue({ hosts: [hosts.automate, hosts.screenconnect] })
  writeFileSync(join(front.folder, 'tls.pem'), `${key}${certificate}`)
}

beforeAll(async () => {
  issuer = await Issuer.create()
  await renew()
  await preparedGeo(front.stateFolder)
  origin = await Origin.open(front.origin)
  const policyText = front.write({ gateway: certificates })
  const log = openLog({ form: 'json', language: 'en', write: (line) => void told.push(line) })
  gateway = await startGateway({
    policy: policyOf(policyText),
    policyText,
    policyFolder: front.folder,
    stateFolder: front.stateFolder,
    observeAll: false,
    threads: 2,
    selfSigned: false,
    log,
    heartbeatOriginPort: 28_075,
  })
  watch = watchPolicy({ path: front.policyFile, text: policyText }, gateway, log)
})
afterAll(async () => {
  watch?.close()
  await gateway?.stop(0)
  await origin?.stop()
  front.remove()
})

/** Sessions of every kind, each asked again and again; `stop` answers how often each was answered. */
async function openSessions(): Promise<{ closed: string[]; stop(): Promise<Record<string, number>> }> {
  const closed: string[] = []
  const counts = { relay: 0, webSocket: 0, heartbeat: 0 }
  const relay = await dialTo(front, ports.relay)
  const socket = await visit(front)
  const lines = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
  socket.write(requestFor('/LabTech/socket.aspx', { lines: `${lines}Sec-WebSocket-Version: 13\r\n` }))
  expect(String(await once(socket, 'data'))).toContain('101')
  const heartbeat = createSocket('udp4')
  await new Promise<void>((resume) => heartbeat.bind(0, front.at('3.1'), resume))
  relay.on('data', () => counts.relay++).on('close', () => closed.push('relay'))
  socket.on('data', () => counts.webSocket++).on('close', () => closed.push('WebSocket'))
  heartbeat.on('message', () => counts.heartbeat++)
  const timer = setInterval(() => {
    relay.write('r')
    socket.write('w')
    heartbeat.send('h', ports.heartbeat, front.door)
  }, 50)
  const stop = async (): Promise<typeof counts> => {
    clearInterval(timer)
    await new Promise((resume) => setTimeout(resume, 200))
    const answered = { ...counts }
    relay.destroy()
    socket.destroy()
    heartbeat.close()
    return answered
  }
  return { closed, stop }
}

/** Waits until nobody from an address is let in any more, by whichever thread. */
async function untilShut(from: string): Promise<void> {
  for (let refused = 0; refused < 6; ) refused = (await isLetIn(front, from)) ? 0 : refused + 1
}

describe('a hundred changes of the policy under load', () => {
  it('close no session, fail no connect, and each comes into force', async () => {
    const sessions = await openSessions()
    const poll = await visit(front)
    poll.write(requestFor('/LabTech/wait.aspx?n=10000'))
    let polled = ''
    poll.on('data', (chunk: Buffer) => {
      polled += chunk.toString('latin1')
    })
    const honest = new HonestClients(front)
    const waits: number[] = []
    const served = new Set<string>()
    for (let change = 0; change < 100; change++) {
      const start = performance.now()
      front.write({ gateway: blocking(change + 1) })
      // Most are looked for at once, to save time; the others are found when they are found.
      if (change % 25 !== 0) await watch.look()
      await untilShut(`77.${change + 1}`)
      waits.push(performance.now() - start)
      if (change % 40 === 20) await renew()
      if (change % 20 === 0) served.add(await servedSerial())
    }
    await expect.poll(async () => served.add(await servedSerial()).size, { timeout: 200_000, interval: 1000 }).toBe(3)
    expect(await isLetIn(front, '77.99')).toBe(true)
    await expect.poll(() => polled).toContain('waited')
    const experience = await honest.stop()
    expect(experience.failures).toEqual([])
    expect(experience.answers).toBeGreaterThan(100)
    const answered = await sessions.stop()
    expect(sessions.closed).toEqual([])
    for (const count of Object.values(answered)) expect(count).toBeGreaterThan(20)
    report({ ...experience, ...answered, slowest: Math.round(Math.max(...waits)) })
  }, 400_000)

  it.each([
    ['that is no YAML', ': [', 'policy.refused'],
    ['with a word that nobody knows', '  speed: fast\n', 'policy.refused'],
    ['that names a file that is not there', '  originCertificates: { automate: absent.pem }\n', 'policy.failed'],
    ['that names a certificate that is none', '  originCertificates: { automate: bollwerk.yaml }\n', 'policy.failed'],
  ])('change nothing and are logged, if it is one %s', async (_what, gateway, code) => {
    front.write({ gateway: blocking(200) })
    await watch.look()
    await untilShut('77.200')
    const before = told.length
    front.write({ scheme: 'https', gateway: `${gateway}  blocked: [${front.at('3.1')}]\n${certificates}` })
    await watch.look()
    expect(told.slice(before).map((line) => JSON.parse(line).code)).toEqual([code])
    expect(await isLetIn(front, '3.1')).toBe(true)
    expect(await isLetIn(front, '77.200')).toBe(false)
  })

  it('do not read a file that is half written', async () => {
    front.write({ gateway: blocking(201) })
    await watch.look()
    const whole = readFileSync(front.policyFile, 'utf8')
    const before = told.length
    let looks = 0
    const looking = (async () => {
      for (; looks < 5; looks++) await watch.look()
    })()
    // A piece for each turn: no two readings find the same one, however long a turn takes.
    for (let length = 100; looks < 5; length = length < whole.length ? length + 1 : 100) {
      writeFileSync(front.policyFile, whole.slice(0, length))
      await new Promise((resume) => setImmediate(resume))
    }
    writeFileSync(front.policyFile, whole)
    await looking
    expect(told.slice(before)).toEqual([])
  })
})

async function servedSerial(): Promise<string> {
  const socket = await visit(front)
  const { serialNumber } = socket.getPeerCertificate()
  socket.destroy()
  return serialNumber
}
