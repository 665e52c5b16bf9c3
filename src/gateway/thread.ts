import { type Language, say } from '../model/text.ts'
import { type MemorySizes, openMemory } from '../traffic/decision-memory.ts'
import type { GeoData } from '../traffic/geo.ts'
import type { Seed } from '../traffic/keyed-hash.ts'
import { prepareBlockPage } from './block-page.ts'
import { Chronicle } from './chronicle.ts'
import { type Counters, openCounters } from './counters.ts'
import type { DoorPurpose } from './doors/doorkeeper.ts'
import { Engine } from './engine.ts'
import { Journal } from './events/journal.ts'
import { openReferences } from './events/reference-issuer.ts'
import type { GeoPlace } from './geo/load.ts'
import { loadGeo } from './geo/load.ts'
import { tellUnkeptGeo } from './geo-notice.ts'
import type { Patience } from './http/desk.ts'
import { watchJournal } from './journal-watch.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'
import { adopt, type RuleMaterial } from './rule-material.ts'
import { sharedClock } from './shared-clock.ts'
import { type GatewayTls, type GatewayTlsOptions, openGatewayTls } from './tls/gateway-tls.ts'
import { tellOf } from './tls/tell.ts'

/** What a thread of the gateway is told at its start; plain values that pass from thread to thread. */
export interface ThreadSetup {
  /** 0 is the main thread. */
  readonly thread: number
  readonly material: RuleMaterial
  readonly geo: Pick<GeoPlace, 'cacheFolder' | 'ownDatabase'>
  readonly memory: SharedArrayBuffer
  readonly sizes: MemorySizes
  readonly seed: Seed
  readonly counters: SharedArrayBuffer
  readonly eventsFolder: string
  readonly doors: readonly DoorPurpose[]
  readonly tls: Omit<GatewayTlsOptions, 'notify' | 'fetches'>
  readonly patience: Patience
  readonly language: Language
  readonly contact?: string
}

/** One running thread of the gateway. */
export class GatewayThread {
  readonly engine: Engine
  readonly counters: Counters
  readonly chronicle: Chronicle
  readonly tls: GatewayTls
  #geo: GeoData

  private constructor(parts: Pick<GatewayThread, 'engine' | 'counters' | 'chronicle' | 'tls'> & { geo: GeoData }) {
    this.engine = parts.engine
    this.counters = parts.counters
    this.chronicle = parts.chronicle
    this.tls = parts.tls
    this.#geo = parts.geo
  }

  /** Builds everything and opens the doors; rejects if one cannot be had. */
  static async start(setup: ThreadSetup, log: Log): Promise<GatewayThread> {
    const counters = openCounters(setup.counters, setup.thread)
    // One thread tells of files and fetches certificates; the others look at the same files.
    const isFirst = setup.thread === 0
    const onUnkept = (cause: unknown): void => tellUnkeptGeo(cause, log)
    const geo = await loadGeo({ ...setup.geo, ...(isFirst && { onUnkept }) })
    const notify = isFirst ? tellOf(log) : () => undefined
    const tls = await openGatewayTls({ ...setup.tls, notify, fetches: isFirst })
    const chronicle = await openChronicle(setup, counters, log, () => engine)
    const engine: Engine = new Engine({
      adopted: adopt(setup.material, geo),
      originCertificates: setup.material.originCertificates,
      memory: openMemory(setup.memory, setup),
      ledger: chronicle,
      counters,
      blockPage: prepareBlockPage({ language: setup.language, ...(setup.contact && { contact: setup.contact }) }),
      patience: setup.patience,
      now: sharedClock,
      tlsOptions: tls.handshakeOptions,
      challenges: tls.answers,
      fault: (cause) => log.error('request.fault', fault, errorFields(cause)),
    })
    for (const door of setup.doors) await engine.open(door)
    return new GatewayThread({ engine, counters, chronicle, tls, geo })
  }

  /** Puts other rules in force. */
  adopt(material: RuleMaterial): void {
    this.engine.adopt(adopt(material, this.#geo), material.originCertificates)
  }

  async stop(deadline: number): Promise<void> {
    await this.engine.stop(deadline)
    this.tls.close()
    await this.chronicle.close()
  }
}

const fault = say(
  'Bollwerk selbst ist an einer Anfrage gescheitert und hat sie abgewiesen; alles andere läuft weiter. Bitte melden Sie das.',
  'Bollwerk itself failed on a request and refused it; everything else goes on. Please report this.',
)

async function openChronicle(
  setup: ThreadSetup,
  counters: Counters,
  log: Log,
  engine: () => Engine,
): Promise<Chronicle> {
  const { thread, eventsFolder: folder } = setup
  const watch = watchJournal(log, counters)
  return new Chronicle({
    references: await openReferences(thread),
    security: new Journal({ folder, kind: 'security', thread, watch }),
    traffic: new Journal({ folder, kind: 'traffic', thread, watch }),
    counters,
    evaluator: () => engine().evaluator,
    clock: Date.now,
  })
}
