import { bundledCatalog } from '../../src/catalog/index.ts'
import type { Control } from '../../src/controls/control.ts'
import { type Examination, examine } from '../../src/controls/examine.ts'
import { controls } from '../../src/controls/index.ts'
import { musterMsp, noon } from '../../src/controls/question-fixture.ts'
import { EvidenceSet, type FactName, type Facts } from '../../src/evidence/facts.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import type { ServerKind } from '../../src/model/server.ts'
import { lower } from '../../src/policy/lower.ts'
import type { Policy, Server } from '../../src/policy/policy.ts'

/** One control about one server, and which facts it asks for. */
export interface Asking {
  readonly control: Control
  readonly server: Server
  readonly facts: ReadonlySet<string>
}

/** Writes down which facts were asked for. */
class WatchedEvidence extends EvidenceSet {
  readonly facts: Set<string> = new Set()

  override about<Name extends FactName>(server: ServerKind, fact: Name): readonly Evidence<Facts[Name]>[] {
    this.facts.add(`${server}/${fact}`)
    return super.about(server, fact)
  }
}

/** Every control with every server that it is for, and what it asks for when it is given this evidence. */
export function askings(evidence: readonly Evidence[], policy: Policy = musterMsp): readonly Asking[] {
  return controls.flatMap((control) =>
    policy.servers
      .filter(({ kind }) => control.servers.includes(kind))
      .map((server) => ({ control, server, facts: factsAskedFor(control, server, evidence) })),
  )
}

function factsAskedFor(control: Control, server: Server, evidence: readonly Evidence[]): ReadonlySet<string> {
  const watched = new WatchedEvidence(evidence)
  const situation = { policy: musterMsp, intents: lower(musterMsp, bundledCatalog.areas), catalog: bundledCatalog }
  control.judge({ ...situation, server, evidence: watched, now: noon })
  return watched.facts
}

/** The facts of which something is not as it was. A control that asks for none of them gives the answer that it gave. */
export function changedFacts(before: readonly Evidence[], after: readonly Evidence[]): ReadonlySet<string> {
  const [old, now] = [byText(before), byText(after)]
  const changed = [...old, ...now].filter(([text]) => old.has(text) !== now.has(text))
  return new Set(changed.map(([, { server, fact }]) => `${server}/${fact}`))
}

function byText(evidence: readonly Evidence[]): ReadonlyMap<string, Evidence> {
  return new Map(evidence.map((piece) => [JSON.stringify(piece), piece]))
}

export function answered({ control, server }: Asking, evidence: EvidenceSet): Examination {
  const intents = lower(musterMsp, bundledCatalog.areas)
  return examine(control, server, { policy: musterMsp, intents, catalog: bundledCatalog, evidence, now: noon })
}
