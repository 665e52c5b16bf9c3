import { randomBytes, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serverKinds } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { defaultSizes, memoryBytes, openMemory } from '../traffic/decision-memory.ts'
import type { Evaluator } from '../traffic/evaluator.ts'
import { ownNetworks } from './block-lists/own-networks.ts'
import { tellBlockLists } from './block-lists/tell.ts'
import { BlockListWatch } from './block-lists/watch.ts'
import { newCounterBuffer } from './counter-layout.ts'
import { forgetThread } from './counters.ts'
import { doorsOf } from './doors-of.ts'
import { keepRetention, type RetentionKeeper } from './events/retention-keeper.ts'
import { tellGeoAge } from './geo-notice.ts'
import { openHeartbeats } from './heartbeat-door.ts'
import type { Patience } from './http/desk.ts'
import { watchRetention } from './journal-watch.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { NameWatch } from './name-watch.ts'
import { OpeningWatch } from './opening-watch.ts'
import { MemoryKeeper } from './remembered/memory-keeper.ts'
import { listOfOperator, type RuleMaterial } from './rule-material.ts'
import { statusOf } from './status.ts'
import { GatewayThread, type ThreadSetup } from './thread.ts'
import type { HeartbeatForward } from './udp-heartbeat.ts'
import { WorkerThreads } from './worker-threads.ts'

export interface GatewayOptions {
  /** The policy, and the text that it was read from. */
  readonly policy: Policy
  readonly policyText: string
  /** Files that the policy names are looked for from here. */
  readonly policyFolder: string
  /** Where events, compiled geo data, certificates and bans are kept. */
  readonly stateFolder: string
  /** Nothing but what is always closed is enforced. */
  readonly observeAll: boolean
  /** Threads that share the ports; 1 where the system cannot share them. */
  readonly threads: number
  /** Certificates that nobody trusts for hosts that have none: for trying out. */
  readonly selfSigned: boolean
  readonly log: Log
  readonly patience?: Partial<Patience>
  /** Where Automate takes heartbeats; its usual port, unless somebody else has that one, as in a laboratory. */
  readonly heartbeatOriginPort?: number
}

/** A running gateway. */
export interface Gateway {
  readonly evaluator: Evaluator
  readonly metrics: Metrics
  /** Puts another policy in force without closing anything. Its ports count from the next start on. */
  adopt(policy: Policy, policyText: string): Promise<void>
  /** Takes nothing new, waits for what is under way up to so many milliseconds, and ends. */
  stop(deadline: number): Promise<void>
}

/** Answers may take long: a long poll waits for minutes (reference screenconnect.md, 4). */
const usualPatience: Patience = { head: 10_000, body: 60_000, answer: 300_000, idle: 180_000 }

