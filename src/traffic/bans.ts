import type { Prefix } from '../model/address.ts'
import { BanBook, type Sentence } from './ban-book.ts'
import { neighboursForWider, pointsWindow, repeatMemory, threshold } from './ban-terms.ts'
import { type Charge, Debts } from './debts.ts'
import type { Seed } from './keyed-hash.ts'
import { endIn, secondAt, secondNotBefore, ticksAt, ticksIn } from './moment.ts'
import { newPeer, type Peer } from './peer.ts'
import type { Block } from './slot-table.ts'
import { peerOf, prefixOf, SourceKey, sourceWidth } from './source-key.ts'

export interface Offence {
  readonly peer: Peer
  /** The area that the offence happened in, as a small integer from 0 to 30. */
  readonly scope: number
  /** Points; 10 in a minute are a ban. */
  readonly weight: number
  /** Milliseconds of the shared clock. */
  readonly now: number
}

export interface BanOrder {
  /** The source of a peer (IPv4 address, IPv6 /64), or exactly one prefix: an IPv4 address, an IPv6 /64 or /56. */
  readonly source: Peer | Prefix
  /** Bit mask of the scopes: `1 << scope` for each. */
  readonly scopes: number
  /** The end, in milliseconds of the shared clock; `Infinity` for never. Wins over `duration`. */
  readonly until?: number
  /** Milliseconds from `now` on. Without it and without `until` the ban escalates as one of `strike` does. */
  readonly duration?: number
  readonly now: number
}

/** A ban for listing and storing. `expiresAt` is in milliseconds of the shared clock, `Infinity` for never. */
export interface BanEntry {
  readonly prefix: Prefix
  readonly scopes: number
  readonly expiresAt: number
  /** How often in a row, 1 to 3; 0 for a ban that somebody ordered. */
  readonly level: number
}

export interface BanSlots {
  readonly bans: number
  readonly strikes: number
}

const ticksPerPoint = ticksIn(pointsWindow / threshold)

/**
 * Who is banned from which scopes, and who is about to be. A source is an IPv4 address or an IPv6 /64; when three /64s
 * of one /56 are banned, the /56 is. Points and bans lie in tables of their own, so whoever sprays offences from many
 * addresses displaces other points at most, never a ban.
 */
export class Bans {
  static bytes({ bans, strikes }: BanSlots): number {
    return BanBook.bytes(bans) + BanBook.bytes(widerSlots(bans)) + Debts.bytes(strikes)
  }

  readonly #book: BanBook
  readonly #widerBook: BanBook
  readonly #points: Debts
  readonly #key: SourceKey
  readonly #neighbour: Peer = newPeer()
  readonly #charge: Charge = { amount: 0, ceiling: threshold * ticksPerPoint - 1, insistent: false }

  constructor({ buffer, offset }: Block, { bans, strikes }: BanSlots, seed: Seed) {
    const wider = offset + BanBook.bytes(bans)
    this.#book = new BanBook({ buffer, offset }, bans)
    this.#widerBook = new BanBook({ buffer, offset: wider }, widerSlots(bans))
    this.#points = new Debts({ buffer, offset: wider + BanBook.bytes(widerSlots(bans)) }, strikes)
    this.#key = new SourceKey(seed)
  }

