import { type OriginAddress, OriginConnection } from './origin-connection.ts'

/** Idle connections kept for the next request; those beyond are closed. */
const mostIdle = 256

/** Connections to one origin. A connection carries one exchange at a time and is never shared between clients. */
export class OriginPool {
  readonly #address: OriginAddress
  readonly #idle: OriginConnection[] = []
  #closed = false

  constructor(address: OriginAddress) {
    this.#address = address
  }

  /** The connection that was used last, or a new one. A fresh one where a used one just failed. */
  take(fresh = false): OriginConnection {
    const idle = fresh ? undefined : this.#idle.pop()
    return idle ?? new OriginConnection(this.#address, (ended) => this.#forget(ended))
  }

  /** Gives a connection back after a whole exchange. */
  giveBack(connection: OriginConnection): void {
    connection.reader = undefined
    connection.used = true
    if (connection.gone) return
    if (this.#closed || this.#idle.length >= mostIdle) connection.destroy()
    else this.#idle.push(connection)
  }

  /** Closes what is idle; connections in use end with their exchange. */
  close(): void {
    this.#closed = true
    for (const connection of this.#idle.splice(0)) connection.destroy()
  }

  #forget(connection: OriginConnection): void {
    const at = this.#idle.indexOf(connection)
    if (at >= 0) this.#idle.splice(at, 1)
  }
}
