import type { Evidence } from '../../model/evidence.ts'
import type { ServerKind } from '../../model/server.ts'
import type { Vantage } from '../../model/vantage.ts'
import type { OutsideFacts } from './facts.ts'
import type { Answer } from './probe.ts'

/** What all evidence of one look has in common. */
export interface Witnessing {
  readonly vantage: Vantage
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** An answer about one server, and what was asked for it. */
export interface Observation<Name extends keyof OutsideFacts> {
  readonly server: ServerKind
  readonly fact: Name
  readonly source: string
  readonly answer: Answer<OutsideFacts[Name]>
}

/** Puts the date and the vantage point to an answer. */
export function witnessed<Name extends keyof OutsideFacts>(
  { vantage, now }: Witnessing,
  { server, fact, source, answer }: Observation<Name>,
): Evidence<OutsideFacts[Name]> {
  return { fact, witness: 'outside', server, source, at: new Date(now()).toISOString(), vantage, ...answer }
}
