import type { KnownVersion, NoVersion } from '../../controls/running-version.ts'
import type { Text } from '../../model/text.ts'
import type { Witnessed } from '../checked.ts'
import { type Need, settling } from './need.ts'
import type { UpgradePlan, UpgradeStep } from './plan.ts'

interface Upgrade extends Pick<UpgradePlan, 'product' | 'title'> {
  readonly need: Need
  readonly running: KnownVersion | NoVersion
  readonly path: () => readonly Text[]
  readonly steps: () => readonly UpgradeStep[]
  /** The control that says whether the witnesses contradict each other. */
  readonly agreement: string
  readonly afterwards: readonly string[]
}

/** A plan has its path and steps only where it is due; where nobody can tell, its one step is to find out. */
export function framed(
  witnessed: Witnessed,
  { product, title, need, running, path, steps, agreement, afterwards }: Upgrade,
): UpgradePlan {
  const { state, reason } = need
  const settle = state === 'settle-first' ? [settling(need, witnessed.examination(agreement))] : []
  return {
    product,
    server: witnessed.server.kind,
    title,
    state,
    reason,
    ...(running.known ? { from: running.version.text } : {}),
    path: state === 'due' ? path() : [],
    steps: state === 'due' ? steps() : settle,
    afterwards: witnessed.afterwards(afterwards),
  }
}
