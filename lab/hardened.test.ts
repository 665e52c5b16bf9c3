import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { labHosts } from './addresses.ts'
import { beat, checkIn } from './clients/agent.ts'
import { overHttp, overHttps } from './clients/exchange.ts'
import { joinRelay, viewGuestPage } from './clients/guest.ts'
import { viewControlCenter, viewSignIn } from './clients/technician.ts'
import { type Lab, startLab } from './lab.ts'
import { testPorts } from './test-site.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ state: 'hardened', network: 72, ports: testPorts })
})
afterAll(() => lab.close())

const visit = (server: 'automate' | 'screenconnect', from = lab.vantages.internet) => ({
  from,
  address: lab.servers[server],
  port: testPorts.https,
  host: labHosts[server],
  authority: lab.authority,
})

test('the internet gets the agents and guests and nothing else', async () => {
  expect(await checkIn(visit('automate'))).toMatchObject({ served: true, detail: '250.436' })
  expect(await viewGuestPage(visit('screenconnect'))).toMatchObject({ served: true })
  expect(await viewControlCenter(visit('automate'))).toMatchObject({ served: false, status: 403 })
  expect(await viewSignIn(visit('screenconnect'))).toMatchObject({ served: false, status: 403 })
  const from = lab.vantages.internet
  const pulse = await beat({ from, address: lab.servers.automate, port: testPorts.heartbeat })
  expect(pulse).toEqual({ served: true, detail: 'idle' })
  const session = await joinRelay({ from, address: lab.servers.screenconnect, port: testPorts.relay })
  expect(session).toEqual({ served: true, detail: 'welcome' })
})

test('technicians get their areas too, but no setup wizard', async () => {
  const from = lab.vantages.technicians
  expect(await viewControlCenter(visit('automate', from))).toMatchObject({ served: true })
  expect(await viewSignIn(visit('screenconnect', from))).toMatchObject({ served: true })
  for (const path of ['/SetupWizard.aspx', '/SetupWizard.aspx/x', '/%2553etupWizard.aspx/x']) {
    expect((await overHttps({ ...visit('screenconnect', from), path })).status).toBe(404)
  }
})

test('foreign networks are turned away before anything is said', async () => {
  const from = lab.vantages.abroad
  const before = lab.stats()
  expect(await checkIn(visit('automate', from))).toMatchObject({ served: false })
  expect(await viewGuestPage(visit('screenconnect', from))).toMatchObject({ served: false })
  const session = await joinRelay({ from, address: lab.servers.screenconnect, port: testPorts.relay })
  expect(session).toMatchObject({ served: false })
  const after = lab.stats()
  expect(after.turnedAway - before.turnedAway).toBe(3)
  expect(after.requests).toEqual(before.requests)
})

test('the origins talk to the front only', async () => {
  const origin = { ...visit('screenconnect'), address: lab.servers.screenconnectOrigin, port: testPorts.web, path: '/' }
  await expect(overHttp(origin)).rejects.toThrow()
  const asFront = { ...origin, from: lab.servers.front }
  expect((await overHttp(asFront)).status).toBe(200)
})

test.each(['http', 'database', 'solutionCenter', 'fileRedirector', 'web'] as const)(
  'the port %s is closed',
  async (name) => {
    const socket = connect({ host: lab.servers.automate, port: testPorts[name] })
    const [error] = await once(socket, 'error').catch((thrown: unknown) => [thrown])
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  },
)

test('TLS below 1.2 is refused and the certificate is the authority’s', async () => {
  const { address, port, host } = visit('automate')
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
  const refused = connectTls({ host: address, port, servername: host, ca: lab.authority, ...old })
  await expect(once(refused, 'secureConnect')).rejects.toThrow()
  const socket = connectTls({ host: address, port, servername: host, ca: lab.authority })
  await once(socket, 'secureConnect')
  expect(socket.authorized).toBe(true)
  socket.destroy()
})

test.each([
  ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['GET /LabTech/agent.aspx HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 421 /],
  [
    'GET /a/../LabTech/agent.aspx HTTP/1.1\r\nHost: automate.lab.example\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 400 /,
  ],
  [
    'GET /LabTech/agent.aspx HTTP/1.1\r\nHost: automate.lab.example\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 200 .*250\.436/s,
  ],
  ['NONSENSE\r\n\r\n', /^$/],
])('the front answers %j without a product banner', async (request, expected) => {
  const { address, port, host } = visit('automate')
  const socket = connectTls({ host: address, port, servername: host, ca: lab.authority })
  socket.write(request)
  let heard = ''
  for await (const chunk of socket) heard += String(chunk)
  expect(heard).toMatch(expected)
  expect(heard).not.toMatch(/^(server|x-powered-by|x-aspnet-version):/im)
})

test('a version in Script.ashx is all that the site tells of itself', async () => {
  const { body } = await overHttps({ ...visit('screenconnect'), path: '/Script.ashx' })
  expect(body).toContain('"productVersion":"26.6.5.9742"')
})
