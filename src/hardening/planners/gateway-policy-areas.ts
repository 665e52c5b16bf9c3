import { bundledCatalog } from '../../catalog/index.ts'
import { type AreaId, areaIds, serverOf } from '../../model/area.ts'
import type { Finding } from '../../model/assessment.ts'
import { type Admit, admission, published } from '../../policy/intent.ts'
import { lower } from '../../policy/lower.ts'
import type { Policy } from '../../policy/policy.ts'
import type { EnforcedRule } from '../../targets/gateway-policy/enforce.ts'

/** The areas that a finding from outside says somebody gets into whom a rule of the policy keeps out. */
export function areasAbout(finding: Finding, rule: EnforcedRule, policy: Policy): readonly AreaId[] {
  const intents = lower(policy, bundledCatalog.areas)
  const meant = named(finding) ?? atPort(finding, policy)
  return meant.filter((area) => {
    const admit = admission(intents, area)
    return serverOf(area) === finding.subject && admit !== undefined && binds[rule](admit)
  })
}

/** Whether a rule keeps anybody out of an area at all. */
const binds: Readonly<Record<EnforcedRule, (admit: Admit) => boolean>> = {
  audience: ({ audience }) => audience === 'technicians',
  country: ({ audience, countries }) => audience === 'everyone' && countries !== 'any',
}

/** The area in the finding's name, or those of the requests that it cites. */
function named({ item, evidence }: Finding): readonly AreaId[] | undefined {
  const cited = evidence.map(({ value }) => (value instanceof Object && 'area' in value ? value.area : undefined))
  const areas = areaIds.filter((area) => area === item || cited.includes(area))
  return areas.length > 0 ? areas : undefined
}

/** The areas behind a port that answered. */
function atPort({ item, subject }: Finding, policy: Policy): readonly AreaId[] {
  const ports = published(lower(policy, bundledCatalog.areas), subject, 'tcp')
  return ports.flatMap(({ port, areas }) => (String(port) === item ? areas : []))
}
