import type { Catalog } from '../catalog/catalog.ts'
import { EvidenceSet } from '../evidence/facts.ts'
import { type Outcome, type Overlay, worstOf } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'
import { joined, say, verbatim } from '../model/text.ts'
import type { Intent } from '../policy/intent.ts'
import type { Policy, Server } from '../policy/policy.ts'
import { underAttestations } from './attestations.ts'
import type { Control, Judged, Judgement, Overlaid } from './control.ts'
import { agesOf, honest } from './dated-evidence.ts'
import { underDisputes } from './disputes.ts'
import { underExceptions } from './exceptions.ts'
import { asStale, ofSilentMachine, silentMachines } from './staleness.ts'

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
 * `stale`, and a pass from it becomes `unknown`; evidence from the future never counts. A person's answer stands only
 * where no evidence does. Exceptions and disputes lie over the outcome and never change it. A control that throws is an
 * `error`, never a pass.
 */
export function examine(control: Control, server: Server, situation: Situation): Examination {
  const { policy, now } = situation
  const subject = { control, server: server.kind, now }
  const answered = underAttestations(settled(control, server, situation), policy.attestations, subject)
  const weighed = answered.map((judgement) => ({ ...judgement, severity: judgement.severity ?? control.severity }))
  const disputed = underDisputes(weighed, policy.disputes, subject)
  return summarised(control, server.kind, underExceptions(disputed, policy.exceptions, subject))
}

function settled(control: Control, server: Server, situation: Situation): readonly Overlaid[] {
  const { past, early } = honest(situation)
  const judgements = settledByPast(control, server, { ...situation, evidence: past })
  return early.has(server.kind) ? judgements.map(withClockNote) : judgements
}

function settledByPast(control: Control, server: Server, situation: Situation): readonly Overlaid[] {
  const { maximumAgeDays } = control
  const ages = agesOf(situation, maximumAgeDays)
  const from = (evidence: EvidenceSet): readonly Judgement[] => judged(control, server, { ...situation, evidence })
  const fromYoung = from(ages.youngSet)
  if (ages.old.length === 0) return fromYoung
  if (fromYoung.some(isSettled)) {
    const silent = [...silentMachines(ages)].flatMap(([machine, evidence]) =>
      ofSilentMachine(machine, from(new EvidenceSet(evidence)), maximumAgeDays),
    )
    return [...fromYoung, ...silent]
  }
  const fromAll = from(new EvidenceSet([...ages.young, ...ages.old]))
  return fromAll.some(isSettled) ? fromAll.map((judgement) => asStale(judgement, maximumAgeDays)) : fromYoung
}

function isSettled({ outcome }: Judgement): boolean {
  return outcome !== 'unknown'
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
  const overlay = deciding.every((judgement) => judgement.overlay === first) ? first : undefined
  return { control, server, outcome, judgements, ...(overlay === undefined ? {} : { overlay }) }
}
