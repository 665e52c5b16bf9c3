import { lookup } from 'node:dns/promises'
import type { Policy } from '../policy/policy.ts'

/** How often names are looked up again, in milliseconds: dynamic DNS changes within minutes. */
const lookEvery = 60_000

export interface NameWatchOptions {
  /** Called when a name leads elsewhere. */
  readonly changed: () => void
  /** Called when a name that had an answer has none: the last answer goes on. */
  readonly failing: (name: string, code: string) => void
  /** Answers the addresses of a name as texts; rejects if it has none. */
  readonly resolve?: (name: string) => Promise<readonly string[]>
}

/** The names among the networks of a policy, looked up again and again. A name keeps its last good answer. */
export class NameWatch {
  readonly #options: NameWatchOptions
  readonly #answers = new Map<string, readonly string[]>()
  readonly #failing = new Set<string>()
  #names: readonly string[] = []
  readonly #timer: NodeJS.Timeout

  constructor(options: NameWatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => void this.look(), lookEvery)
    this.#timer.unref()
  }

  /** Where the names lead to at present. Names that never had an answer lead nowhere. */
  get answers(): readonly (readonly [name: string, addresses: readonly string[]])[] {
    return this.#names.map((name) => [name, this.#answers.get(name) ?? []])
  }

  /** Watches the names of a policy from now on; resolves when those that are new were looked up. */
  async watch(policy: Policy): Promise<void> {
    const networks = [...policy.technicians, ...policy.gateway.monitors]
    this.#names = networks.flatMap((network) => ('name' in network ? [network.name] : []))
    await Promise.all(this.#names.filter((name) => !this.#answers.has(name)).map((name) => this.#lookUp(name)))
  }

  /** Looks every name up now, and tells if one leads elsewhere. */
  async look(): Promise<void> {
    const changes = await Promise.all(this.#names.map((name) => this.#lookUp(name)))
    if (changes.includes(true)) this.#options.changed()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #lookUp(name: string): Promise<boolean> {
    try {
      const found = [...(await (this.#options.resolve ?? addressesOf)(name))].sort()
      this.#failing.delete(name)
      const before = this.#answers.get(name)
      this.#answers.set(name, found)
      return before?.join() !== found.join()
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
      if (!this.#failing.has(name)) this.#options.failing(name, code)
      this.#failing.add(name)
      return false
    }
  }
}

async function addressesOf(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}
