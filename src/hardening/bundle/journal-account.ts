import type { BundleEnding, BundleReason } from './ending.ts'
import type { Beginning, JournalLine } from './journal-lines.ts'

/** What became of one change, as the scripts wrote it down. */
export interface ChangeAccount {
  readonly change: string
  /** `broken-off`: begun, and nobody wrote how it ended. `not-reached`: nothing is known to have been done. */
  readonly ending: BundleEnding | 'broken-off' | 'not-reached'
  /** Absent where nothing went wrong. */
  readonly reason?: BundleReason
  readonly place: string
  /** What Windows called a failure. */
  readonly cause: string
}

/** What a journal tells. */
export interface JournalAccount {
  /** SHA-256 of the plan file. */
  readonly plan: string
  readonly site: string
  readonly machine: string
  /** When the last line was written. */
  readonly at: string
  /** Nothing is under way any more, as far as the journal goes. */
  readonly finished: boolean
  /** In the order of the plan. */
  readonly changes: readonly ChangeAccount[]
}

/** Sums a journal up, change by change. */
export function accountOf(lines: readonly [Beginning, ...JournalLine[]]): JournalAccount {
  const [{ plan, site, machine }] = lines
  const last = lines.at(-1)
  const changes = new Set(lines.flatMap((one) => (one.kind === 'begun' ? one.changes : [])))
  return {
    plan,
    site,
    machine,
    at: last?.at ?? '',
    finished: last?.kind === 'finished',
    changes: [...changes].map((change) => accountOfChange(change, lines)),
  }
}

function accountOfChange(change: string, lines: readonly JournalLine[]): ChangeAccount {
  const own = lines.filter((one) => 'change' in one && one.change === change)
  const last = own.at(-1)
  const nothing = { change, place: '', cause: '' }
  if (last === undefined) return { ...nothing, ending: 'not-reached' }
  if (last.kind !== 'ended') return { ...nothing, ending: 'broken-off' }
  const { ending, reason, place, cause } = last
  return { change, ending, ...(reason === '' ? {} : { reason }), place, cause }
}