  /** Says whether a peer is banned from a scope at `now`. Takes no lock and allocates nothing. */
  isBanned(peer: Peer, scope: number, now: number): boolean {
    const second = secondAt(now)
    if (this.#book.mayHold(second) && this.#book.holds(this.#key.takePeer(peer), 1 << scope, second)) return true
    if (peer.family === 4 || !this.#widerBook.mayHold(second)) return false
    return this.#widerBook.holds(this.#key.takeNeighbourhood(peer), 1 << scope, second)
  }

  /**
   * Counts an offence and says whether the source became banned by it: `true` exactly once for each ban, in one thread.
   * Points melt away, ten in a minute. The first ban lasts 10 minutes, the next within 30 days of its end 24 hours, any
   * further one 30 days, each up to a tenth longer.
   *
   * Three duties of the caller: a request that was refused, for whatever reason, is no offence, or a ban would feed
   * itself; a datagram is none, because its sender can be forged; and a known agent (`KnownAgents`) is not struck.
   */
  strike({ peer, scope, weight, now }: Offence): boolean {
    if (!(weight > 0) || this.isBanned(peer, scope, now)) return false
    const key = this.#key.takePeer(peer, scope)
    this.#charge.amount = Math.round(weight * ticksPerPoint)
    if (this.#points.charge(key, this.#charge, ticksAt(now)) !== 'over') return false
    this.#points.forgive(key)
    return this.#escalate(peer, 1 << scope, secondAt(now))
  }

  /**
   * Bans a source. A ban that lasts is never shortened (`lift` it first), and further scopes join it until the later
   * end of both. Answers `false` if nothing was written: the prefix is none that bans are kept for (longer ranges are
   * block lists), there are no scopes, or an escalating ban lasts already.
   */
  ban({ source, scopes, until, duration, now }: BanOrder): boolean {
    if (scopes === 0 || ('length' in source && sourceWidth(source) === undefined)) return false
    const second = secondAt(now)
    const end = until ?? (duration === undefined ? undefined : now + duration)
    if (end !== undefined) return this.#impose(source, { scopes, end: secondNotBefore(end) }, second)
    if ('length' in source && source.length === 56) return this.#impose(source, { scopes }, second)
    return this.#escalate('length' in source ? peerOf(source) : source, scopes, second)
  }

  /**
   * Lifts every ban that a peer is under, of its /56 too, and forgets its repetitions and points; for a prefix, exactly
   * that one. Says whether there was anything to forget.
   */
  lift(source: Peer | Prefix): boolean {
    const peer = 'length' in source ? peerOf(source) : source
    const wide = 'length' in source ? source.length === 56 : peer.family === 6
    const lifted = wide && this.#widerBook.lift(this.#key.takeNeighbourhood(peer))
    if ('length' in source && wide) return lifted
    for (let scope = 0; scope <= 30; scope++) this.#points.forgive(this.#key.takePeer(peer, scope))
    return this.#book.lift(this.#key.takePeer(peer)) || lifted
  }

  /** Lifts all bans and forgets all repetitions. Points melt away by themselves. */
  liftAll(): void {
    this.#book.clear()
    this.#widerBook.clear()
  }

  /** The bans that last at `now`, in no order. */
  *entries(now: number): Generator<BanEntry> {
    yield* this.#entries(now, 0)
  }

  /** What `restore` needs after a restart: the bans that last, and those that ended within the last 30 days. */
  *remembered(now: number): Generator<BanEntry> {
    yield* this.#entries(now, repeatMemory)
  }

  /** Writes entries back and answers how many. Their `expiresAt` must be in the clock of `now`. */
  restore(entries: Iterable<BanEntry>, now: number): number {
    const second = secondAt(now)
    let restored = 0
    for (const { prefix, scopes, expiresAt, level } of entries) {
      const end = secondNotBefore(expiresAt)
      if (sourceWidth(prefix) === undefined || second >= end + repeatMemory) continue
      if (this.#impose(prefix, { scopes, end, level }, second)) restored++
    }
    return restored
  }

  #impose(source: Peer | Prefix, sentence: Sentence, second: number): boolean {
    if (!('length' in source)) return this.#book.impose(this.#key.takePeer(source), sentence, second)
    const peer = peerOf(source)
    if (source.length === 56) return this.#widerBook.impose(this.#key.takeNeighbourhood(peer), sentence, second)
    return this.#book.impose(this.#key.takePeer(peer), sentence, second)
  }

  /** Bans a source for as long as its level says, and its /56 when that makes the third /64 of it. */
  #escalate(peer: Peer, scopes: number, second: number): boolean {
    if (!this.#book.impose(this.#key.takePeer(peer), { scopes }, second)) return false
    if (peer.family === 6 && this.#hasBannedNeighbours(peer, scopes, second)) {
      this.#widerBook.impose(this.#key.takeNeighbourhood(peer), { scopes }, second)
    }
    return true
  }

  /** Looks all 256 up: some microseconds, for each new ban of an IPv6 address only, and nothing more to remember. */
  #hasBannedNeighbours(peer: Peer, scopes: number, second: number): boolean {
    const neighbour = Object.assign(this.#neighbour, peer)
    let banned = 0
    for (let last = 0; last < 256 && banned < neighboursForWider; last++) {
      neighbour.w1 = (peer.w1 & 0xffff_ff00) | last
      if (this.#book.holds(this.#key.takePeer(neighbour), scopes, second)) banned++
    }
    return banned >= neighboursForWider
  }

  *#entries(now: number, grace: number): Generator<BanEntry> {
    const second = secondAt(now)
    for (const book of [this.#book, this.#widerBook]) {
      for (const row of book.rows(second, grace)) {
        yield { prefix: prefixOf(row), scopes: row.scopes, expiresAt: endIn(row.end), level: row.level }
      }
    }
  }
}

/** A /56 is banned for three /64s at least. */
function widerSlots(slots: number): number {
  return Math.max(16, slots / 4)
}
