import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AcmeOptions, AcmeRenewal } from '../../src/gateway/tls/acme.ts'
import { CertificateStore } from '../../src/gateway/tls/certificate-store.ts'
import { ChallengeAnswers, httpChallengePath } from '../../src/gateway/tls/challenge-answers.ts'
import { echoServer, portOf } from '../../src/gateway/tls/greeting-fixture.ts'
import type { Notice } from '../../src/gateway/tls/notice.ts'
import type { AcmeSettings } from '../../src/policy/gateway-settings.ts'
import type { Authority } from './authority.ts'

/** The two listeners of a gateway and what it keeps between two starts. */
export class TestGateway {
  readonly folder: string
  readonly answers = new ChallengeAnswers()
  readonly notices: Notice[] = []
  /** Milliseconds since 1970; tests turn it on. */
  now: number = Date.now()
  tls: Server | undefined
  readonly #authority: Authority
  readonly #open: { close(): unknown }[] = []

  private constructor(folder: string, authority: Authority) {
    this.folder = folder
    this.#authority = authority
  }

  static async open(authority: Authority): Promise<TestGateway> {
    const gateway = new TestGateway(await mkdtemp(join(tmpdir(), 'bollwerk-acme-')), authority)
    const http = createHttpServer((request, response) => {
      const answer = gateway.answers.httpChallengeAnswer((request.url ?? '').slice(httpChallengePath.length))
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/octet-stream' })
      response.end(answer)
    })
    authority.ports.http = await gateway.#listen(http)
    return gateway
  }

  /** A start of the gateway's renewal; the folder stays the same. */
  async renewal(settings: Partial<AcmeSettings> = {}, more: Partial<AcmeOptions> = {}): Promise<AcmeRenewal> {
    const renewal = await AcmeRenewal.open({
      settings: {
        directory: settings.directory ?? this.#authority.directory,
        email: 'technik@muster-msp.example',
        agreeTerms: true,
        challenges: ['http-01', 'tls-alpn-01'],
        ...settings,
      },
      hosts: ['a.example'],
      folder: this.folder,
      answers: this.answers,
      notify: (notice) => void this.notices.push(notice),
      pollEvery: 10,
      now: () => this.now,
      random: () => 0.5,
      ...more,
    })
    this.#open.push(renewal)
    return renewal
  }

  /** Opens port 443 with the certificates of a renewal. */
  async serve(renewal: AcmeRenewal): Promise<CertificateStore> {
    const notify = (notice: Notice): void => void this.notices.push(notice)
    const store = await CertificateStore.open({ profile: 'modern', sources: renewal.sources, hosts: [], notify })
    const server = await echoServer(store, this.answers)
    this.#authority.ports.tls = portOf(server)
    this.#open.push(server)
    this.tls = server
    this.#open.push(store)
    return store
  }

  async close(): Promise<void> {
    for (const thing of this.#open) thing.close()
    await rm(this.folder, { recursive: true })
  }

  async #listen(server: Server): Promise<number> {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    this.#open.push(server)
    return (server.address() as AddressInfo).port
  }
}
