import { bundledCatalog, type Catalog } from '../catalog/index.ts'
import { EvidenceSet } from '../evidence/facts.ts'
import type { Assessment } from '../model/assessment.ts'
import type { Evidence } from '../model/evidence.ts'
import type { ServerKind } from '../model/server.ts'
import type { Language } from '../model/text.ts'
import { lower } from '../policy/lower.ts'
import type { Policy } from '../policy/policy.ts'
import { assess } from './assess.ts'
import type { Control } from './control.ts'
import { controls } from './index.ts'
import { musterMsp, noon } from './question-fixture.ts'
import { sampleVersion } from './sample-fixture.ts'

/** The site of the tests without one of its servers. */
export function without(kind: ServerKind): Policy {
  return { ...musterMsp, servers: musterMsp.servers.filter((server) => server.kind !== kind) }
}

/** The site of the tests with an exception that is in force at `noon`, for the version of the control as it is now. */
export function accepting(control: string, item?: string, version: number = versionOf(control)): Policy {
  const exception = {
    control,
    version,
    ...(item === undefined ? {} : { item }),
    reason: 'Austausch ist bestellt',
    owner: 'E. Muster',
    approver: 'G. Beispiel',
    since: '2026-11-01',
    until: '2026-12-31',
  }
  return { ...musterMsp, exceptions: [exception] }
}

/** The version of a control of the list; that of the samples for any other. */
function versionOf(id: string): number {
  return controls.find((control) => control.id === id)?.version ?? sampleVersion
}

/** The bundled catalogue as it will be when it is 46 days old. */
export const oldCatalog: Catalog = { ...bundledCatalog, asOf: '2026-10-08' }

/** Everything that controls say about a site at `noon`. */
export function assessed(
  controls: readonly Control[],
  evidence: readonly Evidence[],
  { policy = musterMsp, language = 'de' }: { readonly policy?: Policy; readonly language?: Language } = {},
): Assessment {
  const intents = lower(policy, bundledCatalog.areas)
  const situation = { policy, intents, catalog: bundledCatalog, evidence: new EvidenceSet(evidence), now: noon }
  return assess(controls, situation, { language, toolVersion: '0.0.0-test', startedAt: noon - 60_000 })
}

/** What the assessment of a site without the control's server says of the control's measure. */
export function outcomeWithout(kind: ServerKind, control: Control, evidence: readonly Evidence[]): string | undefined {
  const { measures } = assessed([control], evidence, { policy: without(kind) })
  return measures.find(({ id }) => id === control.measure)?.outcome
}
