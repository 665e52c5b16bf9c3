import { bundledCatalog } from '../catalog/index.ts'
import type { Situation } from '../controls/examine.ts'
import { musterMsp, noon } from '../controls/question-fixture.ts'
import { EvidenceSet } from '../evidence/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { lower } from '../policy/lower.ts'
import type { Policy } from '../policy/policy.ts'

/** The site of the tests at `noon`, as these pieces of evidence show it. */
export function situationWith(evidence: readonly Evidence[], policy: Policy = musterMsp): Situation {
  return {
    policy,
    intents: lower(policy, bundledCatalog.areas),
    catalog: bundledCatalog,
    evidence: new EvidenceSet(evidence),
    now: noon,
  }
}
