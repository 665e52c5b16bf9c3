import { type FirewallRule, isEveryPort, ruleHoldsPort } from '../evidence/windows/firewall-rule.ts'

/** A rule that names more ports than this is asked each time, so that a range of thousands takes no room. */
const fewPorts = 16

/**
 * Answers which rules speak of a port without asking each of hundreds, in the order in which they were given. A server
 * has as many listeners as rules, and several controls ask about each of them.
 */
export class RulesByPort<Stored extends { readonly rule: FirewallRule }> {
  readonly #rules: readonly Stored[]
  readonly #naming = new Map<number, number[]>()
  readonly #wide: number[] = []

  constructor(rules: readonly Stored[]) {
    this.#rules = rules
    rules.forEach(({ rule }, at) => {
      if (isWide(rule)) this.#wide.push(at)
      else
        for (const { first, last } of rule.localPorts.ranges)
          for (let port = first; port <= last; port += 1) this.#name(port, at)
    })
  }

  #name(port: number, at: number): void {
    const known = this.#naming.get(port)
    if (!known) this.#naming.set(port, [at])
    else if (known.at(-1) !== at) known.push(at)
  }

  about(wanted: Parameters<typeof ruleHoldsPort>[1]): readonly Stored[] {
    const naming = this.#naming.get(wanted.port) ?? []
    const candidates = this.#wide.length === 0 ? naming : [...naming, ...this.#wide].sort((a, b) => a - b)
    return candidates.flatMap((at) => {
      const stored = this.#rules[at]
      return stored && ruleHoldsPort(stored.rule, wanted) ? [stored] : []
    })
  }
}

/** Whether a rule is for every port or for many. */
function isWide({ localPorts }: FirewallRule): boolean {
  return isEveryPort(localPorts) || localPorts.ranges.some(isLong)
}

function isLong({ first, last }: FirewallRule['localPorts']['ranges'][number]): boolean {
  return last - first >= fewPorts
}