/** Starts a gateway. Rejects with the system's error if a port cannot be had; nothing stays open then. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const running = new RunningGateway(options)
  try {
    await running.start()
  } catch (cause) {
    await running.stop(0)
    throw cause
  }
  return running
}

class RunningGateway implements Gateway {
  readonly #options: GatewayOptions
  readonly #names: NameWatch
  readonly #lists: BlockListWatch
  readonly #openings: OpeningWatch
  readonly #counters: SharedArrayBuffer
  readonly metrics: Metrics
  #policy: Policy
  #policyText: string
  #generation = 0
  #adopting: Promise<void> = Promise.resolve()
  #main: GatewayThread | undefined
  #workers: WorkerThreads | undefined
  #heartbeats: readonly HeartbeatForward[] = []
  #memory: MemoryKeeper | undefined
  #retention: RetentionKeeper | undefined
  #stopTelling: (() => void) | undefined

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#policy = options.policy
    this.#policyText = options.policyText
    this.#counters = newCounterBuffer(options.threads)
    this.metrics = openMetrics(this.#counters, () => statusOf(this.#generation, this.#main, this.#lists.written))
    this.#names = new NameWatch({
      changed: () => void this.#adoptAgain(),
      failing: (name, code) => options.log.warn('name.failing', nameFailing(name), { name, reason: code }),
    })
    const { policyFolder: folder, log } = options
    this.#lists = new BlockListWatch({ folder, told: tellBlockLists(log), changed: () => this.#adoptAgain() })
    this.#openings = new OpeningWatch(log, () => void this.#adoptAgain())
  }

  get evaluator(): Evaluator {
    if (this.#main === undefined) throw new Error('the gateway has not started')
    return this.#main.engine.evaluator
  }

  async start(): Promise<void> {
    const { log, threads, stateFolder } = this.#options
    await this.#watch(this.#policy)
    this.#openings.adopt(this.#policy.gateway.opened)
    const setup = await this.#setup()
    // Before any door opens: who was banned stays out.
    this.#memory = await MemoryKeeper.open(stateFolder, openMemory(setup.memory, setup), log)
    const main = await GatewayThread.start(setup, log)
    this.#main = main
    this.#stopTelling = tellGeoAge(() => main.engine.evaluator.rules.geo, log)
    this.#workers = await WorkerThreads.start(setup, { count: threads - 1, log, died: (thread) => this.#bury(thread) })
    main.tls.answers.onChange((change) => this.#workers?.tell({ kind: 'challenge', change }))
    this.#heartbeats = await openHeartbeats(this.#policy, main, this.#options.heartbeatOriginPort)
    main.tls.start()
    const { refusals, traffic } = this.#policy.gateway.retention
    this.#retention = keepRetention(setup.eventsFolder, watchRetention(log), {
      retention: { days: { security: refusals, traffic }, totalBytes: 1_000_000_000 },
    })
  }

  adopt(policy: Policy, policyText: string): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#watch(policy)
        this.#openings.adopt(policy.gateway.opened)
        await this.#spread(policy, policyText)
      } catch (cause) {
        // The policy before stays in force, and with it everything that it stands on.
        this.#openings.adopt(this.#policy.gateway.opened)
        await this.#watch(this.#policy)
        throw cause
      }
      this.#policy = policy
      this.#policyText = policyText
    })
  }

  async stop(deadline: number): Promise<void> {
    this.#names.close()
    this.#lists.close()
    this.#openings.close()
    this.#retention?.stop()
    this.#stopTelling?.()
    const heartbeats = this.#heartbeats.map((heartbeat) => heartbeat.close())
    await Promise.all([...heartbeats, this.#main?.stop(deadline), this.#workers?.stop(deadline)])
    await this.#memory?.close()
  }

  /** One change after the other: the last one stays in force, in every thread. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const changed = this.#adopting.then(change)
    this.#adopting = changed.catch(() => undefined)
    return changed
  }

  /** Reads what else a policy stands on. */
  async #watch(policy: Policy): Promise<void> {
    await this.#names.watch(policy)
    const own = ownNetworks(policy, this.#names.answers)
    await this.#lists.watch({ files: policy.gateway.blockLists, own })
  }

  /** Something that the policy stands on has changed: names, lists, openings. */
  async #adoptAgain(): Promise<void> {
    try {
      await this.#inTurn(() => this.#spread(this.#policy, this.#policyText))
    } catch (cause) {
      this.#options.log.error('policy.failed', notAdopted, errorFields(cause))
    }
  }

  /** Gives rules to every thread. Rejects, and nothing has changed, if something that the policy names is unusable. */
  async #spread(policy: Policy, policyText: string): Promise<void> {
    const material = await this.#material(policy, policyText)
    this.#main?.adopt(material)
    this.#workers?.tell({ kind: 'adopt', material })
  }

  /** What a thread that died had counted is set right. */
  #bury(thread: number): void {
    forgetThread(this.#counters, thread)
    this.#main?.engine.evaluator.memory.connections.forget(thread)
  }

  async #material(policy: Policy, policyText: string): Promise<RuleMaterial> {
    const { policyFolder, observeAll } = this.#options
    const { originCertificates, blocked } = policy.gateway
    const read = serverKinds.map(async (kind) => {
      const file = originCertificates[kind]
      return file === undefined ? [] : [[kind, await readFile(join(policyFolder, file), 'utf8')] as const]
    })
    const certificates = Object.fromEntries((await Promise.all(read)).flat())
    this.#generation += 1
    return {
      generation: this.#generation,
      policyText,
      names: this.#names.answers,
      blockLists: [...listOfOperator(blocked), ...this.#lists.lists],
      openings: this.#openings.openings,
      observeAll,
      originCertificates: certificates,
    }
  }

  async #setup(): Promise<ThreadSetup> {
    const { stateFolder, policyFolder, threads, selfSigned, patience } = this.#options
    const policy = this.#policy
    const hosts = policy.servers.map(({ host }) => host)
    const material = await this.#material(policy, this.#policyText)
    const sizes = { ...defaultSizes, threads }
    const { tls } = policy.gateway
    return {
      thread: 0,
      material,
      geo: {
        cacheFolder: stateFolder,
        ...(policy.geoDatabase !== undefined && { ownDatabase: join(policyFolder, policy.geoDatabase) }),
      },
      memory: new SharedArrayBuffer(memoryBytes(sizes)),
      sizes,
      seed: [randomInt(2 ** 32), randomInt(2 ** 32)],
      counters: this.#counters,
      eventsFolder: join(stateFolder, 'events'),
      doors: doorsOf(policy, threads > 1),
      tls: { settings: tls, policyFolder, stateFolder, hosts, ticketKeys: randomBytes(48), selfSigned },
      patience: { ...usualPatience, ...patience },
      language: policy.language,
      ...(policy.support && { contact: policy.support.name }),
    }
  }
}

function nameFailing(name: string): Text {
  return say(
    `Der Name ${name} lässt sich nicht auflösen; es gilt weiter, was er zuletzt ergab. Bitte prüfen Sie ihn.`,
    `The name ${name} cannot be looked up; what it led to last goes on. Please check it.`,
  )
}

const notAdopted = say(
  'Ein Name der Richtlinie führt woandershin, aber die Regeln ließen sich nicht neu bilden; es gelten die bisherigen. Bitte prüfen Sie die Dateien, die die Richtlinie nennt.',
  'A name of the policy leads elsewhere, but the rules could not be made anew; those before stay in force. Please check the files that the policy names.',
)
