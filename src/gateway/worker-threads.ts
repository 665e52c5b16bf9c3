import { Worker } from 'node:worker_threads'
import { say } from '../model/text.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'
import type { RuleMaterial } from './rule-material.ts'
import type { ThreadSetup } from './thread.ts'
import type { ChallengeChange } from './tls/challenge-answers.ts'

/** What the main thread tells the others. */
export type ThreadOrder =
  | { readonly kind: 'adopt'; readonly material: RuleMaterial }
  | { readonly kind: 'challenge'; readonly change: ChallengeChange }
  | { readonly kind: 'stop'; readonly deadline: number }

/** What a thread is started with. */
export interface WorkerSetup extends ThreadSetup {
  readonly logForm: 'json' | 'text'
}

/** The built file lies beside this one, and so does its source. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)

/** A thread that failed is started again after so many milliseconds. */
const restartAfter = 1_000

/** What a thread may take beyond the deadline to write down what it knows, in milliseconds; one that hangs is ended. */
const grace = 10_000

export interface WorkerPlan {
  readonly count: number
  readonly log: Log
  /** Told of every thread that ended without having been asked to. */
  readonly died: (thread: number) => void
}

/** The further threads of a gateway. One that fails is told and started again; the others go on. */
export class WorkerThreads {
  readonly #log: Log
  readonly #setup: ThreadSetup
  readonly #died: WorkerPlan['died']
  readonly #workers = new Map<number, Worker>()
  #material: RuleMaterial
  #stopping = false

  private constructor(setup: ThreadSetup, { log, died }: WorkerPlan) {
    this.#died = died
    this.#setup = setup
    this.#material = setup.material
    this.#log = log
  }

  /** Starts so many threads and resolves when their doors are open; rejects, with none left, if one cannot start. */
  static async start(setup: ThreadSetup, plan: WorkerPlan): Promise<WorkerThreads> {
    const threads = new WorkerThreads(setup, plan)
    try {
      await Promise.all(Array.from({ length: plan.count }, (_, index) => threads.#startOne(index + 1)))
    } catch (cause) {
      await threads.stop(0)
      throw cause
    }
    return threads
  }

  tell(order: ThreadOrder): void {
    if (order.kind === 'adopt') this.#material = order.material
    for (const worker of this.#workers.values()) worker.postMessage(order)
  }

  async stop(deadline: number): Promise<void> {
    this.#stopping = true
    const workers = [...this.#workers.values()]
    const gone = Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve))))
    this.tell({ kind: 'stop', deadline })
    const limit = setTimeout(() => void Promise.all(workers.map((worker) => worker.terminate())), deadline + grace)
    await gone
    clearTimeout(limit)
  }

  #startOne(thread: number): Promise<void> {
    const workerData: WorkerSetup = { ...this.#setup, thread, material: this.#material, logForm: this.#log.form }
    const worker = new Worker(workerFile, { workerData })
    this.#workers.set(thread, worker)
    return new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => {
        reject(new Error(`thread ${thread} ended with code ${code}`))
        this.#ended(thread)
      })
      worker.once('error', (cause: unknown) => this.#tell(thread, cause))
    })
  }

  #tell(thread: number, cause: unknown): void {
    this.#log.error('thread.failed', failed, { thread, ...errorFields(cause) })
  }

  #ended(thread: number): void {
    this.#workers.delete(thread)
    if (this.#stopping) return
    this.#died(thread)
    setTimeout(() => void this.#startAgain(thread), restartAfter).unref()
  }

  async #startAgain(thread: number): Promise<void> {
    if (this.#stopping) return
    try {
      await this.#startOne(thread)
      this.#log.info('thread.started', startedAgain, { thread })
    } catch {
      // It was told, and its end begins the next attempt.
    }
  }
}

const failed = say(
  'Ein Thread des Gateways ist gescheitert und wird neu gestartet; die anderen arbeiten weiter.',
  'A thread of the gateway failed and is started again; the others go on.',
)

const startedAgain = say('Der Thread des Gateways arbeitet wieder.', 'The thread of the gateway is at work again.')
