import type { Catalog } from '../catalog/catalog.ts'
import { EvidenceSet } from '../evidence/facts.ts'
import { isFromFuture } from '../model/moment.ts'
import { type Outcome, type Overlay, worstOf } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'
import { joined, say, verbatim } from '../model/text.ts'
import type { Intent } from '../policy/intent.ts'
import type { Policy, Server } from '../policy/policy.ts'
import type { Control, Judged, Judgement, Overlaid } from './control.ts'
import { exceptionsFor, underExceptions } from './exceptions.ts'

const dayMs = 86_400_000

/** Everything that controls are asked with, for a whole site. */
export interface Situation {
  readonly policy: Policy
  readonly intents: readonly Intent[]
  readonly catalog: Catalog
  readonly evidence: EvidenceSet
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What one control says about one server. */
export interface Examination {
  readonly control: Control
  readonly server: ServerKind
  readonly outcome: Outcome
  readonly overlay?: Overlay
  readonly judgements: readonly Judged[]
}

/**
 * Asks one control about one server. Evidence that is too old cannot make a control pass: what it says is shown as
 * `stale`, and a pass from it becomes `unknown`. Evidence from the future was not seen yet: no control is shown it.
 * Exceptions lie over the outcome and never change it. A control that
 * throws is an `error`, never a pass.
 */
export function examine(control: Control, server: Server, situation: Situation): Examination {
  const judgements = settled(control, server, situation).map((judgement) => ({
    ...judgement,
    severity: judgement.severity ?? control.severity,
  }))
  const exceptions = exceptionsFor(situation.policy.exceptions, control.id, server.kind)
  return summarised(control, server.kind, underExceptions(judgements, exceptions, situation.now))
}

function settled(control: Control, server: Server, situation: Situation): readonly Overlaid[] {
  const { all } = situation.evidence
  const past = all.filter(({ at }) => !isFromFuture(at, situation.now))
  if (past.length === all.length) return settledByPast(control, server, situation)
  const judgements = settledByPast(control, server, { ...situation, evidence: new EvidenceSet(past) })
  const early = all.some((piece) => piece.server === server.kind && isFromFuture(piece.at, situation.now))
  return early ? judgements.map(withClockNote) : judgements
}

function settledByPast(control: Control, server: Server, situation: Situation): readonly Overlaid[] {
  const oldest = new Date(situation.now - control.maximumAgeDays * dayMs).toISOString()
  const young = situation.evidence.all.filter((piece) => piece.at >= oldest)
  const fromYoung = judged(control, server, { ...situation, evidence: new EvidenceSet(young) })
  const nothingOld = young.length === situation.evidence.all.length
  if (nothingOld || fromYoung.some((judgement) => judgement.outcome !== 'unknown')) return fromYoung
  const fromAll = judged(control, server, situation)
  return fromAll.some((judgement) => judgement.outcome !== 'unknown')
    ? fromAll.map((judgement) => asStale(judgement, control.maximumAgeDays))
    : fromYoung
}

function judged(control: Control, server: Server, situation: Situation): readonly Judgement[] {
  try {
    const judgements = control.judge({ ...situation, server })
    return judgements.length > 0 ? judgements : [broken('the control gave no answer')]
  } catch (error) {
    return [broken(error instanceof Error ? error.message : String(error))]
  }
}

function broken(why: string): Judgement {
  return {
    outcome: 'error',
    detail: joined([
      say(
        'Die Prüfung selbst ist gescheitert; bitte melden Sie diesen Fehler:',
        'The control itself failed; please report this fault:',
      ),
      verbatim(why),
    ]),
    evidence: [],
  }
}

function asStale(judgement: Judgement, maximumAgeDays: number): Overlaid {
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

function withClockNote(judgement: Overlaid): Overlaid {
  return judgement.outcome === 'unknown' ? { ...judgement, detail: joined([judgement.detail, fromFuture]) } : judgement
}

const fromFuture = say(
  'Belege aus der Zukunft zählen nicht; bitte stellen Sie die Uhr des Rechners, von dem sie stammen, und sehen Sie neu nach.',
  'Evidence from the future does not count; please set the clock of the machine it came from and look again.',
)

function summarised(control: Control, server: ServerKind, judgements: readonly Judged[]): Examination {
  const outcome = worstOf(judgements.map((judgement) => judgement.outcome))
  const deciding = judgements.filter((judgement) => judgement.outcome === outcome)
  const first = deciding[0]?.overlay
  const overlay = first !== undefined && deciding.every((judgement) => judgement.overlay === first) ? first : undefined
  return { control, server, outcome, judgements, ...(overlay === undefined ? {} : { overlay }) }
}
