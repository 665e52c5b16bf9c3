import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type GatewayTls, type GatewayTlsOptions, openGatewayTls } from '../../src/gateway/tls/gateway-tls.ts'
import { connected, echo, echoServer, portOf, servedSerial } from '../../src/gateway/tls/greeting-fixture.ts'
import type { Notice } from '../../src/gateway/tls/notice.ts'
import { Authority } from './authority.ts'

let authority: Authority
let folder: string
let notices: Notice[]
const open: { close(): unknown }[] = []

beforeEach(async () => {
  authority = await Authority.open()
  folder = await mkdtemp(join(tmpdir(), 'bollwerk-gateway-tls-'))
  notices = []
})

afterEach(async () => {
  for (const thing of open.splice(0)) thing.close()
  authority.close()
  await rm(folder, { recursive: true })
})

async function gateway(options: Partial<GatewayTlsOptions>): Promise<GatewayTls> {
  const settings = { profile: 'modern', certificates: [] } as const
  const notify = (notice: Notice): void => void notices.push(notice)
  const tls = await openGatewayTls({
    settings,
    policyFolder: folder,
    stateFolder: folder,
    hosts: [],
    notify,
    ...options,
  })
  open.push(tls)
  return tls
}

async function listening(tls: GatewayTls): Promise<Server> {
  const server = await echoServer(tls.store, tls.answers)
  open.push(server)
  return server
}

it('serves what the operator brings, seen from the folder of the policy, and fetches the rest over port 443', async () => {
  const brought = await authority.issuer.issue({ hosts: ['a.example'] })
  await mkdir(join(folder, 'tls'))
  await writeFile(join(folder, 'tls/chain.pem'), brought.certificate)
  await writeFile(join(folder, 'tls/key.pem'), brought.key)
  const tls = await gateway({
    hosts: ['a.example', 'b.example', '192.0.2.1'],
    settings: {
      profile: 'modern',
      certificates: [{ hosts: [], certificate: 'tls/chain.pem', key: 'tls/key.pem' }],
      acme: {
        directory: authority.directory,
        email: 'a@muster-msp.example',
        agreeTerms: true,
        challenges: ['tls-alpn-01'],
      },
    },
  })
  const server = await listening(tls)
  authority.ports.tls = portOf(server)
  expect(notices.map(({ hosts }) => hosts)).toEqual([['192.0.2.1']])
  expect(authority.requests).toEqual([])
  tls.start()
  await expect.poll(() => tls.store.certificates.length).toBe(2)
  expect([...authority.orders.values()].map(({ host }) => host)).toEqual(['b.example'])
  const serials = async (): Promise<number> => {
    const served = ['a.example', 'b.example'].map((servername) => servedSerial(server, { servername }))
    return new Set(await Promise.all(served)).size
  }
  // A certificate is known a moment before it is served.
  await expect.poll(serials).toBe(2)
  expect(await answerOf(server, 'b.example')).toBe('hello')
})

it('loads no ACME client and contacts nobody without ACME', async () => {
  const tls = await gateway({ hosts: ['a.example'], selfSigned: true })
  tls.start()
  expect(await answerOf(await listening(tls), 'a.example')).toBe('hello')
  expect(notices.map(({ severity }) => severity)).toEqual(['warning'])
})

async function answerOf(server: Server, servername: string): Promise<string> {
  const socket = await connected(server, { servername })
  const answer = await echo(socket, 'hello')
  socket.destroy()
  return answer
}
