import { type ServerKind, serverKinds } from '../model/server.ts'
import {
  type CountedVerdict,
  gaugeCount,
  latencyBuckets,
  latencySlots,
  layout,
  requestSlot,
  type SingleCounter,
  singleNames,
  threadCount,
  verdictNames,
} from './counter-layout.ts'
import { statusClassIndex } from './events/traffic-record.ts'
import { type Place, placeIndex } from './place.ts'
import { RuleNames } from './rule-names.ts'

/** A request that was decided. */
export interface CountedRequest extends Place {
  readonly verdict: CountedVerdict
  readonly rule: string
  readonly status?: number
}

/**
 * Opens the counters of one thread in a buffer that all threads share. A thread writes only into its own slice, so that
 * counting needs no lock and no atomic operation; who reads sums the slices. What went up and has not come down yet is
 * set back: a thread that is started again holds nothing.
 */
export function openCounters(buffer: SharedArrayBuffer, thread: number): Counters {
  const threads = threadCount(buffer)
  if (!(Number.isInteger(thread) && thread >= 0 && thread < threads)) {
    throw new RangeError(`thread ${thread} is not one of ${threads}`)
  }
  const slots = new Float64Array(buffer, thread * layout.end * 8, layout.end)
  slots.fill(0, layout.singles, layout.singles + gaugeCount)
  const all = new Float64Array(buffer, 0, threads * layout.end)
  return new Counters(slots, all, new RuleNames(buffer, threads * layout.end * 8))
}

/** Sets back what a thread counted up and could not count down any more, because it died. */
export function forgetThread(buffer: SharedArrayBuffer, thread: number): void {
  new Float64Array(buffer, thread * layout.end * 8, layout.end).fill(0, layout.singles, layout.singles + gaugeCount)
}

/** What one thread counts. Every method is a handful of additions to plain numbers. */
export class Counters {
  readonly #slots: Float64Array
  readonly #all: Float64Array
  readonly #rules: RuleNames

  /** `all` holds the slices of all threads, `slots` is the one of this thread. */
  constructor(slots: Float64Array, all: Float64Array, rules: RuleNames) {
    this.#slots = slots
    this.#all = all
    this.#rules = rules
  }

  request({ server, area, verdict, rule, status }: CountedRequest): void {
    const slot = requestSlot({
      place: placeIndex(server, area),
      verdict: verdictNames.indexOf(verdict),
      status: statusClassIndex(status),
      rule: this.#rules.indexOf(rule),
    })
    this.#add(slot, 1)
  }

  /** Bytes that came from clients and went to them. */
  bytes({ server, area }: Place, received: number, sent: number): void {
    const place = placeIndex(server, area)
    this.#add(layout.bytesReceived + place, received)
    this.#add(layout.bytesSent + place, sent)
  }

  /** Adds to a counter that is not told apart further; a negative amount where something ended. */
  count(name: SingleCounter, amount = 1): void {
    this.#add(layout.singles + singleNames.indexOf(name), amount)
  }

  /** What all threads together count under a name: one look for each thread. */
  ofAllThreads(name: SingleCounter): number {
    let sum = 0
    const first = layout.singles + singleNames.indexOf(name)
    for (let slot = first; slot < this.#all.length; slot += layout.end) sum += this.#all[slot] ?? 0
    return sum
  }

  /** A server behind answered after so many seconds. */
  upstreamAnswered(server: ServerKind, seconds: number): void {
    const base = layout.latency + serverKinds.indexOf(server) * latencySlots
    let bucket = 0
    while (bucket < latencyBuckets.length && seconds > (latencyBuckets[bucket] ?? 0)) bucket += 1
    this.#add(base + bucket, 1)
    this.#add(base + latencySlots - 1, seconds)
  }

  /** A server behind could not be reached or broke off, or did not answer in time. */
  upstreamFailed(server: ServerKind, how: 'error' | 'timeout'): void {
    const base = how === 'error' ? layout.upstreamErrors : layout.upstreamTimeouts
    this.#add(base + serverKinds.indexOf(server), 1)
  }

  #add(slot: number, amount: number): void {
    this.#slots[slot] = (this.#slots[slot] ?? 0) + amount
  }
}
