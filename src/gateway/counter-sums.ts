import { type ServerKind, serverKinds } from '../model/server.ts'
import {
  type CountedVerdict,
  latencyBuckets,
  latencySlots,
  layout,
  requestSlot,
  type SingleCounter,
  singleNames,
  threadCount,
  verdictNames,
} from './counter-layout.ts'
import { type StatusClass, statusClassNames } from './events/traffic-record.ts'
import { type Place, places } from './place.ts'
import { RuleNames } from './rule-names.ts'

/** How often one combination was seen. */
export interface RequestCount {
  readonly place: Place
  readonly verdict: CountedVerdict
  readonly status: StatusClass
  readonly rule: string
  readonly count: number
}

/** What all threads counted together, read at one moment. */
export class CounterSums {
  readonly #slots: Float64Array
  readonly #rules: readonly (string | undefined)[]

  constructor(buffer: SharedArrayBuffer) {
    const threads = threadCount(buffer)
    this.#slots = new Float64Array(layout.end)
    for (let thread = 0; thread < threads; thread += 1) {
      const slice = new Float64Array(buffer, thread * layout.end * 8, layout.end)
      for (const [slot, count] of slice.entries()) this.#slots[slot] = this.#at(slot) + count
    }
    this.#rules = new RuleNames(buffer, threads * layout.end * 8).all()
  }

  single(name: SingleCounter): number {
    return this.#at(layout.singles + singleNames.indexOf(name))
  }

  /** Every combination that was seen; one may come more than once and is then to be added up. */
  requests(): RequestCount[] {
    return places.flatMap((place, placeIndex) =>
      verdictNames.flatMap((verdict, verdictIndex) =>
        statusClassNames.flatMap((status, statusIndex) =>
          this.#rules.flatMap((rule, ruleIndex) => {
            if (rule === undefined) return []
            const at = { place: placeIndex, verdict: verdictIndex, status: statusIndex, rule: ruleIndex }
            const count = this.#at(requestSlot(at))
            return count === 0 ? [] : [{ place, verdict, status, rule, count }]
          }),
        ),
      ),
    )
  }

  /** Bytes by place, for the places that had any. */
  bytes(direction: 'bytesReceived' | 'bytesSent'): { readonly place: Place; readonly bytes: number }[] {
    return places
      .map((place, index) => ({ place, bytes: this.#at(layout[direction] + index) }))
      .filter(({ bytes }) => bytes > 0)
  }

  upstream(server: ServerKind): { readonly errors: number; readonly timeouts: number; readonly latency: Latency } {
    const index = serverKinds.indexOf(server)
    const base = layout.latency + index * latencySlots
    const counts = Array.from({ length: latencyBuckets.length + 1 }, (_, bucket) => this.#at(base + bucket))
    return {
      errors: this.#at(layout.upstreamErrors + index),
      timeouts: this.#at(layout.upstreamTimeouts + index),
      latency: { counts, seconds: this.#at(base + latencySlots - 1) },
    }
  }

  #at(slot: number): number {
    return this.#slots[slot] ?? 0
  }
}

/** How many answers fell into each bucket, the last being for what took longest, and their seconds together. */
export interface Latency {
  readonly counts: readonly number[]
  readonly seconds: number
}
