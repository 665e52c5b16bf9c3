import type { Evidence } from '../model/evidence.ts'
import { joined, say } from '../model/text.ts'
import type { Judgement, Overlaid } from './control.ts'
import { machineOf } from './machines.ts'

const dayMs = 86_400_000

/** Evidence by whether a control may still build on it. */
export interface ByAge {
  readonly young: readonly Evidence[]
  readonly old: readonly Evidence[]
}

export function byAge(evidence: readonly Evidence[], now: number, maximumAgeDays: number): ByAge {
  const oldest = new Date(now - maximumAgeDays * dayMs).toISOString()
  return { young: evidence.filter(({ at }) => at >= oldest), old: evidence.filter(({ at }) => at < oldest) }
}

/**
 * The machines of which only old evidence is left although others were looked at anew, each with its old evidence.
 * What the others say must not pass for them.
 */
export function silentMachines({ young, old }: ByAge): ReadonlyMap<string, readonly Evidence[]> {
  const heard = new Set(young.filter(isInside).map(questionOf))
  const silent = new Map<string, Evidence[]>()
  for (const piece of old) {
    if (!isInside(piece) || heard.has(questionOf(piece))) continue
    const machine = machineOf(piece)
    silent.set(machine, [...(silent.get(machine) ?? []), piece])
  }
  return silent
}

/** What a silent machine's old evidence says: a failure still counts, a pass does not. Nothing if it settles nothing. */
export function ofSilentMachine(machine: string, judgements: readonly Judgement[], maximumAgeDays: number): Overlaid[] {
  return judgements
    .filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')
    .map((judgement) => {
      const item = judgement.item === undefined ? machine : `${machine}/${judgement.item}`
      return asStale({ ...judgement, item, detail: joined([of(machine), judgement.detail]) }, maximumAgeDays)
    })
}

/** A judgement from evidence that is too old: a pass from it becomes `unknown`. */
export function asStale(judgement: Judgement, maximumAgeDays: number): Overlaid {
  const note = say(
    `Die Belege sind älter als ${maximumAgeDays} Tage; bitte sehen Sie neu nach.`,
    `The evidence is older than ${maximumAgeDays} days; please look again.`,
  )
  return {
    ...judgement,
    outcome: judgement.outcome === 'pass' ? 'unknown' : judgement.outcome,
    overlay: 'stale',
    detail: joined([judgement.detail, note]),
  }
}

function isInside({ witness }: Evidence): boolean {
  return witness === 'inside'
}

function questionOf(piece: Evidence): string {
  return `${piece.server}\n${piece.fact}\n${machineOf(piece)}`
}

function of(machine: string): ReturnType<typeof say> {
  return say(`Zuletzt von ${machine} gehört:`, `Last heard of ${machine}:`)
}
