import { setTimeout as wait } from 'node:timers/promises'
import type { Text } from '../../src/model/text.ts'
import type { Outcome } from '../clients/exchange.ts'

/** One thing that a visitor does. It is bounded in time by itself, and may try many times over at once. */
type Errand = () => Promise<Outcome | readonly Outcome[]>

/** Somebody who comes to the site, from an address that nobody else has. */
export interface Visitor {
  readonly name: Text
  /** Whether the policy wants it to be served. */
  readonly welcome: boolean
  readonly from: string
  readonly country: string
  readonly errands: readonly Errand[]
  /** Goes through its errands again and again while the site is open; once, if absent. */
  readonly returns?: boolean
  /** Milliseconds between two errands. */
  readonly pause: number
}

/** What came of a visitor's errands. */
export interface Attendance extends Pick<Visitor, 'name' | 'welcome' | 'from' | 'country'> {
  readonly tried: number
  /** For whom is not welcome: reached a server behind. */
  readonly served: number
  /** How it went when it was not served, the most frequent first. */
  readonly refusals: readonly { readonly detail: string; readonly count: number }[]
}

/** Sends a visitor on its errands until the signal aborts; what is under way then still ends. */
export async function attend(visitor: Visitor, signal: AbortSignal): Promise<Attendance> {
  const { name, welcome, from, country, errands } = visitor
  const outcomes: Outcome[] = []
  const laps = visitor.returns ? Number.POSITIVE_INFINITY : 1
  for (let lap = 0; lap < laps && !signal.aborted; lap += 1) {
    for (const errand of errands) {
      if (signal.aborted) break
      outcomes.push(...[await errand()].flat())
      await wait(visitor.pause, undefined, { signal }).catch(() => undefined)
    }
  }
  const failed = outcomes.filter(({ served }) => !served)
  return {
    ...{ name, welcome, from, country },
    tried: outcomes.length,
    served: outcomes.length - failed.length,
    refusals: counted(failed.map(({ detail }) => detail)),
  }
}

function counted(details: readonly string[]): Attendance['refusals'] {
  const counts = new Map<string, number>()
  for (const detail of details) counts.set(detail, (counts.get(detail) ?? 0) + 1)
  return [...counts].map(([detail, count]) => ({ detail, count })).sort((a, b) => b.count - a.count)
}
