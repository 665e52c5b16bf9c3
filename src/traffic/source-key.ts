import type { Prefix } from '../model/address.ts'
import { keyedHash, type Seed } from './keyed-hash.ts'
import type { Peer } from './peer.ts'

/** How much of an address stands for one source. */
export type SourceWidth = 32 | 64 | 56

/**
 * The words that a source is looked up by in a table, and their hash. A source is one IPv4 address, an IPv6 /64 (what one
 * subscriber's machine can choose from at will) or a /56 (what one subscriber usually gets). One object serves many
 * look-ups: it is filled, looked up and filled again, so that nothing is allocated.
 */
export class SourceKey {
  first = 0
  second = 0
  /** The width of the source, and above it the purpose: a small integer that keeps several records of a source apart. */
  third = 0
  hash = 0
  readonly #seed: Seed

  constructor(seed: Seed) {
    this.#seed = seed
  }

  /** Takes the source that a peer belongs to: the address for IPv4, its /64 for IPv6. */
  takePeer(peer: Peer, purpose = 0): this {
    if (peer.family === 4) return this.#take(peer.w3, 0, (purpose << 8) | 32)
    return this.#take(peer.w0, peer.w1, (purpose << 8) | 64)
  }

  /** Takes the /56 around an IPv6 peer. */
  takeNeighbourhood(peer: Peer): this {
    return this.#take(peer.w0, peer.w1 & 0xffff_ff00, 56)
  }

  #take(first: number, second: number, third: number): this {
    this.first = first
    this.second = second
    this.third = third
    // 0 and 1 mark free slots.
    const hash = keyedHash(this, this.#seed)
    this.hash = hash === 0 || hash === 1 ? 2 : hash
    return this
  }
}

/** The width of a prefix if it is one that sources have: a single IPv4 address, an IPv6 /64 or /56. */
export function sourceWidth({ family, length }: Prefix): SourceWidth | undefined {
  if (family === 4) return length === 32 ? 32 : undefined
  return length === 64 || length === 56 ? length : undefined
}

/** The first address of a prefix as words. */
export function peerOf({ family, number }: Prefix): Peer {
  const word = (shift: bigint): number => Number(BigInt.asIntN(32, number >> shift)) | 0
  return { family, w0: word(96n), w1: word(64n), w2: word(32n), w3: word(0n) }
}

/** The prefix that three words of a key stand for. */
export function prefixOf({ first, second, third }: Pick<SourceKey, 'first' | 'second' | 'third'>): Prefix {
  const length = third & 0xff
  if (length === 32) return { family: 4, number: BigInt(first >>> 0), length }
  return { family: 6, number: (BigInt(first >>> 0) << 96n) | (BigInt(second >>> 0) << 64n), length }
}
