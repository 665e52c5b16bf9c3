import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { labAddresses, labHosts, usualPorts } from './addresses.ts'
import { Arrivals } from './arrivals.ts'
import { checkIn } from './clients/agent.ts'
import { type Lab, type LabOptions, startLab } from './lab.ts'
import { LabError } from './lab-error.ts'
import { listen } from './listener.ts'
import { policyText } from './policy-text.ts'
import { productServer } from './product-server.ts'
import { screenConnect } from './screenconnect.ts'
import { testPorts } from './test-site.ts'

async function started(options: Partial<LabOptions> = {}): Promise<Lab> {
  const lab = await startLab({ state: 'neglected', network: 73, ports: testPorts, ...options })
  onTestFinished(() => lab.close())
  return lab
}

test('close() ends every session and frees every port', async () => {
  for (const state of ['neglected', 'hardened'] as const) {
    const lab = await started({ state })
    const socket = connect({
      host: lab.servers.screenconnect,
      port: testPorts.relay,
      localAddress: lab.vantages.internet,
    })
    await once(socket, 'data')
    socket.on('error', () => socket.destroy())
    const ended = once(socket, 'close')
    await Promise.all([lab.close(), lab.close(), ended])
    await (await started({ state })).close()
  }
})

test('hidden origins refuse connections where the policy names them, and the site works', async () => {
  const lab = await started({ state: 'hardened', origins: 'hidden' })
  const socket = connect({ host: lab.servers.automateOrigin, port: testPorts.https })
  const [error]: unknown[] = await once(socket, 'error').catch((thrown: unknown) => [thrown])
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  const { vantages, servers, authority } = lab
  const visit = {
    from: vantages.internet,
    address: servers.automate,
    port: testPorts.https,
    host: labHosts.automate,
    authority,
  }
  expect(await checkIn(visit)).toMatchObject({ served: true })
  await lab.close()
})

test('an aborted signal closes the lab', async () => {
  const controller = new AbortController()
  const lab = await started({ signal: controller.signal })
  controller.abort()
  await lab.close()
  await expect(started({ signal: controller.signal })).rejects.toThrow()
})

test('a port that is taken is said in both languages, and nothing stays open', async () => {
  const other = createServer().listen(testPorts.relay, '127.73.1.20')
  await once(other, 'listening')
  const failure: unknown = await started().catch((error: unknown) => error)
  other.close()
  await once(other, 'close')
  expect(failure).toBeInstanceOf(LabError)
  expect(failure).toMatchObject({
    text: { de: expect.stringContaining('127.73.1.20:28041'), en: expect.stringContaining('another program') },
  })
  await (await started()).close()
})

test('simulated users visit the site until it is closed', async () => {
  const lab = await started({ state: 'hardened', traffic: true })
  await expect
    .poll(() =>
      lab
        .stats()
        .requests.map(({ target }) => target)
        .toSorted(),
    )
    .toEqual(['/Guest', '/LabTech/agent.aspx', '/Login'])
  await lab.close()
})

test('the policy names the servers, where they stand and the countries of the vantages', () => {
  expect(parse(policyText(labAddresses(20), usualPorts))).toEqual({
    site: 'Lab',
    language: 'de',
    technicians: ['127.20.8.0/24'],
    countries: ['DE', 'AT', 'CH'],
    servers: {
      automate: { host: 'automate.lab.example', addresses: ['127.20.1.10'], origin: 'https://127.20.2.10' },
      screenconnect: {
        host: 'support.lab.example',
        addresses: ['127.20.1.20'],
        origin: 'http://127.20.2.20:8040',
        relay: 'tcp://127.20.2.20:8041',
      },
    },
    geo: {
      overrides: [
        { prefix: '127.20.8.0/24', country: 'DE' },
        { prefix: '127.20.7.0/24', country: 'DE' },
        { prefix: '127.20.9.0/24', country: 'DE' },
        { prefix: '127.20.10.0/24', country: 'BR' },
      ],
    },
  })
})

test('a long poll is answered with 504 when its time is over', async () => {
  const arrivals = new Arrivals()
  const server = productServer(screenConnect({ version: '26.6.5.9742', longPoll: 20 }), { arrivals })
  const listener = await listen(server, { address: '127.73.1.1', port: testPorts.web, arrivals })
  const answer = await fetch(`http://127.73.1.1:${testPorts.web}/Services/PageService.ashx/GetLiveData`, {
    method: 'POST',
    body: '[]',
  })
  expect(answer.status).toBe(504)
  await listener.close()
})

test('a body over the limit is refused and not kept', async () => {
  const arrivals = new Arrivals()
  const product = { ...screenConnect({ version: '26.6.5.9742' }), mostBodyBytes: 1000 }
  const listener = await listen(productServer(product, { arrivals }), {
    address: '127.73.1.2',
    port: testPorts.web,
    arrivals,
  })
  const socket = connect({ host: '127.73.1.2', port: testPorts.web })
  socket.write(`POST /Guest HTTP/1.1\r\nHost: lab\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(2000)}`)
  const [head]: unknown[] = await once(socket, 'data')
  expect(String(head)).toMatch(/^HTTP\/1\.1 413 /)
  socket.destroy()
  await listener.close()
})
