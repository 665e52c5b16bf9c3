import type { Assessment, CitedEvidence, Finding } from '../model/assessment.ts'
import type { Missing, Witness } from '../model/evidence.ts'
import type { Outcome, Severity } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'

/** What somebody else may know of a disputed result: `bollwerk.dispute/1`. */
export interface DisputeBundle {
  readonly schema: 'bollwerk.dispute/1'
  readonly tool: { readonly version: string }
  readonly catalog: { readonly asOf: string }
  readonly control: string
  readonly version: number
  readonly server: ServerKind
  readonly item?: string
  readonly outcome: Outcome
  readonly severity: Severity
  readonly evidence: readonly RedactedEvidence[]
}

interface RedactedEvidence {
  readonly witness: Witness
  /** How old it was when it was judged, in days. */
  readonly ageDays: number
  /** Where the look was taken from, without anybody's own words. */
  readonly place?: string
  readonly missing?: Missing['reason']
  readonly shape?: Shape
}

/** The form of a value: keys, numbers and truth values stay, every text becomes the word `text`. */
type Shape = string | number | boolean | null | readonly Shape[] | { readonly [key: string]: Shape }

const dayMs = 86_400_000
const mostItems = 20
const deepest = 12

/**
 * A disputed finding without names, addresses, paths or anybody's words: nothing that was written by people, servers
 * or files gets through, only what it looked like.
 */
export function disputeBundle(finding: Finding, { tool, catalog, finishedAt }: Assessment): DisputeBundle {
  const { control, version, subject, item, outcome, severity, evidence } = finding
  return {
    schema: 'bollwerk.dispute/1',
    tool: { version: tool.version },
    catalog: { asOf: catalog.asOf },
    control,
    version,
    server: subject,
    ...(item === undefined ? {} : { item: isHarmless(item) ? item : 'text' }),
    outcome,
    severity,
    evidence: evidence.map((piece) => redacted(piece, finishedAt)),
  }
}

function redacted({ witness, at, vantage, value, missing }: CitedEvidence, judgedAt: string): RedactedEvidence {
  const age = Math.round((Date.parse(judgedAt) - Date.parse(at)) / dayMs)
  return {
    witness,
    ageDays: Number.isFinite(age) ? age : -1,
    ...(vantage ? { place: vantage.place } : {}),
    ...(missing ? { missing: missing.reason } : { shape: shapeOf(value, { depth: 0 }) }),
  }
}

/** Ports, advisories and versions of TLS say nothing about anybody. */
function isHarmless(item: string): boolean {
  return /^(\d{1,5}|CVE-\d{4}-\d{4,7}|TLSv1(\.[123])?)$/.test(item)
}

/** Tables whose keys come from a server or a file. */
const foreignKeys: ReadonlySet<string> = new Set(['headers', 'settings', 'variables'])

interface Place {
  readonly depth: number
  /** The key that the value stands behind. */
  readonly behind?: string
}

function shapeOf(value: unknown, { depth, behind = '' }: Place): Shape {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value !== 'object' || depth === deepest) return value === undefined ? null : 'text'
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => shapeOf(item, { depth: depth + 1, behind }))
  const entries = Object.entries(value).slice(0, 2 * mostItems)
  return Object.fromEntries(
    entries.map(([key, inner], index) => [
      foreignKeys.has(behind) ? `key${index}` : keyOf(key, index),
      shapeOf(inner, { depth: depth + 1, behind: key }),
    ]),
  )
}

/** The fields of facts are single words of letters; any other key may be somebody's word. */
function keyOf(key: string, index: number): string {
  return /^[A-Za-z]{1,40}$/.test(key) ? key : `key${index}`
}
