import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PemPair } from './certificate-check.ts'
import type { CertificateSource } from './certificate-file.ts'
import { CertificateStore, type StoreOptions } from './certificate-store.ts'
import { connected, echo, echoServer, servedSerial } from './greeting-fixture.ts'
import { Issuer } from './issuer-fixture.ts'
import type { Notice } from './notice.ts'

const open: { close(): unknown }[] = []
let folder: string
let issuer: Issuer
let notices: Notice[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bollwerk-tls-'))
  issuer = await Issuer.create()
  notices = []
})

afterEach(async () => {
  for (const thing of open.splice(0)) thing.close()
  await rm(folder, { recursive: true })
})

async function put(name: string, { certificate, key }: PemPair): Promise<CertificateSource> {
  const source = { hosts: [], certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  await writeFile(source.certificate, certificate)
  await writeFile(source.key, key)
  return source
}

async function storeOf(
  sources: readonly CertificateSource[],
  more: Partial<StoreOptions> = {},
): Promise<CertificateStore> {
  const notify = (notice: Notice): void => void notices.push(notice)
  const store = await CertificateStore.open({
    profile: 'modern',
    sources,
    hosts: [],
    notify,
    pollEvery: 3_600_000,
    ...more,
  })
  open.push(store)
  return store
}

async function serving(store: CertificateStore): Promise<Server> {
  const server = await echoServer(store)
  open.push(server)
  return server
}

function serial({ certificate }: PemPair): string {
  return new X509Certificate(certificate).serialNumber
}

describe('the name that a client asks for', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('picks its certificate over %s', async (version) => {
    const a = await issuer.issue({ hosts: ['a.example'] })
    const b = await issuer.issue({ hosts: ['b.example', '*.c.example'], key: 'RSA' })
    const server = await serving(await storeOf([await put('a', a), await put('b', b)]))
    const shown = (servername: string): Promise<string | undefined> =>
      servedSerial(server, { servername, minVersion: version, maxVersion: version })
    expect(await shown('a.example')).toBe(serial(a))
    expect(await shown('B.example')).toBe(serial(b))
    expect(await shown('mail.c.example')).toBe(serial(b))
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is refused with an alert if it is unknown or absent, over %s',
    async (version) => {
      const [a, b] = [await issuer.issue({ hosts: ['a.example'] }), await issuer.issue({ hosts: ['b.example'] })]
      const server = await serving(await storeOf([await put('a', a), await put('b', b)]))
      const versions = { minVersion: version, maxVersion: version }
      await expect(connected(server, { servername: 'x.example', ...versions })).rejects.toThrow(/handshake failure/)
      await expect(connected(server, { servername: '', ...versions })).rejects.toThrow(/handshake failure/)
    },
  )

  it('may be unknown or absent if there is only one certificate, unless that is to be refused', async () => {
    const a = await issuer.issue({ hosts: ['a.example'] })
    const source = await put('a', a)
    const server = await serving(await storeOf([source]))
    expect(await servedSerial(server, { servername: 'x.example' })).toBe(serial(a))
    expect(await servedSerial(server, { servername: '' })).toBe(serial(a))
    const strict = await serving(await storeOf([source], { unknownNames: 'refuse' }))
    expect(await servedSerial(strict, { servername: 'a.example' })).toBe(serial(a))
    await expect(connected(strict, { servername: '' })).rejects.toThrow(/handshake failure/)
    await expect(connected(strict, { servername: 'x.example' })).rejects.toThrow(/handshake failure/)
  })
})

describe('a file that changes', () => {
  it('is served to new connections while an open one goes on', async () => {
    const old = await issuer.issue({ hosts: ['a.example'] })
    const store = await storeOf([await put('a', old)], { pollEvery: 20 })
    const server = await serving(store)
    const before = await connected(server, { servername: 'a.example' })
    const fresh = await issuer.issue({ hosts: ['a.example'] })
    await put('a', fresh)
    for (const servername of ['a.example', '']) {
      await expect.poll(() => servedSerial(server, { servername }), { timeout: 15_000 }).toBe(serial(fresh))
    }
    expect(await echo(before, 'still there')).toBe('still there')
    before.destroy()
    expect(notices).toMatchObject([{ severity: 'info', hosts: ['a.example'] }])
  })

  it.each([
    ['is empty', async () => ({ certificate: '', key: '' })],
    [
      'has the key of another certificate',
      async () => {
        const [one, two] = [await issuer.issue({ hosts: ['a.example'] }), await issuer.issue({ hosts: ['a.example'] })]
        return { certificate: one.certificate, key: two.key }
      },
    ],
    ['has expired', () => issuer.issue({ hosts: ['a.example'], from: Date.now() - 7_000_000, to: Date.now() - 1 })],
  ] as const)('changes nothing if it %s, and that is told once', async (_, bad) => {
    const good = await issuer.issue({ hosts: ['a.example'] })
    const store = await storeOf([await put('a', good)])
    const server = await serving(store)
    await put('a', await bad())
    await store.refresh()
    expect(notices).toEqual([])
    for (let look = 0; look < 3; look++) await store.refresh()
    expect(await servedSerial(server, { servername: 'a.example' })).toBe(serial(good))
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({ severity: 'error', hosts: ['a.example'] })
    expect(notices[0]?.text.de).toMatch(/gilt weiter, bis \d{4}-/)
    expect(notices[0]?.text.en).toMatch(/stays in use, until \d{4}-/)
  })

  it('may go and come again', async () => {
    const good = await issuer.issue({ hosts: ['a.example'] })
    const source = await put('a', good)
    const store = await storeOf([source])
    await rm(source.key)
    for (let look = 0; look < 3; look++) await store.refresh()
    expect(store.certificates).toHaveLength(1)
    expect(notices[0]?.text.en).toContain('ENOENT')
    await put('a', await issuer.issue({ hosts: ['a.example', 'b.example'] }))
    await store.refresh()
    expect(store.secureContextFor('b.example')).toBeDefined()
  })
})

describe('a site without certificates', () => {
  it('is told so, and refuses every connection', async () => {
    const store = await storeOf([{ hosts: [], certificate: join(folder, 'no'), key: join(folder, 'no') }], {
      hosts: ['a.example'],
    })
    expect(notices.map(({ severity }) => severity)).toEqual(['error', 'error'])
    await expect(connected(await serving(store), { servername: 'a.example' })).rejects.toThrow(/handshake failure/)
  })

  it('waits in silence for files that are still to be fetched', async () => {
    const path = join(folder, 'a.pem')
    const store = await storeOf([{ hosts: ['a.example'], certificate: path, key: path, awaited: true }])
    expect(notices).toEqual([])
    const { certificate, key } = await issuer.issue({ hosts: ['a.example'] })
    await writeFile(path, key + certificate)
    await store.refresh()
    expect(store.certificates).toHaveLength(1)
  })

  it('gets a certificate that signed itself only when the lab asks for it', async () => {
    const server = await serving(await storeOf([], { hosts: ['a.example'], selfSigned: true }))
    const socket = await connected(server, { servername: 'a.example' })
    expect(socket.getPeerX509Certificate()?.subjectAltName).toBe('DNS:a.example')
    socket.destroy()
    expect(notices).toMatchObject([{ severity: 'warning', hosts: ['a.example'] }])
  })
})

it('tells of a certificate without its issuers', async () => {
  const { certificate, key } = await issuer.issue({ hosts: ['a.example'] })
  const [leaf = ''] = certificate.split(/(?<=END CERTIFICATE-----\n)/)
  await storeOf([await put('a', { certificate: leaf, key })])
  expect(notices[0]?.text.en).toContain('fullchain.pem')
})

it('tells of the end of a certificate ahead of time, once at each step', async () => {
  let now = Date.now()
  const [from, to] = [now - 300 * 86_400_000, now + 40 * 86_400_000]
  const source = await put('a', await issuer.issue({ hosts: ['a.example'], from, to }))
  const store = await storeOf([source], { now: () => now })
  expect(notices).toEqual([])
  for (let day = 0; day < 42; day++) {
    now += 86_400_000
    await store.refresh()
    await store.refresh()
  }
  const days = notices.map(({ text }) => /in (\d+) days/.exec(text.en)?.[1] ?? '0')
  expect(days).toEqual(['30', '14', '7', '3', '1', '0'])
})

it('does not call a short life late before others would have renewed it', async () => {
  let now = Date.now()
  const source = await put('a', await issuer.issue({ hosts: ['a.example'], to: now + 45 * 86_400_000 }))
  const store = await storeOf([source], { now: () => now })
  now += 31 * 86_400_000
  await store.refresh()
  expect(notices).toEqual([])
})
