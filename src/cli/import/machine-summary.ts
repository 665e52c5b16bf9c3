import { machineOf } from '../../controls/machines.ts'
import { type Evidence, isSeen, type Missing } from '../../model/evidence.ts'
import type { ServerKind } from '../../model/server.ts'

/** What a file brings of one machine. */
export interface MachineSummary {
  readonly machine: string
  readonly servers: readonly ServerKind[]
  /** Names of the facts that were seen. */
  readonly seen: readonly string[]
  readonly missing: readonly ({ readonly fact: string } & Missing)[]
  /** When the newest piece was seen. */
  readonly at: string
}

/** Sums up evidence by the machine that it speaks of; a fact that stands there once for each server counts once. */
export function machineSummaries(evidence: readonly Evidence[]): readonly MachineSummary[] {
  return [...new Set(evidence.map(placeOf))].map((machine) =>
    summaryOf(
      machine,
      evidence.filter((piece) => placeOf(piece) === machine),
    ),
  )
}

/** From within, the machine; from outside, where somebody stood. */
function placeOf(piece: Evidence): string {
  return piece.witness === 'outside' ? (piece.vantage?.place ?? piece.witness) : machineOf(piece)
}

function summaryOf(machine: string, evidence: readonly Evidence[]): MachineSummary {
  const missing = new Map<string, Missing>()
  for (const piece of evidence) if (!isSeen(piece)) missing.set(piece.fact, piece.missing)
  return {
    machine,
    servers: [...new Set(evidence.map(({ server }) => server))],
    seen: [...new Set(evidence.filter(isSeen).map(({ fact }) => fact))],
    missing: [...missing].map(([fact, why]) => ({ fact, ...why })),
    at: evidence.reduce((latest, { at }) => (at > latest ? at : latest), ''),
  }
}
