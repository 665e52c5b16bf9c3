import type { Socket } from 'node:net'
import type { DecisionMemory } from '../traffic/decision-memory.ts'
import { type Rank, type Room, roomFor } from '../traffic/room.ts'
import type { Source } from '../traffic/source.ts'
import type { Counters } from './counters.ts'

export interface LobbyParts {
  readonly memory: DecisionMemory
  readonly counters: Counters
  /** How many connections the policy allows. */
  readonly room: () => Room
  /** Milliseconds of the clock that all threads share. */
  readonly now: () => number
}

/**
 * Counts every connection of one thread from accept to close, in all and for its source, and says who finds no room.
 * Both counts are those of all threads together.
 */
export class Lobby {
  readonly #parts: LobbyParts
  readonly #sockets = new Set<Socket>()

  constructor(parts: LobbyParts) {
    this.#parts = parts
  }

  /** Whether there is no room for a source, whatever it has; asked before a socket exists. The rules must know it. */
  isFullFor(source: Source): boolean {
    return this.#roomFor(this.#rank(source)) === 0
  }

  /** Whether there is no room for anybody. */
  get isFull(): boolean {
    return this.#roomFor('allowed') === 0
  }

  /** Counts a connection until it closes. */
  enter(socket: Socket): void {
    const { counters } = this.#parts
    this.#sockets.add(socket)
    counters.count('connectionsOpen')
    socket.once('close', () => {
      this.#sockets.delete(socket)
      counters.count('connectionsOpen', -1)
    })
  }

  /** Counts an entered connection for its source until it closes. False if the source has too many. */
  admits(socket: Socket, source: Source): boolean {
    const { connections } = this.#parts.memory
    const { peer } = source
    // What was counted must be given back, whatever the rules hold of the source by then.
    if (!connections.open(peer, Math.max(1, this.#roomFor(this.#rank(source))))) return false
    socket.once('close', () => connections.close(peer))
    return true
  }

  /** Ends every connection at once. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #roomFor(rank: Rank): number {
    const { counters, room } = this.#parts
    return roomFor(rank, counters.ofAllThreads('connectionsOpen'), room())
  }

  #rank({ isTechnician, isMonitor, peer }: Source): Rank {
    if (isTechnician || isMonitor) return 'allowed'
    return this.#parts.memory.agents.isKnown(peer, this.#parts.now()) ? 'known' : 'stranger'
  }
}
