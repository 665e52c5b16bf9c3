import { afterEach, describe, expect, it } from 'vitest'
import { bundledCatalog } from '../../../catalog/bundled.ts'
import { readPolicy } from '../../../policy/read.ts'
import { type HostileServer, hostileServer } from '../hostile-server-fixture.ts'
import { Targets } from '../targets.ts'
import { originSteps } from './collect.ts'

let server: HostileServer | undefined

afterEach(async () => server?.close())

async function look({ address, port }: HostileServer): Promise<unknown> {
  const text = `site: Muster\ntechnicians: [203.0.113.7]\nservers:\n  screenconnect: { host: support.example.de, origin: "http://${address}:${port}" }\n`
  const reading = readPolicy(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  const { policy } = reading
  const [screenconnect] = policy.servers
  if (!screenconnect) throw new Error('no server')
  const request = {
    policy,
    catalog: bundledCatalog,
    ports: [],
    signal: new AbortController().signal,
    random: () => 'x',
    toolVersion: '0.0.0',
    timeoutMs: 2000,
    now: () => 0,
    vantage: { place: 'internet' as const },
  }
  const target = new Targets(policy, []).admit(address)
  if (!target) throw new Error('the origin is no target')
  const steps = originSteps({ request, server: screenconnect, address: target, isOneOfMany: false })
  const [evidence] = (await Promise.all(steps.map(({ ask }) => ask()))).flat()
  return evidence !== undefined && 'value' in evidence ? evidence.value : evidence
}

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

describe('the origin of a server', () => {
  it('is turned away from where every connection is broken off before an answer', async () => {
    server = await hostileServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(await look(server)).toMatchObject({ answer: 'turned-away' })
  })

  it('is not said to be open where connections are reset at accept, whether a scan saw them or not', async () => {
    server = await hostileServer((socket) => socket.resetAndDestroy())
    expect(['turned-away', 'closed']).toContain(Object(await look(server)).answer)
  })

  it('is open where anything answers', async () => {
    server = await hostileServer((socket, send) => socket.once('data', () => send(answer)))
    expect(await look(server)).toMatchObject({ answer: 'open' })
  })
})
