import type { Indicator } from '../../catalog/index.ts'
import type { FoundIndicator } from './facts.ts'

/** Looks for indicators in texts, many texts at the cost of one expression; remembers how often and when last. */
export class IndicatorSearch {
  readonly #byText: ReadonlyMap<string, string>
  readonly #expression: RegExp
  readonly #found = new Map<string, { count: number; last: string | null }>()

  constructor(indicators: readonly Indicator[]) {
    this.#byText = new Map(indicators.map(({ id, text }) => [text.toLowerCase(), id]))
    const alternatives = [...this.#byText.keys()].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    // What stands before and after must not be part of a longer word or number: 45.1.1.1 is not 145.1.1.10.
    this.#expression = new RegExp(`(?<![\\w])(${alternatives.join('|') || '$^'})(?![\\w])`, 'gi')
  }

  look(text: string, at: string | null): void {
    const here = new Set([...text.matchAll(this.#expression)].map(([match]) => this.#byText.get(match.toLowerCase())))
    for (const id of here) {
      if (id === undefined) continue
      const known = this.#found.get(id) ?? { count: 0, last: null }
      const last = at !== null && (known.last === null || known.last < at) ? at : known.last
      this.#found.set(id, { count: known.count + 1, last })
    }
  }

  found(): readonly FoundIndicator[] {
    return [...this.#found].map(([id, { count, last }]) => ({ id, count, last }))
  }
}
