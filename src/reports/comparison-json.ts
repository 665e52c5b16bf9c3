import type { Assessment } from '../model/assessment.ts'
import { type Change, type ChangeKind, changeKinds } from './change.ts'
import { changesBetween, type Pair } from './comparison.ts'

/** One of the two assessments that were compared. */
interface Compared {
  readonly finishedAt: string
  readonly tool: { readonly version: string }
  readonly catalog: { readonly asOf: string }
  readonly score: number
  readonly coverage: { readonly asked: number; readonly answered: number }
}

/** `bollwerk.diff/1`: how often each kind of change occurs, and every finding of both sides with its kind. */
export interface Difference {
  readonly schema: 'bollwerk.diff/1'
  readonly site: string
  readonly before: Compared
  readonly after: Compared
  readonly summary: Readonly<Record<ChangeKind, number>>
  readonly changes: readonly Change[]
}

export function differenceOf(pair: Pair): Difference {
  const changes = changesBetween(pair)
  const counts = changeKinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length])
  return {
    schema: 'bollwerk.diff/1',
    site: pair.after.site,
    before: compared(pair.before),
    after: compared(pair.after),
    // Built from changeKinds, which names every kind.
    summary: Object.fromEntries(counts) as Record<ChangeKind, number>,
    changes,
  }
}

function compared({ finishedAt, tool, catalog, score, coverage }: Assessment): Compared {
  return { finishedAt, tool, catalog: { asOf: catalog.asOf }, score, coverage }
}
