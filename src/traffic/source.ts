import { newPeer, type Peer, readPeer } from './peer.ts'
import type { Rules } from './rules.ts'

/**
 * Where a connection or a datagram comes from, and what the rules hold of its address. That is looked up once and again
 * only when the rules have changed, never for each request.
 */
export class Source {
  readonly address: string
  readonly port: number
  /** Whether it speaks TLS to us. */
  readonly encrypted: boolean
  /** Where it came in, such as `tcp:443`. */
  readonly listener: string
  readonly peer: Peer = newPeer()
  isTechnician = false
  isMonitor = false
  /** Its address belongs to one of the fixed networks. */
  isFixed = false
  /** Number of the block list that holds its address; 0 for none. */
  list = 0
  /** What the geo data hold of its address: an id of `Rules.geo`. */
  opinion = 0
  #generation = -1

  /** Throws for what is no address; sockets give nothing else. */
  constructor(from: { address: string; port: number; encrypted: boolean; listener: string }) {
    this.address = from.address
    this.port = from.port
    this.encrypted = from.encrypted
    this.listener = from.listener
    if (!readPeer(from.address, this.peer)) throw new Error(`not an address: ${from.address}`)
  }

  /** Brings what the rules hold of the address up to date. */
  under(rules: Rules): this {
    if (this.#generation === rules.generation) return this
    this.#generation = rules.generation
    this.isTechnician = rules.technicians.find(this.peer) > 0
    this.isMonitor = rules.monitors.find(this.peer) > 0
    this.isFixed = rules.fixedNetworks.find(this.peer) > 0
    this.list = 1 + rules.blockLists.findIndex((list) => list.find(this.peer) > 0)
    this.opinion = rules.geo.find(this.peer)
    return this
  }
}
