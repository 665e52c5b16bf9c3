import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls, createSecureContext } from 'node:tls'
import { prepareBlockPage } from '../../src/gateway/block-page.ts'
import { newCounterBuffer } from '../../src/gateway/counter-layout.ts'
import { type Counters, openCounters } from '../../src/gateway/counters.ts'
import { Engine } from '../../src/gateway/engine.ts'
import type { Patience } from '../../src/gateway/http/desk.ts'
import { adopt, type RuleMaterial } from '../../src/gateway/rule-material.ts'
import { ChallengeAnswers } from '../../src/gateway/tls/challenge-answers.ts'
import { selfSigned } from '../../src/gateway/tls/self-signed.ts'
import { memoryBytes, openMemory } from '../../src/traffic/decision-memory.ts'
import { geoData } from '../../src/traffic/geo.ts'
import { compileGeo } from '../../src/traffic/geo-compile.ts'
import { sourceSaying } from '../../src/traffic/geo-fixture.ts'
import { Remembering } from './remembering.ts'

/** Where the engines of these tests listen: not where everybody else's do. */
const gatewayAddress = '127.75.80.43'

export const automateHost = 'automate.muster-msp.example'
export const supportHost = 'support.muster-msp.example'

export interface EngineOptions {
  /** Ports of the origins on loopback. */
  readonly automate: number
  readonly screenconnect?: number
  readonly tls?: boolean
  /** What becomes of HTTP without TLS; it is served unless said. */
  readonly plain?: 'redirect' | 'serve'
  /** PEM of the certificate of an origin that speaks TLS. */
  readonly originCertificate?: string
  /** Public names of both servers. */
  readonly hosts?: { readonly automate: string; readonly screenconnect: string }
  /** Lines of the policy behind the servers. */
  readonly more?: string
  readonly technicians?: string
  readonly patience?: Partial<Patience>
}

const sizes = { bans: 1024, strikes: 1024, limits: 2 ** 14, connections: 2 ** 14, agents: 1024 }
const patience: Patience = { head: 10_000, body: 10_000, answer: 20_000, idle: 20_000 }

/** An engine behind a real port, with everything it needs but files. */
export class TestEngine {
  readonly ledger: Remembering
  readonly engine: Engine
  readonly port: number
  /** Errors of our own that the engine told. */
  readonly faults: readonly unknown[]
  readonly #counters: Counters
  readonly #tls: boolean
  readonly #options: EngineOptions
  #generation = 1

  private constructor(
    parts: Pick<TestEngine, 'ledger' | 'engine' | 'port' | 'faults'> & { options: EngineOptions; counters: Counters },
  ) {
    this.ledger = parts.ledger
    this.engine = parts.engine
    this.port = parts.port
    this.faults = parts.faults
    this.#counters = parts.counters
    this.#options = parts.options
    this.#tls = parts.options.tls === true
  }

  static async open(options: EngineOptions): Promise<TestEngine> {
    const ledger = new Remembering()
    const faults: unknown[] = []
    const counters = openCounters(newCounterBuffer(1), 0)
    const pair = options.tls ? await selfSigned([automateHost, supportHost], Date.now()) : undefined
    const secureContext = pair && createSecureContext({ cert: pair.certificate, key: pair.key })
    const engine = new Engine({
      adopted: adopt(material(options, 1), geo),
      originCertificates: certificatesOf(options),
      memory: openMemory(new ArrayBuffer(memoryBytes(sizes)), { seed: [1, 2], sizes }),
      ledger,
      counters,
      blockPage: prepareBlockPage({ language: 'de' }),
      patience: { ...patience, ...options.patience },
      now: () => performance.now(),
      tlsOptions: () => (secureContext ? { secureContext } : {}),
      challenges: new ChallengeAnswers(),
      fault: (cause) => faults.push(cause),
    })
    const door = await engine.open({
      address: gatewayAddress,
      port: 0,
      shared: false,
      areas: ['automate.agents', 'automate.technicians', 'screenconnect.guests', 'screenconnect.hosts'],
      web: { tls: options.tls === true, plain: options.plain ?? 'serve' },
    })
    const place = door.address()
    if (place === null || typeof place === 'string') throw new Error('no port')
    return new TestEngine({ ledger, engine, port: place.port, faults, counters, options })
  }

  /** Connects from an address of 127.0.0.0/8; over TLS if the engine speaks it. */
  async dial(localAddress = '127.0.0.1'): Promise<Socket> {
    if (!this.#tls) return await this.dialPlain(localAddress)
    const socket = connectTls({ ...this.#placeFor(localAddress), rejectUnauthorized: false })
    socket.on('error', () => socket.destroy())
    await once(socket, 'secureConnect')
    return socket
  }

  /** Connects without TLS. */
  async dialPlain(localAddress = '127.0.0.1'): Promise<Socket> {
    const socket = connect(this.#placeFor(localAddress))
    socket.on('error', () => socket.destroy())
    await once(socket, 'connect')
    return socket
  }

  #placeFor(localAddress: string) {
    return { host: gatewayAddress, port: this.port, localAddress, allowHalfOpen: true }
  }

  /** Connections that are open. */
  get open(): number {
    return this.#counters.ofAllThreads('connectionsOpen')
  }

  /** Puts the same policy in force again. */
  readopt(): void {
    this.engine.adopt(adopt(material(this.#options, ++this.#generation), geo), certificatesOf(this.#options))
  }

  close(): Promise<void> {
    return this.engine.stop(0)
  }
}

const geo = geoData(compileGeo(sourceSaying({ '127.0.0.0/8': 'DE' })))

function certificatesOf({ originCertificate }: EngineOptions): { readonly automate?: string } {
  return originCertificate === undefined ? {} : { automate: originCertificate }
}

function material(options: EngineOptions, generation: number): RuleMaterial {
  const policyText = `site: Muster
language: de
technicians: [${options.technicians ?? '127.0.0.0/8'}]
countries: [DE]
geo: { overrides: [{ prefix: 127.0.0.0/8, country: DE }] }
servers:
  automate: { host: ${options.hosts?.automate ?? automateHost}, origin: '${options.originCertificate ? 'https' : 'http'}://127.0.0.1:${options.automate}' }
  screenconnect: { host: ${options.hosts?.screenconnect ?? supportHost}, origin: 'http://127.0.0.1:${options.screenconnect ?? options.automate}', relay: 'tcp://127.0.0.1:9' }
${options.more ?? ''}
`
  return { generation, policyText, names: [], blockLists: [], openings: [], observeAll: false, originCertificates: {} }
}
