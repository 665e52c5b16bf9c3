import type { Text } from '../model/text.ts'
import type { Ending, Plan } from './change.ts'

/** One step of a change, by their places in the plan. */
interface StepRecord {
  readonly change: string
  readonly step: number
}

/**
 * What a journal says (`bollwerk.journal/1`), one line each. What announces something is on disk before it is done:
 * `intent` before a place is written, `undoing` before it is written back.
 */
export type JournalRecord =
  | {
      readonly kind: 'begun'
      readonly schema: 'bollwerk.journal/1'
      /** SHA-256 of the plan file. */
      readonly hash: string
      readonly plan: Plan
    }
  | ({ readonly kind: 'intent' | 'made' | 'undoing' | 'undone' } & StepRecord)
  /** Undone after `until` (milliseconds since 1970) unless confirmed. */
  | { readonly kind: 'awaiting'; readonly change: string; readonly until: number }
  | { readonly kind: 'ended'; readonly change: string; readonly ending: Ending; readonly detail: Text }
  /** Nothing is under way any more. A rollback may begin again after it. */
  | { readonly kind: 'finished' }

/** A record with the time at which it was written, as ISO 8601. */
export type DatedRecord = JournalRecord & { readonly at: string }

/** A journal that holds a line which nobody of us wrote, other than at its end. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged'
}

/** Reads whole lines of a journal. Throws `JournalDamaged` with the number of the line that is none. */
export function parseRecords(text: string): readonly DatedRecord[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line, index) => {
    const record = parsed(line)
    const due = index === 0 ? record?.kind === 'begun' && record.schema === 'bollwerk.journal/1' : record !== undefined
    if (record === undefined || !due) throw new JournalDamaged(`line ${index + 1}`)
    return record
  })
}

function parsed(line: string): DatedRecord | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const known = value instanceof Object && 'kind' in value && kinds.has(String(value.kind))
    // Lines are written by this program alone, into a folder that is its operator's alone.
    return known ? (value as DatedRecord) : undefined
  } catch {
    return undefined
  }
}

const kinds: ReadonlySet<string> = new Set<JournalRecord['kind']>([
  'begun',
  'intent',
  'made',
  'undoing',
  'undone',
  'awaiting',
  'ended',
  'finished',
])
