import type { Front } from './front.ts'
import { ask, requestFor, statusOf, visit } from './visitors.ts'

/** What honest clients met with. */
export interface Experience {
  readonly answers: number
  readonly failures: readonly string[]
  /** Milliseconds in which 99 of 100 requests were answered, the handshake of a new connection included. */
  readonly p99: number
}

/** Honest clients at work until they are told to stop: half keep their connection, half open one for each request. */
export class HonestClients {
  readonly #front: Front
  readonly #failures: string[] = []
  readonly #times: number[] = []
  readonly #pause: number
  readonly #working: Promise<void>[]
  #stopped = false

  constructor(front: Front, { clients = 8, pause = 10 } = {}) {
    this.#front = front
    this.#pause = pause
    this.#working = Array.from({ length: clients }, (_, index) => this.#work(`3.${index + 10}`, index % 2 === 0))
  }

  get answers(): number {
    return this.#times.length
  }

  async stop(): Promise<Experience> {
    this.#stopped = true
    await Promise.all(this.#working)
    const sorted = this.#times.toSorted((a, b) => a - b)
    const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0)
    return { answers: sorted.length, failures: this.#failures, p99 }
  }

  async #work(from: string, keeps: boolean): Promise<void> {
    let kept: Awaited<ReturnType<typeof visit>> | undefined
    while (!this.#stopped) {
      const start = performance.now()
      try {
        const socket = kept ?? (await visit(this.#front, { from }))
        const status = statusOf(await ask(socket, requestFor('/LabTech/agent.aspx')))
        if (status !== 200) this.#failures.push(`status ${status}`)
        // The gateway ends the connection after an answer in place of its origin's.
        kept = keeps && status === 200 ? socket : undefined
        if (kept === undefined) socket.destroy()
        this.#times.push(performance.now() - start)
      } catch (cause) {
        kept = undefined
        this.#failures.push(cause instanceof Error ? cause.message : String(cause))
      }
      await new Promise((resume) => setTimeout(resume, this.#pause))
    }
    kept?.destroy()
  }
}
