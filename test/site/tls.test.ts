import { writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { join } from 'node:path'
import { createServer as createTlsServer, type SecureVersion, type Server } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createAuthority, issueCertificate } from '../../lab/certificate.ts'
import { inspectTls } from '../../src/evidence/outside/tls/collect.ts'
import { freePort, isInstalled, serviceFolder, startService } from './running-service.ts'

const day = 86_400_000
const validity = { from: new Date(Date.now() - day), to: new Date(Date.now() + 90 * day) }
const authority = createAuthority('Test Authority', validity)
const leaf = issueCertificate({ names: ['tls.example'], validity, authority })

const address = '127.0.0.1'
const probing = { address, host: 'tls.example', timeoutMs: 5000, signal: new AbortController().signal }

function filesOf({ certificate, key }: { certificate: string; key: string }): string {
  const folder = serviceFolder()
  writeFileSync(join(folder, 'cert.pem'), certificate)
  writeFileSync(join(folder, 'key.pem'), key)
  return folder
}

async function whileListening<Result>(
  server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown; close(): unknown },
  look: (port: number) => Promise<Result>,
): Promise<Result> {
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const bound = server.address()
  const port = bound instanceof Object && 'port' in bound ? Number(bound.port) : 0
  try {
    return await look(port)
  } finally {
    server.close()
  }
}

describe.skipIf(!isInstalled('openssl'))('openssl s_server (needs openssl) is read as it was told to speak:', () => {
  it.each([
    ['-tls1', { TLSv1: 'offered', 'TLSv1.1': 'refused', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' }],
    ['-tls1_1', { TLSv1: 'refused', 'TLSv1.1': 'offered', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' }],
    ['-tls1_2', { TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'offered', 'TLSv1.3': 'refused' }],
    ['-tls1_3', { TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'refused', 'TLSv1.3': 'offered' }],
  ])('%s', async (flag, versions) => {
    const port = await freePort(address)
    const folder = filesOf(leaf)
    const files = ['-cert', 'cert.pem', '-key', 'key.pem', '-cipher', 'ALL:@SECLEVEL=0']
    const service = await startService(
      ['openssl', 's_server', '-quiet', '-accept', `${address}:${port}`, ...files, flag],
      { folder, address, port },
    )
    try {
      expect(await inspectTls({ ...probing, port })).toMatchObject({ value: { versions } })
    } finally {
      await service.stop()
    }
  })
})

describe('a certificate', () => {
  const serve = (secure: { cert: string; key: string }, minVersion: SecureVersion = 'TLSv1.2'): Server =>
    createTlsServer({ ...secure, minVersion }, (socket) => socket.on('error', () => socket.destroy()))

  it('is trusted by the authority that it comes from, and only then', async () => {
    const [trusted, strange] = await whileListening(serve({ cert: leaf.certificate, key: leaf.key }), (port) =>
      Promise.all([
        inspectTls({ ...probing, port, authorities: [authority.certificate] }),
        inspectTls({ ...probing, port }),
      ]),
    )
    expect(trusted).toMatchObject({
      value: {
        versions: { TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'offered', 'TLSv1.3': 'offered' },
        certificate: {
          names: ['tls.example'],
          trusted: true,
          selfSigned: false,
          matchesHost: true,
          key: { type: 'ec', bits: 256 },
        },
      },
    })
    expect(strange).toMatchObject({
      value: { certificate: { trusted: false, distrust: expect.stringContaining('UNABLE_TO') } },
    })
  })

  it('for another name, that signed itself and has run out is told as such', async () => {
    const past = { from: new Date(Date.now() - 90 * day), to: new Date(Date.now() - day) }
    const old = issueCertificate({ names: ['other.example'], validity: past, key: 'RSA-2048' })
    const answer = await whileListening(serve({ cert: old.certificate, key: old.key }), (port) =>
      inspectTls({ ...probing, port }),
    )
    expect(answer).toMatchObject({
      value: {
        certificate: { matchesHost: false, selfSigned: true, trusted: false, key: { type: 'rsa', bits: 2048 } },
      },
    })
    const certificate = 'value' in answer ? answer.value.certificate : undefined
    expect(Date.parse(certificate?.validTo ?? '')).toBeLessThan(Date.now())
  })
})

it('plain HTTP on the port is unreadable, and a closed port absent', async () => {
  const plain = createHttpServer((_, response) => response.end('plain'))
  const spoken = await whileListening(plain, (port) => inspectTls({ ...probing, port }))
  expect(spoken).toMatchObject({ missing: { reason: 'unreadable' } })
  expect(await inspectTls({ ...probing, port: await freePort(address) })).toMatchObject({
    missing: { reason: 'absent' },
  })
})
