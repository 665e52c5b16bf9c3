import * as z from 'zod'
import { type Language, languages } from '../../model/text.ts'
import { sha256Of } from '../fingerprint.ts'
import { type BundleEnding, type BundleReason, bundleEndings, bundleReasons } from './ending.ts'

/** The form that this version knows. */
const schemaName = 'bollwerk.bundle-journal/1'

/** Any version of it. */
const family = /^bollwerk\.bundle-journal\/\d{1,4}$/

const text = z.string().max(4000)
const index = z.int().nonnegative()
const dated = { chain: text.regex(/^[0-9a-f]{64}$/), at: z.iso.datetime() }

interface Dated {
  /** SHA-256 of the line before; in the first line, of the plan. */
  readonly chain: string
  readonly at: string
}

/** A run of a script begins. */
export interface Beginning extends Dated {
  readonly kind: 'begun'
  readonly schema: typeof schemaName
  readonly action: 'apply' | 'rollback' | 'watch'
  readonly plan: string
  readonly site: string
  readonly machine: string
  readonly language: Language
  readonly tool: string
  readonly changes: readonly string[]
}

/** One line of the journal that the scripts of a bundle write. */
export type JournalLine =
  | Beginning
  | (Dated & {
      readonly kind: 'intent' | 'made' | 'undoing' | 'undone'
      readonly change: string
      readonly step: number
    })
  | (Dated & { readonly kind: 'awaiting'; readonly change: string; readonly until: string })
  | (Dated & {
      readonly kind: 'ended'
      readonly change: string
      readonly ending: BundleEnding
      readonly reason: BundleReason | ''
      readonly place: string
      readonly cause: string
    })
  | (Dated & { readonly kind: 'finished' })

const line: z.ZodType<JournalLine> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...dated,
    kind: z.literal('begun'),
    schema: z.literal(schemaName),
    action: z.enum(['apply', 'rollback', 'watch']),
    plan: text.regex(/^[0-9a-f]{64}$/),
    site: text,
    machine: text,
    language: z.enum(languages),
    tool: text,
    changes: z.array(text).max(1000),
  }),
  z.strictObject({ ...dated, kind: z.enum(['intent', 'made', 'undoing', 'undone']), change: text, step: index }),
  z.strictObject({ ...dated, kind: z.literal('awaiting'), change: text, until: z.iso.datetime() }),
  z.strictObject({
    ...dated,
    kind: z.literal('ended'),
    change: text,
    ending: z.enum(bundleEndings),
    reason: z.enum(['', ...bundleReasons]),
    place: text,
    cause: text,
  }),
  z.strictObject({ ...dated, kind: z.literal('finished') }),
])

/** Why a file is no journal that can be believed, with the number of the line where it begins to be none. */
export type JournalFault =
  /** A later version wrote it. */
  | { readonly kind: 'newer'; readonly schema: string }
  /** The last line has no end. */
  | { readonly kind: 'cut'; readonly line: number }
  /** A line that no script wrote, or that does not follow on the one before it. */
  | { readonly kind: 'edited'; readonly line: number }

export type JournalReading =
  | { readonly ok: true; readonly lines: readonly [Beginning, ...JournalLine[]] }
  | { readonly ok: false; readonly fault: JournalFault }

/** Whether a text is a journal of a bundle, whatever its version and however damaged behind its beginning. */
export function looksLikeJournal(content: string): boolean {
  return schemaOf(content) !== undefined || /^\ufeff?\{"chain":"[0-9a-f]{0,64}/.test(content)
}

function schemaOf(content: string): string | undefined {
  const first = parsed(content.split('\n', 1)[0] ?? '')
  const schema = first instanceof Object && 'schema' in first ? first.schema : undefined
  return typeof schema === 'string' && family.test(schema) ? schema : undefined
}

/**
 * Reads a journal strictly. Every line holds the SHA-256 of the one before it, the first that of the plan, so that a
 * line that was changed, moved or taken out is found by the one behind it.
 */
export function readJournalLines(content: string): JournalReading {
  const plain = content.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  const schema = schemaOf(plain)
  if (schema !== undefined && schema !== schemaName) return { ok: false, fault: { kind: 'newer', schema } }
  const rows = plain.split('\n')
  const rest = rows.pop()
  const [first, ...lines] = rows.map((row) => line.safeParse(parsed(row)).data)
  if (first?.kind !== 'begun') return { ok: false, fault: unbegun(rows.length) }
  const broken = firstBroken(rows, [first, ...lines])
  if (broken !== undefined) return { ok: false, fault: { kind: 'edited', line: broken } }
  if (rest !== '') return { ok: false, fault: { kind: 'cut', line: rows.length + 1 } }
  return { ok: true, lines: [first, ...lines.filter((one) => one !== undefined)] }
}

function unbegun(rows: number): JournalFault {
  return rows === 0 ? { kind: 'cut', line: 1 } : { kind: 'edited', line: 1 }
}

/** The number of the first line that is none, or that follows on another line than the one before it. */
function firstBroken(rows: readonly string[], lines: readonly (JournalLine | undefined)[]): number | undefined {
  const [first] = lines
  if (first?.kind !== 'begun') return 1
  let chain = first.plan
  const known = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const one = lines[index]
    if (one?.kind === 'begun') for (const change of one.changes) known.add(change)
    if (one?.chain !== chain || !belongs(one, first, known)) return index + 1
    chain = sha256Of(Buffer.from(row))
  }
  return undefined
}

/** Every run in one journal is of the same plan, and speaks of its changes only. */
function belongs(one: JournalLine, { plan, site }: Beginning, known: ReadonlySet<string>): boolean {
  if (one.kind === 'begun') return one.plan === plan && one.site === site
  return one.kind === 'finished' || known.has(one.change)
}

function parsed(row: string): unknown {
  try {
    return JSON.parse(row)
  } catch {
    // No line of a script; which one it is, the reader says.
    return undefined
  }
}
