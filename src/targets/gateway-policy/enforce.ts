import type { AreaId } from '../../model/area.ts'
import { withoutListed, withValueAt } from '../../policy/edit.ts'
import type { Policy } from '../../policy/policy.ts'
import { changedText, type PolicyTextEdit, type TextChange } from './text-edit.ts'

/** The rules that keep people out and that a policy can set to observe. */
export type EnforcedRule = 'audience' | 'country'

/** Why a rule of the policy only reports what it would do in some areas. */
export interface Observed {
  /** `gateway.observe` names the rule: it holds nowhere. */
  readonly everywhere: boolean
  /** Areas with `mode: observe`. */
  readonly areas: readonly AreaId[]
}

/** What keeps a rule from holding in areas; `undefined` where the policy enforces it in all of them. */
export function observedIn(policy: Policy, rule: EnforcedRule, areas: readonly AreaId[]): Observed | undefined {
  const everywhere = policy.gateway.observe.includes(rule)
  const observing = [...new Set(areas)].filter((area) => policy.areas[area]?.mode === 'observe')
  return everywhere || observing.length > 0 ? { everywhere, areas: observing } : undefined
}

/**
 * The edit that lets a rule hold: it goes out of `gateway.observe`, and the areas get `mode: enforce`. The text must be
 * one that `readPolicy` accepts, and `observed` what it says.
 */
export function enforced(text: string, rule: EnforcedRule, { policy, observed }: Situation): PolicyTextEdit {
  const { observe } = policy.gateway
  const rest = observed.everywhere ? observe.filter((other) => other !== rule) : observe
  const areas = observed.areas.map((area) => [area, { ...policy.areas[area], mode: 'enforce' }] as const)
  const meaning: Policy = {
    ...policy,
    areas: { ...policy.areas, ...Object.fromEntries(areas) },
    gateway: { ...policy.gateway, observe: rest },
  }
  const list: TextChange = {
    place: 'gateway.observe',
    before: observe.join(', '),
    after: rest.join(', '),
    edit: (body) => withoutListed(body, ['gateway', 'observe'], observe.indexOf(rule)),
  }
  return changedText(text, meaning, [...(observed.everywhere ? [list] : []), ...observed.areas.map(modeOf)])
}

interface Situation {
  readonly policy: Policy
  readonly observed: Observed
}

function modeOf(area: AreaId): TextChange {
  return {
    place: `areas.${area}.mode`,
    before: 'observe',
    after: 'enforce',
    edit: (body) => withValueAt(body, ['areas', area], { key: 'mode', value: 'enforce' }),
  }
}
