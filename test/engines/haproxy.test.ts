import { once } from 'node:events'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { connect as dialTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isSecurityEvent } from '../../src/gateway/events/event.ts'
import { type Answer, exchange } from './client.ts'
import { Origin } from './origin.ts'
import { haproxyVersion, type RunningHaproxy, startedFor } from './running-haproxy.ts'
import {
  automateHost,
  engineAddress,
  type Neighbourhood,
  neighbourhoods,
  ports,
  siteWith,
  supportHost,
} from './site.ts'

let origin: Origin
let relay: Server
let engine: RunningHaproxy | undefined

beforeAll(async () => {
  origin = await Origin.open((target) => (target.startsWith('/Guest/missing') ? 404 : 200))
  relay = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket)).listen(ports.relayOrigin)
  await once(relay, 'listening')
})

afterEach(async () => {
  await engine?.stop()
  engine = undefined
})

afterAll(() => {
  origin.close()
  relay.close()
})

function addressOf(from: Neighbourhood): string {
  return `127.${neighbourhoods[from]}.9.9`
}

interface Asking {
  readonly method?: string
  readonly target: string
  readonly host?: string
  readonly headers?: readonly string[]
}

async function ask(from: Neighbourhood, ...askings: readonly Asking[]): Promise<readonly Answer[]> {
  const requests = askings.map(({ method = 'GET', target, host = supportHost, headers = [] }) => ({
    method,
    text: `${[`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...headers].join('\r\n')}\r\n\r\n`,
  }))
  return await exchange({ host: engineAddress, port: ports.plain, localAddress: addressOf(from) }, requests)
}

const times = (count: number, asking: Asking): readonly Asking[] => Array.from({ length: count }, () => asking)
const statusesOf = (answers: readonly Answer[]): readonly number[] => answers.map(({ status }) => status)

/** What came back for some bytes until the other end was silent for a while, or ended. */
async function said(socket: Socket, bytes: string | Buffer): Promise<string> {
  socket.on('error', () => socket.destroy())
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
  })
  socket.write(bytes)
  await Promise.race([once(socket, 'close'), new Promise((resolve) => setTimeout(resolve, 1000))])
  socket.destroy()
  return text
}

describe.skipIf(haproxyVersion === undefined)(`HAProxy ${haproxyVersion ?? '(absent)'}`, () => {
  it('answers refusals with the page of the gateway, in the form that is asked for, and writes them down', async () => {
    engine = await startedFor(siteWith())
    const [html, json, text] = await ask(
      'french',
      { target: '/Guest?secret=word', headers: ['Accept: text/html', 'Accept-Language: en'] },
      { target: '/Guest', headers: ['Accept: application/json'] },
      { target: '/SetupWizard.aspx/x' },
    )
    expect(html?.body).toMatch(/^<!doctype html><html lang="en">.*Access refused.*<code>HA-[0-9A-F-]{14}<\/code>/)
    expect(html?.body).toContain('Helpdesk 100 %')
    const reference = json?.headers.get('x-bollwerk-reference')
    expect(JSON.parse(json?.body ?? '')).toMatchObject({ schema: 'bollwerk.refusal/1', status: 403, reference })
    expect(text?.status).toBe(404)
    expect(text?.body).toMatch(/^404 Access refused .*HA-/)
    const events = await engine.stop()
    engine = undefined
    expect(events.every((event) => isSecurityEvent(event))).toBe(true)
    expect(events.map(({ rule }) => rule)).toEqual(['country', 'country', 'patch.cve-2024-1709'])
    expect(events[1]?.reference).toBe(reference)
    expect(JSON.stringify(events)).not.toContain('word')
  })

  it('limits how often a source asks, and how often it signs in', async () => {
    const lines = `areas:
  screenconnect.guests: { rate: { perMinute: 60, burst: 5 } }`
    engine = await startedFor(siteWith({ lines }))
    const answers = await ask('german', ...times(8, { target: '/Guest' }))
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    expect(answers[5]?.headers.get('retry-after')).toBe('30')
    const signIns = await ask(
      'technician',
      ...times(12, { method: 'POST', target: '/Login', headers: ['Content-Length: 0'] }),
    )
    expect(statusesOf(signIns)).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429])
  })

  it('refuses bodies that are larger than an area needs', async () => {
    engine = await startedFor(siteWith())
    const [tooLarge] = await ask('german', { method: 'POST', target: '/Guest', headers: ['Content-Length: 16777217'] })
    const [unwanted] = await ask('german', {
      target: '/LabTech/Deployment.aspx',
      host: automateHost,
      headers: ['Content-Length: 9'],
    })
    expect([tooLarge?.status, unwanted?.status]).toEqual([413, 413])
  })

  it('bans from an area whoever meets too many refusals of the product, but no technician', async () => {
    engine = await startedFor(siteWith())
    const missing = times(20, { target: '/Guest/missing' })
    const agent = { target: '/LabTech/agent.aspx', host: automateHost }
    const answers = await ask('german', ...missing, { target: '/Guest' }, agent)
    expect(statusesOf(answers).slice(-3)).toEqual([404, 403, 200])
    expect(statusesOf(await ask('technician', ...missing, { target: '/Guest' })).at(-1)).toBe(200)
  })

  it('bans from all that people use whoever tries an exploit, and lets the agents behind the same address go on', async () => {
    engine = await startedFor(siteWith())
    const agent = { target: '/LabTech/agent.aspx', host: automateHost }
    const answers = await ask(
      'german',
      { target: '/Guest' },
      { target: '/SetupWizard.aspx/x' },
      { target: '/Guest' },
      agent,
    )
    expect(statusesOf(answers)).toEqual([200, 404, 403, 200])
  })

  it('tells the origin nothing that a client says of itself', async () => {
    engine = await startedFor(siteWith())
    const forged = [
      'X-Forwarded-For: 1.2.3.4',
      'X-Forwarded-Host: x',
      'Forwarded: for=1',
      'X-Original-URL: /',
      'X-Real-IP: 1',
    ]
    const [answer] = await ask('german', { target: '/Guest', headers: forged })
    expect(answer?.headers.get('x-told')).toBe('host x-forwarded-for x-forwarded-proto')
    expect(answer?.headers.get('x-from')).toBe(addressOf('german'))
  })

  it('carries the relay for those whom its area lets in', async () => {
    engine = await startedFor(siteWith())
    const call = (from: Neighbourhood): Promise<string> =>
      said(dial({ host: engineAddress, port: ports.relay, localAddress: addressOf(from) }), '\x01\x02relay')
    expect(await call('german')).toBe('\x01\x02relay')
    expect(await call('technician')).toBe('\x01\x02relay')
    expect(await call('french')).toBe('')
    expect(await call('blocked')).toBe('')
  })

  it('tells TLS, plain HTTP and the relay apart on one port', async () => {
    engine = await startedFor(siteWith({ relayPort: ports.https, plain: 'redirect' }))
    const place = (from: Neighbourhood) => ({ host: engineAddress, port: ports.https, localAddress: addressOf(from) })
    const request = `GET /Guest HTTP/1.1\r\nHost: ${supportHost}\r\nConnection: close\r\n\r\n`
    const secure = dialTls({ ...place('german'), servername: supportHost, rejectUnauthorized: false })
    expect(await said(secure, request)).toMatch(/^HTTP\/1.1 200 .*x-from: 127[.]10[.]9[.]9\r\n/s)
    const stranger = dialTls({ ...place('french'), servername: supportHost, rejectUnauthorized: false })
    expect(await said(stranger, request)).toMatch(/^HTTP\/1.1 403 /)
    expect(await said(dial(place('german')), request)).toMatch(
      new RegExp(`^HTTP/1.1 308 .*location: https://${supportHost}/Guest\r\n`, 's'),
    )
    expect(await said(dial(place('german')), '\x01\x02relay')).toBe('\x01\x02relay')
    expect(await said(dial(place('french')), '\x01\x02relay')).toBe('')
  })
})
