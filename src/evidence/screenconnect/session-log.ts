import type { Indicator } from '../../catalog/index.ts'
import type { SessionEventCount, SessionsFact } from './facts.ts'
import { IndicatorSearch } from './indicator-search.ts'
import { momentOf } from './moment.ts'

/** One event of a session as the database holds it; what a build does not have is absent. */
export interface SessionEventRow {
  readonly time: unknown
  readonly type: unknown
  readonly process?: unknown
  readonly data?: unknown
}

/** Events worth counting, by their numbers of 21.13 (screenconnect.md §3.5). */
const eventNames: ReadonlyMap<number, string> = new Map([
  [20, 'CreatedSession'],
  [30, 'InitiatedJoin'],
  [44, 'QueuedCommand'],
  [47, 'QueuedTool'],
  [70, 'RanCommand'],
  [82, 'CopiedText'],
  [83, 'CopiedFiles'],
  [84, 'DraggedFiles'],
  [85, 'RanFiles'],
  [86, 'SentFiles'],
  [87, 'SwitchedLogonSession'],
  [101, 'QueuedElevatedTool'],
])

/** Characters of one event that are looked into. */
const longestData = 65_536

/** Sums the events of sessions up; what was said, typed or run is looked into and never kept. */
export class SessionLog {
  readonly #search: IndicatorSearch
  readonly #asked: number
  readonly #counts = new Map<string, SessionEventCount>()
  #events = 0
  #first: string | null = null
  #last: string | null = null

  constructor(indicators: readonly Indicator[]) {
    this.#search = new IndicatorSearch(indicators)
    this.#asked = indicators.length
  }

  add({ time, type, process, data }: SessionEventRow): void {
    const at = momentOf(time)
    if (at === null) return
    this.#events += 1
    if (this.#first === null || at < this.#first) this.#first = at
    if (this.#last === null || at > this.#last) this.#last = at
    if (typeof data === 'string') this.#search.look(data.slice(0, longestData), at)
    const event = eventNames.get(Number(type))
    if (event !== undefined) this.#count(event, actor(process), at)
  }

  fact(whole: boolean): SessionsFact {
    return {
      events: this.#events,
      whole,
      first: this.#first,
      last: this.#last,
      counts: [...this.#counts.values()],
      indicators: this.#search.found(),
      asked: this.#asked,
    }
  }

  #count(event: string, by: SessionEventCount['by'], at: string): void {
    const known = this.#counts.get(`${event} ${by}`)
    this.#counts.set(`${event} ${by}`, {
      event,
      by,
      count: (known?.count ?? 0) + 1,
      first: known && known.first < at ? known.first : at,
      last: known && known.last > at ? known.last : at,
    })
  }
}

/** `ProcessType`: host 1, guest 2 (screenconnect.md §3.5). */
function actor(process: unknown): SessionEventCount['by'] {
  if (process === null || process === undefined) return 'unknown'
  return Number(process) === 1 ? 'host' : Number(process) === 2 ? 'guest' : 'unknown'
}
