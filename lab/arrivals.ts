import type { ServerKind } from '../src/model/server.ts'

/** One HTTP request as it arrived at a public or origin address of the lab. */
export interface ArrivedRequest {
  readonly server: ServerKind
  readonly method: string
  /** The target of the request line, at most 300 characters. */
  readonly target: string
  readonly from: string
}

/** What reached the lab from outside; what its front passes on inside is not counted again. */
export interface LabStats {
  /** TCP connections that were taken, and those that were turned away at accept. */
  readonly connections: number
  readonly turnedAway: number
  /** Requests by method. What was no HTTP at all is counted as `malformed`. */
  readonly methods: Readonly<Record<string, number>>
  /** The newest requests, oldest first, at most 2,000. */
  readonly requests: readonly ArrivedRequest[]
  /** Bytes of request bodies. */
  readonly bodyBytes: number
  readonly heartbeats: number
  readonly relaySessions: number
  readonly databaseGreetings: number
  /** Errors of the lab's own sockets that did not belong to one visitor. */
  readonly troubles: readonly string[]
}

const keptRequests = 2000
const keptTroubles = 50
const keptMethods = 32

/** Counts what arrives, within a fixed amount of memory. */
export class Arrivals {
  connections = 0
  turnedAway = 0
  bodyBytes = 0
  heartbeats = 0
  relaySessions = 0
  databaseGreetings = 0
  readonly #methods = new Map<string, number>()
  readonly #requests: ArrivedRequest[] = []
  readonly #troubles: string[] = []

  request(arrived: ArrivedRequest): void {
    this.#count(arrived.method)
    this.#requests.push({ ...arrived, target: arrived.target.slice(0, 300) })
    if (this.#requests.length > keptRequests) this.#requests.shift()
  }

  malformed(): void {
    this.#count('malformed')
  }

  trouble(error: Error): void {
    if (this.#troubles.length < keptTroubles) this.#troubles.push(error.message)
  }

  stats(): LabStats {
    return {
      connections: this.connections,
      turnedAway: this.turnedAway,
      methods: Object.fromEntries(this.#methods),
      requests: [...this.#requests],
      bodyBytes: this.bodyBytes,
      heartbeats: this.heartbeats,
      relaySessions: this.relaySessions,
      databaseGreetings: this.databaseGreetings,
      troubles: [...this.#troubles],
    }
  }

  #count(method: string): void {
    const known = this.#methods.has(method) || this.#methods.size < keptMethods
    const name = known ? method : 'other'
    this.#methods.set(name, (this.#methods.get(name) ?? 0) + 1)
  }
}
