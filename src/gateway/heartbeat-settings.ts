import type { AnswerLimits } from '../traffic/answer-credit.ts'
import { heartbeatsPerAddress, largestHeartbeat } from '../traffic/heartbeat-limits.ts'
import type { WireEnd } from '../traffic/proxy-header.ts'
import type { Rate } from '../traffic/token-bucket.ts'

/** Why a datagram went no further. */
export type HeartbeatDrop =
  | 'too-large'
  | 'not-admitted'
  | 'too-fast'
  | 'too-many-new'
  | 'no-socket'
  | 'stranger'
  | 'unasked'
  | 'too-much'

/** What may pass. Whoever is refused is not told, and not banned: the source of a datagram may be forged. */
export interface HeartbeatLimits {
  /** Bytes of a question. */
  readonly largest: number
  /** Sources, address and port, that are remembered; beyond that the oldest makes room. Each costs a socket. */
  readonly mostSources: number
  /** Milliseconds without a question after which a source is forgotten. */
  readonly idleLimit: number
  /** For all sources of one address together. */
  readonly perAddress: Rate
  /** Sources that were not known, from all addresses together. Slow enough that an answer finds its source known. */
  readonly newSources: Rate
  readonly answers: AnswerLimits
}

export interface HeartbeatSettings extends Partial<HeartbeatLimits> {
  /** An address of this machine, and a port; 0 for any. */
  readonly listen: WireEnd
  /** An address, not a name, and a port. */
  readonly origin: WireEnd
  /** The local address to send to the origin from; the system's choice if absent. */
  readonly from?: string
  /** Asked for every datagram, so that a changed policy counts at once. */
  readonly admits: (address: string) => boolean
  /** Hears of each datagram, of either side. */
  readonly counts?: (what: 'datagramsForwarded' | 'datagramsDropped') => void
}

/** What has passed since the forward was opened. */
export interface HeartbeatCounts {
  readonly questions: number
  readonly answers: number
  readonly dropped: Readonly<Partial<Record<HeartbeatDrop, number>>>
  /** Sources forgotten to make room for others. */
  readonly evicted: number
  /** Errors of sockets. */
  readonly troubles: number
  /** Sources remembered now. */
  readonly sources: number
}

export const usualHeartbeatLimits: HeartbeatLimits = {
  largest: largestHeartbeat,
  mostSources: 4_096,
  idleLimit: 5 * 60_000,
  perAddress: heartbeatsPerAddress,
  newSources: { perSecond: 200, burst: 1_000 },
  answers: { window: 10_000, answers: 2, factor: 3, leastBytes: 128 },
}
