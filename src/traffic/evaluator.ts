import type { AreaId } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import type { DecisionMemory } from './decision-memory.ts'
import { Inquiry } from './inquiry.ts'
import { isOpenFor } from './openings.ts'
import { Routes } from './routes.ts'
import type { AreaRules, Rules } from './rules.ts'
import type { Source } from './source.ts'
import { addressSteps, requestSteps, type Step } from './steps.ts'
import { passing, type TraceEntry, type Verdict } from './verdict.ts'

/** One request as the decision sees it. */
export interface Request {
  readonly method: string
  /** As sent: path and query. */
  readonly target: string
  readonly contentLength: number
  /** The first bytes of the body, up to `mostInspected`, one character each; only where `readsBody` says so. */
  readonly body?: string | undefined
  /** The beginning of the body before it was packed, where the request says that it is and that can be undone. */
  readonly unpacked?: string | undefined
  /** The value of a header, its name in lower case. */
  header(name: string): string | undefined
}

/** So many bytes of a body are looked at. */
export const mostInspected = 16_384

/**
 * Decides on connections, requests and datagrams, for every engine and for `explain` alike. It goes through the steps of
 * the decision order one after the other; the first objection in enforce mode decides. What it costs is look-ups; what
 * limits it is the canonical form of a path that was not seen before.
 */
export class Evaluator {
  readonly memory: DecisionMemory
  #rules: Rules
  readonly #inquiry: Inquiry
  readonly #routes: ReadonlyMap<ServerKind, Routes>

  constructor(rules: Rules, memory: DecisionMemory) {
    this.memory = memory
    this.#rules = rules
    this.#inquiry = new Inquiry(rules, memory)
    this.#routes = new Map([
      ['automate', new Routes()],
      ['screenconnect', new Routes()],
    ])
    this.adopt(rules)
  }

  get rules(): Rules {
    return this.#rules
  }

  /** Replaces the rules, from one decision to the next. What the memory holds stays. */
  adopt(rules: Rules): void {
    this.#rules = rules
    this.#inquiry.rules = rules
    this.memory.limits.adopt(rules.rates)
    for (const [kind, routes] of this.#routes) routes.adopt(rules.servers.get(kind))
  }

  /** The server that a name belongs to. `host` is the value of `Host`: any letter case, a port may follow. */
  serverOf(host: string): ServerKind | undefined {
    const known = this.#rules.hosts.get(host)
    return known ?? this.#rules.hosts.get(host.toLowerCase().replace(/:\d{1,5}$/, ''))
  }

  /**
   * What the address alone decides before a byte is read: the first objection if no area behind the door lets the
   * source in whatever it asks for, else a pass. Takes nothing from a rate.
   */
  judgeConnection(source: Source, door: readonly AreaId[], now: number): Verdict {
    let first: Verdict | undefined
    for (const id of door) {
      const area = this.#rules.areas.get(id)
      if (area === undefined) continue
      if (area.audience === 'nobody' && !isOpenFor(source.peer, area.openings, now)) continue
      const verdict = this.#walk(addressSteps, this.#about(source, area, now))
      if (verdict.action === 'forward') return verdict
      first ??= verdict
    }
    return first ?? passing(undefined)
  }

  /** Decides on a connection or a datagram of an area that is not HTTP: the relay, the heartbeat. Takes from its rate. */
  judgeArea(source: Source, id: AreaId, now: number, trace?: TraceEntry[]): Verdict {
    const area = this.#rules.areas.get(id)
    if (area === undefined) return { ...passing(id), action: 'drop', rule: 'closed' }
    return this.#walk(requestSteps, this.#about(source, area, now), trace)
  }

  /** Whether deciding on a request takes the beginning of its body. */
  readsBody(server: ServerKind, target: string): boolean {
    return this.#routes.get(server)?.find(pathOf(target)).patches.needsBody === true
  }

  /** Decides on a request to a server. Takes from its rate. */
  judgeRequest(
    visit: { source: Source; server: ServerKind; now: number },
    request: Request,
    trace?: TraceEntry[],
  ): Verdict {
    const { source, server, now } = visit
    const routes = this.#routes.get(server)
    const rules = this.#rules.servers.get(server)
    if (routes === undefined || rules === undefined) throw new Error(`the policy has no server ${server}`)
    const path = pathOf(request.target)
    const route = routes.find(path)
    const inquiry = this.#about(source, route.area && this.#rules.areas.get(route.area), now)
    inquiry.serverRules = rules
    inquiry.route = route
    inquiry.request = request
    inquiry.rawPath = path
    return this.#walk(requestSteps, inquiry, trace)
  }

  #about(source: Source, area: AreaRules | undefined, now: number): Inquiry {
    const inquiry = this.#inquiry
    inquiry.source = source.under(this.#rules)
    inquiry.area = area
    inquiry.now = now
    inquiry.serverRules = undefined
    inquiry.route = undefined
    inquiry.request = undefined
    inquiry.rawPath = ''
    inquiry.isAllowed = false
    inquiry.isOpened = area !== undefined && isOpenFor(source.peer, area.openings, now)
    return inquiry
  }

  #walk(steps: readonly Step[], inquiry: Inquiry, trace?: TraceEntry[]): Verdict {
    let observed: Verdict[] | undefined
    for (const step of steps) {
      if (step.sparesAllowed && inquiry.isAllowed) {
        trace?.push({ step: step.name, rule: '', result: 'skipped' })
        continue
      }
      const objection = step.ask(inquiry)
      trace?.push({ step: step.name, rule: objection?.rule ?? '', result: resultOf(step, inquiry, objection) })
      if (objection === undefined) continue
      if (objection.mode === 'enforce') return observed ? { ...objection, observed } : objection
      observed ??= []
      observed.push(objection)
    }
    trace?.push({ step: 'forward', rule: 'forward', result: 'forward' })
    const { area, isOpened } = inquiry
    const verdict = (isOpened ? area?.opened : area?.forward) ?? passing(undefined)
    return observed ? { ...verdict, observed } : verdict
  }
}

function pathOf(target: string): string {
  const query = target.indexOf('?')
  return query < 0 ? target : target.slice(0, query)
}

function resultOf(step: Step, inquiry: Inquiry, objection: Verdict | undefined): string {
  const seen = step.tell?.(inquiry)
  const outcome = objection === undefined ? 'passed' : objection.mode === 'enforce' ? objection.action : 'observed'
  return seen === undefined ? outcome : `${outcome} (${seen})`
}
