import { bundledCatalog } from '../../src/catalog/index.ts'
import type { Control } from '../../src/controls/control.ts'
import { type Examination, examine } from '../../src/controls/examine.ts'
import { controls } from '../../src/controls/index.ts'
import { EvidenceSet, type FactName, type Facts } from '../../src/evidence/facts.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import type { ServerKind } from '../../src/model/server.ts'
import { lower } from '../../src/policy/lower.ts'
import type { Policy, Server } from '../../src/policy/policy.ts'

/** One control about one server. */
export interface Asking {
  readonly control: Control
  readonly server: Server
}

/** When a site is judged, and by which policy. */
export interface Occasion {
  readonly policy: Policy
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Every control with every server that it is for. */
export function askings({ policy }: Occasion): readonly Asking[] {
  return controls.flatMap((control) =>
    policy.servers.filter(({ kind }) => control.servers.includes(kind)).map((server) => ({ control, server })),
  )
}

export function answered({ control, server }: Asking, evidence: EvidenceSet, { policy, now }: Occasion): Examination {
  return examine(control, server, { policy, intents: intentsOf(policy), catalog: bundledCatalog, evidence, now })
}

function intentsOf(policy: Policy): ReturnType<typeof lower> {
  return lower(policy, bundledCatalog.areas)
}

/** Writes down which facts were asked for. */
class WatchedEvidence extends EvidenceSet {
  readonly facts: Set<string> = new Set()

  override about<Name extends FactName>(server: ServerKind, fact: Name): readonly Evidence<Facts[Name]>[] {
    this.facts.add(`${server}/${fact}`)
    return super.about(server, fact)
  }
}

/** What a control asks for. If all of that stays as it is, so does the answer: a control sees nothing else. */
export function factsAskedFor(
  { control, server }: Asking,
  evidence: readonly Evidence[],
  { policy, now }: Occasion,
): ReadonlySet<string> {
  const watched = new WatchedEvidence(evidence)
  control.judge({ policy, server, intents: intentsOf(policy), catalog: bundledCatalog, evidence: watched, now })
  return watched.facts
}

/** The facts of which something is not as it was. */
export function changedFacts(before: readonly Evidence[], after: readonly Evidence[]): ReadonlySet<string> {
  const [old, now] = [byText(before), byText(after)]
  const changed = [...old, ...now].filter(([text]) => old.has(text) !== now.has(text))
  return new Set(changed.map(([, { server, fact }]) => `${server}/${fact}`))
}

function byText(evidence: readonly Evidence[]): ReadonlyMap<string, Evidence> {
  return new Map(evidence.map((piece) => [JSON.stringify(piece), piece]))
}
