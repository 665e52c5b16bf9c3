import type { Change, Ending, Plan } from './change.ts'
import type { DatedRecord } from './journal-record.ts'

/** What a journal says of one change. */
export interface ChangeState {
  readonly change: Change
  /** The steps that were begun and not taken back, by their places in the change: these may stand changed. */
  readonly touched: readonly number[]
  /** Whether a step of it was ever begun. */
  readonly begun: boolean
  /** Absent while it is under way, or where it was never reached. */
  readonly ending?: Ending
  /** Until when it waits to be confirmed, in milliseconds since 1970. */
  readonly awaiting?: number
}

/** What a whole journal says. */
export interface JournalState {
  readonly plan: Plan
  readonly hash: string
  /** In the order of the plan. */
  readonly changes: readonly ChangeState[]
  /** Nothing is under way: neither an apply nor a rollback broke off. */
  readonly finished: boolean
}

/** What records say. `undefined` where there is none: then nothing was touched. */
export function stateOfJournal(records: readonly DatedRecord[]): JournalState | undefined {
  const [begun] = records
  if (begun?.kind !== 'begun') return undefined
  const { plan, hash } = begun
  return {
    plan,
    hash,
    changes: plan.changes.map((change) => stateOfChange(change, records)),
    finished: records.at(-1)?.kind === 'finished',
  }
}

function stateOfChange(change: Change, records: readonly DatedRecord[]): ChangeState {
  const own = records.filter((record) => 'change' in record && record.change === change.id)
  const begun = own.filter(({ kind }) => kind === 'intent').length > 0
  const ending = endingOf(own)
  const awaiting = own.findLast((record) => record.kind === 'awaiting')?.until
  return {
    change,
    touched: touchedIn(own),
    begun,
    ...(ending === undefined ? {} : { ending }),
    ...(awaiting === undefined ? {} : { awaiting }),
  }
}

function touchedIn(records: readonly DatedRecord[]): readonly number[] {
  const touched = new Set<number>()
  for (const record of records) {
    if (record.kind === 'intent') touched.add(record.step)
    if (record.kind === 'undone') touched.delete(record.step)
  }
  return [...touched].sort((a, b) => a - b)
}

/** A rollback of what had ended puts it under way again. */
function endingOf(records: readonly DatedRecord[]): Ending | undefined {
  const last = records.findLast(({ kind }) => kind === 'ended' || kind === 'undoing')
  return last?.kind === 'ended' ? last.ending : undefined
}
