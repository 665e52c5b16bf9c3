import type { Arrival } from './arrival.ts'
import type { RelayOrigin } from './relay-origin.ts'
import { type RelayEnd, type RelayLimits, RelaySession } from './relay-session.ts'

/** Why a connection was closed instead of being passed on. */
export type RelayRefusal = 'full' | 'stopping'

export interface RelaySettings extends Partial<RelayLimits> {
  /** Sessions at a time; 10,000 if absent. Each costs two sockets. */
  readonly mostSessions?: number
  /** Told of every session when both its sides are closed. */
  readonly ended?: (session: RelaySession, why: RelayEnd) => void
}

/** What a relay has done since it was made. */
export interface RelayCounts {
  readonly sessions: number
  /** Bytes of sessions that are over. */
  readonly fromClients: number
  readonly fromOrigins: number
  readonly ends: Readonly<Partial<Record<RelayEnd | RelayRefusal, number>>>
}

const usualLimits: RelayLimits = { connectTimeout: 5_000, idleLimit: 12 * 60 * 60_000 }
const usualMost = 10_000

/** Passes connections on to origins. Whether one may pass has been decided before; nothing here decides again. */
export class TcpRelay {
  readonly #limits: RelayLimits
  readonly #most: number
  readonly #ended: RelaySettings['ended']
  readonly #sessions = new Set<RelaySession>()
  readonly #ends: Partial<Record<RelayEnd | RelayRefusal, number>> = {}
  #count = 0
  #fromClients = 0
  #fromOrigins = 0
  readonly #drained: (() => void)[] = []
  #stopping = false

  constructor({ mostSessions, ended, ...limits }: RelaySettings = {}) {
    this.#limits = { ...usualLimits, ...limits }
    this.#most = mostSessions ?? usualMost
    this.#ended = ended
  }

  /** Takes the connection over, its errors included. Undefined if it was broken off instead: too many, or stopping. */
  carry(visit: Pick<Arrival, 'socket' | 'source' | 'destination'>, origin: RelayOrigin): RelaySession | undefined {
    const refusal = this.#refusal(visit.socket.destroyed)
    if (refusal) {
      this.#tally(refusal)
      visit.socket.on('error', () => visit.socket.destroy())
      if (!visit.socket.destroyed) visit.socket.resetAndDestroy()
      return undefined
    }
    this.#count += 1
    const over = (why: RelayEnd): void => this.#end(session, why)
    const session: RelaySession = new RelaySession(visit, origin, { ...this.#limits, over })
    this.#sessions.add(session)
    return session
  }

  /** The sessions of this moment, oldest first. They go on whatever changes, until somebody cuts them. */
  sessions(): RelaySession[] {
    return [...this.#sessions]
  }

  counts(): RelayCounts {
    const ends = { ...this.#ends }
    return { sessions: this.#count, fromClients: this.#fromClients, fromOrigins: this.#fromOrigins, ends }
  }

  /**
   * Takes no more connections, waits until every session has ended by itself, and cuts those that have not after
   * `deadline` milliseconds. Resolves with how many were cut, when all are gone.
   */
  async stop(deadline: number): Promise<number> {
    this.#stopping = true
    if (this.#sessions.size === 0) return 0
    let cut = 0
    const timer = setTimeout(() => {
      cut = this.#sessions.size
      for (const session of this.#sessions) session.cut()
    }, deadline)
    await new Promise<void>((resolve) => this.#drained.push(resolve))
    clearTimeout(timer)
    return cut
  }

  #refusal(gone: boolean): RelayEnd | RelayRefusal | undefined {
    // Its 'close' may have been told already, and a session that waits for it would never end.
    if (gone) return 'client-broke-off'
    if (this.#stopping) return 'stopping'
    return this.#sessions.size >= this.#most ? 'full' : undefined
  }

  #end(session: RelaySession, why: RelayEnd): void {
    this.#sessions.delete(session)
    this.#fromClients += session.fromClient
    this.#fromOrigins += session.fromOrigin
    this.#tally(why)
    this.#ended?.(session, why)
    if (this.#stopping && this.#sessions.size === 0) for (const resolve of this.#drained) resolve()
  }

  #tally(why: RelayEnd | RelayRefusal): void {
    this.#ends[why] = (this.#ends[why] ?? 0) + 1
  }
}
