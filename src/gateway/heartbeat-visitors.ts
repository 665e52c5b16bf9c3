import type { Socket } from 'node:dgram'
import { type AnswerCredit, noCredit } from '../traffic/answer-credit.ts'
import { fullBucket, type Rate, type TokenBucket } from '../traffic/token-bucket.ts'

/** One source of heartbeats, address and port, and its own socket towards the origin. */
export interface Visitor {
  readonly home: Home
  readonly port: number
  readonly upstream: Socket
  readonly credit: AnswerCredit
}

/** All visitors of one address. They share one rate: a port costs a sender nothing. */
export interface Home {
  readonly address: string
  readonly bucket: TokenBucket
  readonly visitors: Map<number, Visitor>
}

/**
 * The visitors that are remembered, those that were heard of last at the end. Found by address and port without
 * making a text of them.
 */
export class HeartbeatVisitors {
  readonly #homes = new Map<string, Home>()
  readonly #byRecency = new Set<Visitor>()
  readonly #rate: Rate

  constructor(rate: Rate) {
    this.#rate = rate
  }

  get size(): number {
    return this.#byRecency.size
  }

  /** The home of an address; a new one, not yet remembered, if none of its visitors is. */
  home(address: string, now: number): Home {
    return this.#homes.get(address) ?? { address, bucket: fullBucket(this.#rate, now), visitors: new Map() }
  }

  /** Remembers a new visitor and its home. */
  add(home: Home, port: number, upstream: Socket): Visitor {
    const visitor: Visitor = { home, port, upstream, credit: noCredit() }
    this.#homes.set(home.address, home)
    home.visitors.set(port, visitor)
    this.#byRecency.add(visitor)
    return visitor
  }

  /** Says that a visitor was heard of now. */
  touch(visitor: Visitor): void {
    this.#byRecency.delete(visitor)
    this.#byRecency.add(visitor)
  }

  has(visitor: Visitor): boolean {
    return this.#byRecency.has(visitor)
  }

  /** Forgets a visitor and closes its socket; nothing if it is forgotten already. */
  remove(visitor: Visitor): void {
    if (!this.#byRecency.delete(visitor)) return
    const { home, port, upstream } = visitor
    home.visitors.delete(port)
    if (home.visitors.size === 0) this.#homes.delete(home.address)
    upstream.close()
  }

  /** The visitor that was not heard of for longest. */
  oldest(): Visitor | undefined {
    return this.#byRecency.values().next().value
  }
}
