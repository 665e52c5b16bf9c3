import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { bollwerk } from '../cli/bollwerk.ts'
import { Front, hosts, ports } from './front.ts'
import { preparedGeo } from './geo.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, isLetIn, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(90)
let origin: Origin
let gateway: RunningProgram | undefined
beforeAll(async () => {
  origin = await Origin.open(front.origin)
})
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})
afterAll(async () => {
  await origin.stop()
  front.remove()
})

async function asked(path: string, from: string, host: string = hosts.automate): Promise<number> {
  const socket = await visit(front, { from })
  const status = statusOf(await ask(socket, requestFor(path, { host })))
  socket.destroy()
  return status
}

it('refuses nothing with --observe but what is always closed, and tells what it would have refused', async () => {
  front.write({ gateway: `  blocked: [${front.at('77.1')}]` })
  gateway = await RunningProgram.start(front, { flags: ['--observe'] })
  expect(await asked('/LabTech/agent.aspx', '66.1')).toBe(200)
  expect(await asked('/automate', '3.1')).toBe(200)
  expect(await isLetIn(front, '77.1')).toBe(true)
  expect(await asked('/SetupWizard.aspx', '3.1', hosts.screenconnect)).toBe(404)
  expect(await asked('/SetupWizard.aspx/x', '8.1', hosts.screenconnect)).toBe(404)
  for (const rule of ['country', 'audience', 'block-list']) {
    expect(await gateway.metric('requests_total', `rule="${rule}`)).toBeGreaterThan(0)
  }
})

it('refuses the same without --observe', async () => {
  front.write({ gateway: `  blocked: [${front.at('77.1')}]` })
  gateway = await RunningProgram.start(front)
  await expect(asked('/LabTech/agent.aspx', '66.1')).rejects.toThrow()
  expect(await asked('/automate', '3.1')).toBe(403)
  expect(await asked('/automate', '8.1')).toBe(200)
  expect(await isLetIn(front, '77.1')).toBe(false)
})

it('tells how old its geo data are and whose, and the metrics say that and when certificates end', async () => {
  const started = await RunningProgram.start(front)
  gateway = started
  // The log reaches stderr by itself, the word that the gateway is up at once.
  await expect.poll(() => started.logged('geo.age')).toHaveLength(2)
  const ages = started.logged('geo.age')
  for (const age of ages)
    expect(age).toMatchObject({ days: expect.any(Number), attribution: expect.stringMatching(/NRO|DB-IP/) })
  const metrics = await gateway.metrics()
  expect(metrics.match(/^bollwerk_geo_data_age_seconds\{.*\} \d+/gm)).toHaveLength(2)
  expect(metrics.match(/^bollwerk_certificate_days_left\{host=".*"\} \d+/gm)).toHaveLength(2)
})

it('works with a folder of state that cannot be written, and warns of it', async () => {
  front.write({ gateway: `  blocked: [${front.at('77.1')}]` })
  // No folder can be made inside a file, not even by root.
  gateway = await RunningProgram.start(front, { stateFolder: `${front.policyFile}/state` })
  expect(await asked('/LabTech/agent.aspx', '3.1')).toBe(200)
  await expect(asked('/LabTech/agent.aspx', '66.1')).rejects.toThrow()
  for (const code of ['geo.not-kept', 'memory.failing']) await gateway.until(code)
  expect(await gateway.stop()).toBe(0)
})

it('answers whoever asks for metrics and nothing else', async () => {
  gateway = await RunningProgram.start(front)
  const place = `http://${front.door}:${ports.metrics}`
  const answer = await fetch(`${place}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toContain('bollwerk_connections_open')
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics', 'POST'],
    ['/metrics/..%2f', 'GET'],
  ] as const) {
    expect((await fetch(`${place}${path}`, { method })).status).toBe(404)
  }
})

it('says so and ends, with nothing left open, if the port for metrics is taken', async () => {
  await preparedGeo(front.stateFolder)
  const other = createServer().listen(ports.metrics, front.door)
  await once(other, 'listening')
  const own = ['--policy', front.policyFile, '--state-folder', front.stateFolder, '--self-signed', '--lang', 'en']
  const inputs = ['gateway', ...own, '--metrics', `${front.door}:${ports.metrics}`]
  const ended = await bollwerk(inputs, { cwd: front.folder })
  other.close()
  expect(ended.stderr).toContain(`Port ${ports.metrics} is already in use`)
  expect(ended.code).toBe(exitCodes.incomplete)
})
