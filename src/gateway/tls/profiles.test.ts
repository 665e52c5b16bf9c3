import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, getCiphers } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TlsProfileName, tlsProfileNames } from '../../policy/gateway-settings.ts'
import { CertificateStore } from './certificate-store.ts'
import { connected, echoServer, portOf } from './greeting-fixture.ts'
import { Issuer } from './issuer-fixture.ts'
import { describeProfile, tlsProfile } from './profiles.ts'

const openssl = await run('openssl', ['version'])
const servers = new Map<string, Server>()
const open: { close(): unknown }[] = []
let lax: Server

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-profiles-'))
  const issuer = await Issuer.create()
  const own = await issuer.issue({ hosts: ['a.example'], key: 'RSA' })
  const weak = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const
  lax = createServer({ cert: own.certificate, key: own.key, ...weak }).listen(0, '127.0.0.1')
  open.push(lax)
  for (const key of ['RSA', 'P-256'] as const) {
    const path = join(folder, `${key}.pem`)
    const pair = await issuer.issue({ hosts: ['a.example'], key })
    await writeFile(path, pair.key + pair.certificate)
    for (const profile of tlsProfileNames) {
      const sources = [{ hosts: [], certificate: path, key: path }]
      const store = await CertificateStore.open({ profile, sources, hosts: [], notify: () => undefined })
      const server = await echoServer(store)
      servers.set(`${profile} ${key}`, server)
      open.push(store, server)
    }
  }
  await rm(folder, { recursive: true })
})

afterAll(() => {
  for (const thing of open) thing.close()
})

function serverOf(profile: TlsProfileName, key: 'RSA' | 'P-256'): Server {
  const server = servers.get(`${profile} ${key}`)
  if (!server) throw new Error('no server')
  return server
}

/** Standard output, or undefined where the program is absent or fails. */
function run(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: 20_000 }, (error, stdout) => resolve(error ? undefined : stdout))
    child.stdin?.end()
  })
}

/** The suites of TLS 1.2 that Schannel of Windows 7 offers first, by OpenSSL's names. */
const windows7 =
  'ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256:ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA:DHE-RSA-AES256-GCM-SHA384:AES256-GCM-SHA384:AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256'
const asWindows7 = { servername: 'a.example', ciphers: windows7, ecdhCurve: 'P-256', maxVersion: 'TLSv1.2' } as const

describe.each(tlsProfileNames)('the profile %s', (name) => {
  const { ciphers } = tlsProfile(name)

  it('names only ciphers that this Node has', () => {
    const known = new Set(getCiphers())
    expect(ciphers.split(':').filter((cipher) => !known.has(cipher.toLowerCase()))).toEqual([])
  })

  it('has forward secrecy in each cipher', () => {
    expect(ciphers.split(':').every((cipher) => /^(TLS_|ECDHE-)/.test(cipher))).toBe(true)
  })

  it.skipIf(openssl === undefined)('is read by OpenSSL as the same list (needs the program openssl)', async () => {
    const older = ciphers.split(':').filter((cipher) => !cipher.startsWith('TLS_'))
    const listed = await run('openssl', ['ciphers', '-tls1_2', '-s', older.join(':')])
    expect(
      listed
        ?.trim()
        .split(':')
        .filter((cipher) => !cipher.startsWith('TLS_')),
    ).toEqual(older)
  })

  it.skipIf(openssl === undefined).each(['-tls1', '-tls1_1'])(
    'refuses %s with every cipher of OpenSSL (needs the program openssl)',
    async (version) => {
      const shake = (server: Server, offered: string): Promise<string | undefined> => {
        const target = ['-connect', `127.0.0.1:${portOf(server)}`, '-servername', 'a.example']
        return run('openssl', ['s_client', ...target, '-cipher', 'ALL:@SECLEVEL=0', offered])
      }
      // The client could: a lax server takes it.
      expect(await shake(lax, version)).toContain('BEGIN CERTIFICATE')
      expect(await shake(serverOf(name, 'RSA'), '-tls1_2')).toContain('BEGIN CERTIFICATE')
      expect(await shake(serverOf(name, 'RSA'), version)).toBeUndefined()
    },
  )

  it('prefers its own order', async () => {
    const socket = await connected(serverOf(name, 'RSA'), {
      servername: 'a.example',
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384',
    })
    expect(socket.getCipher().name).toBe('ECDHE-RSA-AES256-GCM-SHA384')
    socket.destroy()
  })

  it('serves TLS 1.3 to whoever has it', async () => {
    const socket = await connected(serverOf(name, 'P-256'), { servername: 'a.example' })
    expect(socket.getProtocol()).toBe('TLSv1.3')
    socket.destroy()
  })

  it('is described in German and English with sources', () => {
    const { purpose, clients } = describeProfile(name)
    expect(clients.length).toBeGreaterThan(1)
    for (const text of [purpose, ...clients.flatMap(({ client, needs }) => [client, needs])]) {
      expect(text.de).not.toBe(text.en)
    }
    for (const { source } of clients) expect(source).toMatch(/^https:\/\//)
  })
})

describe('a client like Windows 7', () => {
  it('needs the profile for old agents with an RSA certificate', async () => {
    await expect(connected(serverOf('modern', 'RSA'), asWindows7)).rejects.toThrow(/handshake failure/)
    const socket = await connected(serverOf('old-agents', 'RSA'), asWindows7)
    expect(socket.getCipher().name).toBe('ECDHE-RSA-AES256-SHA384')
    socket.destroy()
  })

  it('does not need it with an ECDSA certificate', async () => {
    const socket = await connected(serverOf('modern', 'P-256'), asWindows7)
    expect(socket.getCipher().name).toBe('ECDHE-ECDSA-AES256-GCM-SHA384')
    socket.destroy()
  })
})
