import type { Indicator } from '../../catalog/index.ts'
import { formatAddress, parseAddress } from '../../model/address.ts'
import type { FailingAddress, SecurityLogFact } from './facts.ts'
import { IndicatorSearch } from './indicator-search.ts'
import { momentOf } from './moment.ts'

/** One row of `SecurityEvent` as the database holds it; what a build does not have is absent. */
export interface SecurityEventRow {
  readonly time: unknown
  readonly type?: unknown
  readonly result: unknown
  readonly name?: unknown
  readonly address?: unknown
}

/** Numbers of 21.13 (screenconnect.md §3.5). `OneTimePasswordRequired` is a step of every sign-in and no failure. */
const success = 1
const unknownName = 2
const lockedOut = 3
const failing: ReadonlySet<number> = new Set([unknownName, lockedOut, 7, 8, 9, 10])
const loginAttempt = 0

const dayMs = 86_400_000
const windowMs = 30 * dayMs
const mostAddresses = 50_000
const mostTold = 50
const mostNames = 10_000

interface Tally {
  failures: number
  successes: number
  first: string
  last: string
  readonly names: Set<string>
}

/** Sums the security log up, row after row, newest first. */
export class SecurityLog {
  readonly #known: ReadonlyMap<string, string>
  readonly #search: IndicatorSearch
  readonly #addresses = new Map<string, Tally>()
  readonly #successes = new Map<string, string>()
  #events = 0
  #failures = 0
  #unknownNames = 0
  #lockOuts = 0
  #first: string | null = null
  #last: string | null = null

  /** Only names of `known` users are ever told: people type passwords where a name belongs. */
  constructor(known: readonly string[], indicators: readonly Indicator[]) {
    this.#known = new Map(known.map((name) => [name.toLowerCase(), name]))
    this.#search = new IndicatorSearch(indicators)
  }

  add({ time, type = loginAttempt, result, name, address }: SecurityEventRow): void {
    const at = momentOf(time)
    if (at === null || Number(type) !== loginAttempt) return
    this.#events += 1
    if (this.#first === null || at < this.#first) this.#first = at
    if (this.#last === null || at > this.#last) this.#last = at
    const outcome = Number(result)
    const from = addressText(address)
    this.#search.look(from, at)
    if (failing.has(outcome)) this.#failed(outcome)
    if (outcome === success) this.#succeeded(String(name ?? ''), at)
    this.#tally({ at, from, name: String(name ?? ''), outcome })
  }

  fact(whole: boolean): SecurityLogFact {
    return {
      events: this.#events,
      whole,
      first: this.#first,
      last: this.#last,
      failures: this.#failures,
      unknownNames: this.#unknownNames,
      lockOuts: this.#lockOuts,
      addresses: this.#worst(),
      users: [...this.#successes].map(([name, lastSuccess]) => ({ name, lastSuccess })),
      indicators: this.#search.found(),
    }
  }

  #failed(outcome: number): void {
    this.#failures += 1
    if (outcome === unknownName) this.#unknownNames += 1
    if (outcome === lockedOut) this.#lockOuts += 1
  }

  #succeeded(name: string, at: string): void {
    const user = this.#known.get(name.toLowerCase())
    if (user === undefined) return
    const last = this.#successes.get(user)
    if (last === undefined || last < at) this.#successes.set(user, at)
  }

  #tally({ at, from, name, outcome }: { at: string; from: string; name: string; outcome: number }): void {
    const isOld = this.#last !== null && Date.parse(this.#last) - Date.parse(at) > windowMs
    if (isOld || from === '' || (outcome !== success && !failing.has(outcome))) return
    const known = this.#addresses.get(from)
    if (!known && this.#addresses.size >= mostAddresses) return
    const tally = known ?? { failures: 0, successes: 0, first: at, last: at, names: new Set<string>() }
    this.#addresses.set(from, tally)
    if (at < tally.first) tally.first = at
    if (at > tally.last) tally.last = at
    if (outcome === success) tally.successes += 1
    else {
      tally.failures += 1
      if (tally.names.size < mostNames) tally.names.add(name.toLowerCase())
    }
  }

  #worst(): readonly FailingAddress[] {
    return [...this.#addresses]
      .filter(([, { failures }]) => failures > 0)
      .sort(([, a], [, b]) => b.failures - a.failures)
      .slice(0, mostTold)
      .map(([address, { names, ...tally }]) => ({ address, ...tally, names: names.size }))
  }
}

/** `NetworkAddress` is a blob of 4 or 16 bytes in the builds that were seen; text is taken too. */
function addressText(value: unknown): string {
  if (value instanceof Uint8Array) {
    const isAddress = value.length === 4 || value.length === 16
    const number = value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    return isAddress ? canonical(formatAddress({ family: value.length === 4 ? 4 : 6, number })) : ''
  }
  return typeof value === 'string' ? canonical(value) : ''
}

function canonical(text: string): string {
  const address = parseAddress(text)
  return address.ok ? formatAddress(address.value) : ''
}
