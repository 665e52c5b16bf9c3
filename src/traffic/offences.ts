import { areaIds } from '../model/area.ts'
import type { Evaluator } from './evaluator.ts'
import type { AreaRules } from './rules.ts'
import type { Source } from './source.ts'
import type { Verdict } from './verdict.ts'

/** Points for a sign-in or a page that the product refuses, and for a page that is not there; ten in a minute ban. */
const refusedByProduct = 1
const missingPage = 0.5

/** Areas where people are. Agents behind the same address go on while a source is banned here. */
const areasOfPeople = areaIds.reduce(
  (mask, id, scope) =>
    ['automate.agents', 'automate.heartbeat', 'screenconnect.relay'].includes(id) ? mask : mask | (1 << scope),
  0,
)

/**
 * Turns what was tried into offences. Only what somebody demonstrably did counts: an exploit that a virtual patch
 * recognised, which bans at once, and answers of the product over a TCP connection. A request that any other rule refused
 * never counts, or a ban would feed itself; nor does a datagram, whose sender may be forged; nor an exploit that
 * another web site may have made an honest browser ask for.
 */
export class Offences {
  readonly #evaluator: Evaluator

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator
  }

  /** Hears of a refusal. `header` reads the request; `now` is in milliseconds of the memory's clock. */
  refused(
    source: Source,
    { rule, mode }: Verdict,
    visit: { header(name: string): string | undefined; now: number },
  ): void {
    if (!rule.startsWith('patch.') || mode !== 'enforce' || this.#isSpared(source, visit.now)) return
    if (visit.header('sec-fetch-site') === 'cross-site') return
    // Whoever is banned already is not banned again: an escalating ban that lasts stays as it is.
    this.#evaluator.memory.bans.ban({ source: source.peer, scopes: areasOfPeople, now: visit.now })
  }

  /** Hears of an answer of a product. */
  answered(visit: { source: Source; verdict: Verdict; status: number; now: number }): void {
    const { source, verdict, status, now } = visit
    const area = verdict.area === undefined ? undefined : this.#evaluator.rules.areas.get(verdict.area)
    // Whoever sets a server up for whom it was opened meets pages that are not there yet.
    if (area === undefined || verdict.rule === 'opened') return
    if (area.isForAgents) {
      if (status < 400) this.#evaluator.memory.agents.succeed(source.peer, now)
      return
    }
    this.#count(source, { area, weight: weightOf(status), now })
  }

  #count(source: Source, { area, weight, now }: { area: AreaRules; weight: number; now: number }): void {
    if (weight === 0 || this.#isSpared(source, now)) return
    this.#evaluator.memory.bans.strike({ peer: source.peer, scope: area.scope, weight, now })
  }

  /** Whoever is allowed explicitly, and agents that are known, are never banned. */
  #isSpared(source: Source, now: number): boolean {
    return source.isTechnician || source.isMonitor || this.#evaluator.memory.agents.isKnown(source.peer, now)
  }
}

/** What honest clients get once in a while counts little, everything else nothing. */
function weightOf(status: number): number {
  if (status === 401 || status === 403) return refusedByProduct
  return status === 404 ? missingPage : 0
}
