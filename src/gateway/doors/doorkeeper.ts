import type { Socket } from 'node:net'
import type { AreaId } from '../../model/area.ts'
import type { Evaluator } from '../../traffic/evaluator.ts'
import { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { Counters } from '../counters.ts'
import type { Ledger } from '../ledger.ts'
import type { Lobby } from '../lobby.ts'
import type { ProxiedClients } from '../proxied-clients.ts'
import type { ChallengeAnswers } from '../tls/challenge-answers.ts'
import type { DoorPlace } from './tcp-door.ts'

/** What a TCP port is for. */
export interface DoorPurpose extends DoorPlace {
  /** Areas that can be reached through it. */
  readonly areas: readonly AreaId[]
  /** Whether TLS is spoken, and HTTP without it only led to there or served like it. */
  readonly web?: { readonly plain: 'redirect' | 'serve'; readonly tls: boolean }
}

/** So many refusals at accept are written down in a second; more are only counted: a flood must not fill the journal. */
const toldPerSecond = 50

/** For the journal: the connection found no room. */
const noRoom: Verdict = {
  action: 'drop',
  status: 0,
  rule: 'connections',
  mode: 'enforce',
  area: undefined,
  observed: [],
}

export interface DoorkeeperParts {
  readonly evaluator: Evaluator
  readonly proxies: ProxiedClients
  readonly challenges: ChallengeAnswers
  readonly lobby: Lobby
  readonly ledger: Ledger
  readonly counters: Counters
  /** Milliseconds of the clock that all threads share. */
  readonly now: () => number
}

/** Decides on connections before a byte is read: by address, and by how many there are already. */
export class Doorkeeper {
  readonly #parts: DoorkeeperParts
  #letIn: Source | undefined
  #told = 0
  #toldSince = 0

  constructor(parts: DoorkeeperParts) {
    this.#parts = parts
  }

  /**
   * Asked by the system at accept, before a socket exists. Whoever comes through a proxy is judged when it has told. So
   * is everybody while an authority that issues certificates may come by, whose addresses nobody knows.
   */
  refuses(address: string, purpose: DoorPurpose): boolean {
    const { proxies, challenges, lobby } = this.#parts
    this.#letIn = undefined
    if (proxies.includes(address) || challenges.isAwaited) return lobby.isFull
    const source = new Source({ address, port: 0, encrypted: false, listener: listenerOf(purpose) })
    if (this.objectsTo(source, purpose)) return true
    if (lobby.isFullFor(source)) return this.#turnsAway(source, purpose)
    this.#letIn = source
    return false
  }

  /** Whom `refuses` has just let in, for the socket that comes into being right after; absent if that was left open. */
  get letIn(): Source | undefined {
    return this.#letIn
  }

  /** Whether the rules object to a source whatever it asks for; writes it down. */
  objectsTo(source: Source, purpose: DoorPurpose): boolean {
    const { evaluator, ledger, counters, now } = this.#parts
    const verdict = evaluator.judgeConnection(source, purpose.areas, now())
    if (verdict.action === 'forward') {
      if (verdict.observed.length > 0) ledger.observed(source, verdict, {})
      return false
    }
    counters.count('connectionsRefused')
    if (this.mayTell())
      ledger.refused(source, { ...verdict, action: 'drop', status: 0 }, { target: listenerOf(purpose) })
    return true
  }

  /** Whether a source has room for one more connection; breaks it off if not. */
  admits(socket: Socket, source: Source, purpose: DoorPurpose): boolean {
    if (this.#parts.lobby.admits(socket, source)) return true
    this.#turnsAway(source, purpose)
    socket.on('error', () => undefined).resetAndDestroy()
    return false
  }

  /** Whether one more refusal may be written down in this second. */
  mayTell(): boolean {
    const second = Math.floor(this.#parts.now() / 1000)
    if (second !== this.#toldSince) {
      this.#toldSince = second
      this.#told = 0
    }
    return ++this.#told <= toldPerSecond
  }

  /** Writes down that a source found no room. */
  #turnsAway(source: Source, purpose: DoorPurpose): true {
    const { counters, ledger } = this.#parts
    counters.count('connectionsRefused')
    if (this.mayTell()) ledger.refused(source, noRoom, { target: listenerOf(purpose) })
    return true
  }
}

/** The word for a port in the log. */
export function listenerOf({ port }: DoorPurpose): string {
  return `tcp:${port}`
}
