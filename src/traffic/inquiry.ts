import type { DecisionMemory } from './decision-memory.ts'
import type { Request } from './evaluator.ts'
import type { Route } from './routes.ts'
import type { AreaRules, Rules, ServerRules } from './rules.ts'
import type { Source } from './source.ts'
import type { InspectedRequest } from './virtual-patches/virtual-patch.ts'

/** One question on its way through the steps. There is a single one, filled again for each decision. */
export class Inquiry implements InspectedRequest {
  rules: Rules
  readonly memory: DecisionMemory
  source: Source | undefined
  now = 0
  area: AreaRules | undefined
  /** Absent for the relay and the heartbeat. */
  request: Request | undefined
  /** Present with `request`. */
  route: Route | undefined
  serverRules: ServerRules | undefined
  rawPath = ''
  /** Set by the step of explicit permission; the steps that bind strangers are skipped then. */
  isAllowed = false
  /** The area is closed, and open for this source at present. */
  isOpened = false

  constructor(rules: Rules, memory: DecisionMemory) {
    this.rules = rules
    this.memory = memory
  }

  get server(): InspectedRequest['server'] {
    return this.serverRules?.kind ?? 'automate'
  }

  get method(): string {
    return this.request?.method ?? ''
  }

  get path(): string {
    return this.route?.path ?? ''
  }

  get query(): string {
    const { target } = this.request ?? { target: '' }
    return target.length > this.rawPath.length ? target.slice(this.rawPath.length + 1) : ''
  }

  get body(): string | undefined {
    return this.request?.body
  }

  get unpacked(): string | undefined {
    return this.request?.unpacked
  }

  get relayHosts(): readonly string[] | undefined {
    return this.serverRules?.relayHosts
  }

  /** Bound, because patches take it out of the request that they look at. */
  readonly header = (name: string): string | undefined => this.request?.header(name)
}
