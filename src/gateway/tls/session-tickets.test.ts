import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { CertificateStore } from './certificate-store.ts'
import { connected, echo, echoServer } from './greeting-fixture.ts'
import { ticketKeyLength } from './host-contexts.ts'
import { Issuer } from './issuer-fixture.ts'

const open: { close(): unknown }[] = []

afterEach(() => {
  for (const thing of open.splice(0)) thing.close()
})

/** Two servers with the same certificates and ticket keys, as two threads of the gateway have them. */
async function twoThreads(keys: Buffer): Promise<readonly { store: CertificateStore; server: Server }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-tickets-'))
  const issuer = await Issuer.create()
  const sources = await Promise.all(
    ['a.example', 'b.example'].map(async (host) => {
      const path = join(folder, `${host}.pem`)
      const { certificate, key } = await issuer.issue({ hosts: [host] })
      await writeFile(path, key + certificate)
      return { hosts: [host], certificate: path, key: path }
    }),
  )
  open.push({ close: () => rm(folder, { recursive: true }) })
  const options = { profile: 'modern', sources, hosts: [], notify: () => undefined, ticketKeys: keys } as const
  return Promise.all(
    ['one', 'two'].map(async () => {
      const store = await CertificateStore.open(options)
      const server = await echoServer(store)
      open.push(store, server)
      return { store, server }
    }),
  )
}

type Version = 'TLSv1.2' | 'TLSv1.3'

function offer(version: Version): object {
  return { servername: 'b.example', minVersion: version, maxVersion: version }
}

async function ticket(server: Server, version: Version): Promise<Buffer> {
  const socket = await connected(server, offer(version))
  // In TLS 1.3 the ticket comes after the handshake (RFC 8446, section 4.6.1), before any answer.
  await echo(socket, 'x')
  const session = socket.getSession()
  socket.destroy()
  return session ?? Buffer.alloc(0)
}

async function resumes(server: Server, session: Buffer, version: Version): Promise<boolean> {
  const socket = await connected(server, { ...offer(version), session })
  const reused = socket.isSessionReused()
  socket.destroy()
  return reused
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a session ticket over %s', (version) => {
  it('resumes in another thread, until its keys were replaced', async () => {
    const [one, two] = await twoThreads(randomBytes(ticketKeyLength))
    if (!one || !two) throw new Error('no servers')
    const session = await ticket(one.server, version)
    expect(await resumes(two.server, session, version)).toBe(true)
    const before = await connected(two.server, offer(version))
    two.store.setTicketKeys(randomBytes(ticketKeyLength))
    expect(await resumes(two.server, session, version)).toBe(false)
    expect(await echo(before, 'still there')).toBe('still there')
    before.destroy()
    const newer = await ticket(two.server, version)
    expect(await resumes(two.server, newer, version)).toBe(true)
  })
})
