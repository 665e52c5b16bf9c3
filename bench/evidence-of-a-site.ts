import { startLab } from '../lab/lab.ts'
import { bundledCatalog } from '../src/catalog/index.ts'
import { collectOutside } from '../src/evidence/outside/collect.ts'
import { usualPorts } from '../src/evidence/outside/index.ts'
import type { Evidence } from '../src/model/evidence.ts'
import { readPolicy } from '../src/policy/read.ts'

/** What a look at a neglected lab brings: evidence of the size and shape that a real site gives. */
export async function lookedAtSite(): Promise<{ policyText: string; evidence: readonly Evidence[] }> {
  const lab = await startLab({ state: 'neglected', network: 91 })
  try {
    const reading = readPolicy(lab.policyText)
    if (!reading.ok) throw new Error('the policy of the lab is refused')
    const evidence = await collectOutside({
      policy: reading.policy,
      catalog: bundledCatalog,
      vantage: { place: 'internet', country: 'DE' },
      ports: usualPorts,
      localAddress: lab.vantages.internet,
      authorities: [lab.authority],
      signal: new AbortController().signal,
      now: () => Date.now(),
      random: () => 'nothing-is-here',
      toolVersion: '0',
    })
    return { policyText: lab.policyText, evidence }
  } finally {
    await lab.close()
  }
}
