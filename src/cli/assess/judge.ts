import { bundledCatalog } from '../../catalog/index.ts'
import { assess, type Occasion } from '../../controls/assess.ts'
import type { Situation } from '../../controls/examine.ts'
import { controls } from '../../controls/index.ts'
import { EvidenceSet } from '../../evidence/facts.ts'
import { newest } from '../../evidence/newest.ts'
import type { Assessment } from '../../model/assessment.ts'
import type { Evidence } from '../../model/evidence.ts'
import { latestHonestMoment } from '../../model/moment.ts'
import { lower } from '../../policy/lower.ts'
import type { Policy } from '../../policy/policy.ts'

/** Judges the newest evidence with every control and the catalogue that Bollwerk brings, as of now. */
export function judge(policy: Policy, evidence: readonly Evidence[], occasion: Occasion): Assessment {
  return assess(controls, situationOf(policy, evidence, Date.now()), occasion)
}

/** What controls and plans are asked with: the newest evidence and the catalogue that Bollwerk brings, at one moment. */
export function situationOf(policy: Policy, evidence: readonly Evidence[], now: number): Situation {
  // What claims to come from the future must not push what is known out of sight.
  const latest = latestHonestMoment(now)
  const early = evidence.filter(({ at }) => at > latest)
  const past = early.length === 0 ? evidence : evidence.filter(({ at }) => at <= latest)
  return {
    policy,
    intents: lower(policy, bundledCatalog.areas),
    catalog: bundledCatalog,
    evidence: new EvidenceSet([...newest(past), ...early]),
    now,
  }
}
