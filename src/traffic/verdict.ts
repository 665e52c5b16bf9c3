import type { AreaId } from '../model/area.ts'
import type { ObservableRule } from '../policy/gateway-settings.ts'
import type { Mode } from '../policy/policy.ts'

/** What to do with one connection, request or datagram. */
type Action = 'forward' | 'answer' | 'refuse' | 'drop'

/** What rules are told apart by. Those that cannot be observed only are always enforced. */
export type RuleFamily = 'malformed' | 'closed' | ObservableRule

/** A decision. Those that do not depend on the visit are made once and shared, so that deciding leaves no garbage. */
export interface Verdict {
  readonly action: Action
  /** HTTP status of the answer; 0 where nothing is answered. */
  readonly status: number
  /** Name of the rule that decided, such as `country` or `patch.cve-2024-1709`; `forward` if none objected, `opened` if the
   * area is closed and the policy opened it for this address. */
  readonly rule: string
  readonly mode: Mode
  readonly area: AreaId | undefined
  /** Rules in observe mode that would have refused, in the order of the decision. */
  readonly observed: readonly Verdict[]
}

/** How one step of the decision went, for people. */
export interface TraceEntry {
  readonly step: string
  readonly rule: string
  readonly result: string
}

/** The verdict that a visit may pass. */
export function passing(area: AreaId | undefined): Verdict {
  return { action: 'forward', status: 0, rule: 'forward', mode: 'enforce', area, observed: [] }
}
