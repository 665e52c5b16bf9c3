import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectTls, type PeerCertificate, type SecureVersion } from 'node:tls'
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
  lab = await startLab({ state: 'neglected', network: 71, ports: testPorts })
})
afterAll(() => lab.close())

const visit = (server: 'automate' | 'screenconnect', from = lab.vantages.internet) => ({
  from,
  address: lab.servers[server],
  port: testPorts.https,
  host: labHosts[server],
})

async function say(address: string, port: number, text: string): Promise<string> {
  const socket = connect({ host: address, port })
  socket.write(text, 'latin1')
  let heard = ''
  for await (const chunk of socket) heard += Buffer.isBuffer(chunk) ? chunk.toString('latin1') : ''
  return heard
}

async function shake(server: 'automate' | 'screenconnect', version: SecureVersion): Promise<PeerCertificate> {
  const { address, port, host } = visit(server)
  const only = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0', rejectUnauthorized: false }
  const socket = connectTls({ host: address, port, servername: host, ca: lab.authority, ...only })
  await once(socket, 'secureConnect')
  const certificate = socket.getPeerCertificate()
  expect(socket.getProtocol()).toBe(version)
  socket.destroy()
  return certificate
}

test('agents, guests and technicians are served from everywhere', async () => {
  for (const from of Object.values(lab.vantages)) {
    expect(await checkIn(visit('automate', from))).toMatchObject({ served: true, detail: '220.105' })
    expect(await viewControlCenter(visit('automate', from))).toMatchObject({ served: true })
    expect(await viewGuestPage(visit('screenconnect', from))).toMatchObject({ served: true })
    expect(await viewSignIn(visit('screenconnect', from))).toMatchObject({ served: true })
    const [automate, support] = [lab.servers.automate, lab.servers.screenconnect]
    expect(await beat({ from, address: automate, port: testPorts.heartbeat })).toMatchObject({ detail: 'idle' })
    expect(await joinRelay({ from, address: support, port: testPorts.relay })).toMatchObject({ served: true })
  }
})

test('plain HTTP and the origins serve the same products', async () => {
  for (const address of [lab.servers.automate, lab.servers.automateOrigin]) {
    const plain = { ...visit('automate'), address, port: testPorts.http, path: '/labtech/AGENT.aspx/x' }
    expect((await overHttp(plain)).body).toBe('||||||220.105')
  }
  const origin = { ...visit('screenconnect'), address: lab.servers.screenconnectOrigin, port: testPorts.web }
  expect((await overHttp({ ...origin, path: '/Script.ashx' })).body).toContain('"productVersion":"23.9.7.8804"')
})

test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('TLS is offered as %s', async (version) => {
  const automate = await shake('automate', version)
  expect(automate.issuer).toEqual(automate.subject)
  const screenconnect = await shake('screenconnect', version)
  expect(Date.parse(screenconnect.valid_to)).toBeLessThan(Date.now())
})

test.each([
  ['/SetupWizard.aspx', false],
  ['/SetupWizard.aspx/', true],
  ['/setupwizard.aspx/x', true],
  ['/%53etupWizard.aspx/x', true],
  ['/SetupWizard.aspx%2Fx', true],
  ['//SetupWizard.aspx//x', true],
  ['/x/../SetupWizard.aspx/x', true],
  ['/%2553etupWizard.aspx/x', false],
])('the setup wizard of a vulnerable ScreenConnect opens at %s: %s', async (path, open) => {
  const { body } = await overHttps({ ...visit('screenconnect'), path })
  expect([body.includes('SetupWizardPage'), body.includes('ContentPanel SetupWizard')]).toEqual([open, open])
})

test.each([
  ['Invalid Hostname', 'no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['Invalid Hostname', 'a blank in the host', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
  ['Invalid URL', 'a NUL in the path', 'GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['Invalid Verb', 'no HTTP', 'NONSENSE\r\n\r\n'],
  ['Invalid Header', 'a blank in a name', 'GET / HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n'],
  ['Request Too Long', '20,000 bytes of header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
])('http.sys itself refuses with %s: %s', async (fault, _name, request) => {
  const heard = await say(lab.servers.automate, testPorts.http, request)
  expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(heard).toContain('Server: Microsoft-HTTPAPI/2.0\r\n')
  expect(heard).toContain(fault)
})

test('the products name themselves in every answer', async () => {
  const request = 'HEAD / HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n'
  const automate = await say(lab.servers.automate, testPorts.http, request)
  expect(automate).toContain('Server: Microsoft-IIS/10.0\r\nX-Powered-By: ASP.NET\r\n')
  const screenconnect = await say(lab.servers.screenconnect, testPorts.web, request)
  expect(screenconnect).toMatch(/Server: ScreenConnect\/23\.9\.7\.8804-\d+ Microsoft-HTTPAPI\/2\.0\r\n/)
})

test('the database greets everyone and lets nobody in', async () => {
  const heard = Buffer.from(await say(lab.servers.automate, testPorts.database, '\x01\x00\x00\x01\x00'), 'latin1')
  const greeting = heard.subarray(4, 4 + heard.readUIntLE(0, 3))
  expect(greeting[0]).toBe(10)
  expect(greeting.subarray(1, greeting.indexOf(0)).toString()).toBe('5.7.44-log')
  expect(greeting.toString('latin1')).toMatch(/mysql_native_password\0$/)
  const refusal = heard.subarray(4 + greeting.length)
  expect([refusal[4], refusal.readUInt16LE(5)]).toEqual([0xff, 1045])
})

test('what arrives is counted, with what was no HTTP at all', async () => {
  await overHttps({
    ...visit('screenconnect'),
    path: '/Services/PageService.ashx/SendFeedback',
    method: 'POST',
    body: '[]',
  })
  const stats = lab.stats()
  expect(stats.methods).toMatchObject({ POST: 1, malformed: 3 })
  expect(stats.requests).toContainEqual({
    server: 'automate',
    method: 'GET',
    target: '/LabTech/agent.aspx',
    from: lab.vantages.internet,
  })
  expect(stats).toMatchObject({ bodyBytes: 2, heartbeats: 4, relaySessions: 4, databaseGreetings: 1, troubles: [] })
})
