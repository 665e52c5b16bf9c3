import { bundledCatalog } from '../../catalog/index.ts'
import { usualPorts } from '../../evidence/outside/index.ts'
import type { Assessment } from '../../model/assessment.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Vantage } from '../../model/vantage.ts'
import type { Policy } from '../../policy/policy.ts'
import { readPolicy } from '../../policy/read.ts'
import { judge } from '../assess/judge.ts'
import { lookFromOutside } from '../assess/look.ts'
import type { Program, TrialSite } from '../program.ts'
import { lookedWithin } from './within.ts'

/** An assessment and what it was judged by. */
export interface Assessed {
  readonly assessment: Assessment
  readonly evidence: readonly Evidence[]
}

/** The policy of a trial site, which is always a good one. */
export function policyOf({ policyText }: Pick<TrialSite, 'policyText'>): Policy {
  const reading = readPolicy(policyText)
  if (!reading.ok) throw new Error(`the lab wrote a policy that is refused: ${reading.problems[0]?.message.en}`)
  return reading.policy
}

/**
 * Assesses a site as seen from the internet at home, from abroad, from the office and from the technicians' network,
 * and from within its servers.
 */
export async function assessWithAllWitnesses(program: Program, site: TrialSite): Promise<Assessed> {
  const startedAt = Date.now()
  const inside = await site.inside()
  const policy = policyOf(inside)
  const seen = await lookedFromEverywhere(program, policy, site)
  const evidence = [...seen, ...(await lookedWithin(program, { site, inside, policy }))]
  // The lab's policy is ours and not the reader's, so its language says nothing.
  const { language, version } = program
  return { assessment: judge(policy, evidence, { language, toolVersion: version, startedAt }), evidence }
}

async function lookedFromEverywhere(program: Program, policy: Policy, site: TrialSite): Promise<readonly Evidence[]> {
  const views: readonly { vantage: Vantage; localAddress: string }[] = [
    { vantage: { place: 'internet', country: 'DE' }, localAddress: site.vantages.internet },
    { vantage: { place: 'internet', country: 'BR' }, localAddress: site.vantages.abroad },
    { vantage: { place: 'main-network', country: 'DE' }, localAddress: site.vantages.office },
    { vantage: { place: 'technicians', country: 'DE' }, localAddress: site.vantages.technicians },
  ]
  const evidence: Evidence[] = []
  for (const view of views) {
    const look = { policy, catalog: bundledCatalog, ports: usualPorts, authorities: [site.authority], ...view }
    evidence.push(...(await lookFromOutside(program, look)))
  }
  return evidence
}
