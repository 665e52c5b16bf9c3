import type { Change, Plan, Step } from './change.ts'
import type { ChangeResult, Doing, OnProgress } from './change-result.ts'
import type { Grounds } from './ground.ts'
import { type Journal, JournalFailure } from './journal.ts'
import type { JournalRecord } from './journal-record.ts'
import { placeOf } from './place.ts'
import { copiesOf, removeCopies } from './runs.ts'

/** What whoever makes and undoes steps works with. */
export interface Workplace {
  /** The folder of the run. */
  readonly run: string
  readonly plan: Plan
  readonly journal: Journal
  readonly grounds: Grounds
  readonly onProgress: OnProgress
}

/** A step with where it belongs. */
export interface Placed {
  readonly change: Change
  readonly step: Step
  /** Its place among the steps of the change. */
  readonly index: number
}

/** The steps of a change, in the order in which they are made. */
export function placedSteps(change: Change): readonly Placed[] {
  return change.steps.map((step, index) => ({ change, step, index }))
}

/** Where a step keeps its copy. Ids of changes are no file names, their places in the plan are. */
export function copyOf({ run, plan }: Workplace, { change, index }: Placed): { folder: string; name: string } {
  return { folder: copiesOf(run), name: `${plan.changes.findIndex(({ id }) => id === change.id)}-${index}` }
}

/**
 * Writes a record down if that is possible, and says whether it is on disk. For what is done anyway: a change is taken
 * back without a journal too, and the journal is right then as well, because a step that is back already is no obstacle.
 */
export async function noted({ journal }: Workplace, record: JournalRecord): Promise<boolean> {
  try {
    await journal.append(record)
    return true
  } catch (cause) {
    if (cause instanceof JournalFailure) return false
    throw cause
  }
}

/** Writes down how a change ended, if that is possible, and tells it. */
export async function ended(workplace: Workplace, result: ChangeResult): Promise<ChangeResult> {
  await noted(workplace, { kind: 'ended', ...result })
  workplace.onProgress({ change: result.change, doing: 'ended', result })
  return result
}

/** Writes down that nothing is under way any more; the copies go unless something still needs them. */
export async function endRun(workplace: Workplace, results: readonly ChangeResult[]): Promise<void> {
  const whole = await noted(workplace, { kind: 'finished' })
  if (whole && results.every(({ ending }) => ending !== 'undo-failed')) await removeCopies(workplace.run)
}

/** Tells what is being done to a step. */
export function tell({ onProgress }: Workplace, { change, step }: Placed, doing: Doing): void {
  onProgress({ change: change.id, doing, place: placeOf(step) })
}
