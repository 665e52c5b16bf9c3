import { readEvidenceFile, writeEvidenceFile } from '../../src/evidence/file.ts'
import { type Evidence, isSeen } from '../../src/model/evidence.ts'

/** A way in which a fact says less than it could. */
export interface Lessening {
  readonly name: string
  /** The pieces of one fact as they are then; none if nobody brought them. */
  readonly of: (pieces: readonly Evidence[]) => readonly Evidence[]
}

export const lessenings: readonly Lessening[] = [
  { name: 'was not brought', of: () => [] },
  { name: 'was denied', of: (pieces) => pieces.map(denied) },
  { name: 'was denied the first time', of: ([first, ...rest]) => (first ? [denied(first), ...rest] : []) },
  { name: 'does not say what it may leave out', of: (pieces) => pieces.map(withoutValues) },
  { name: 'lists nothing', of: (pieces) => pieces.map(withoutEntries) },
]

function denied({ fact, witness, server, source, at, vantage }: Evidence): Evidence {
  const missing = { reason: 'denied', detail: 'test' } as const
  return { fact, witness, server, source, at, ...(vantage ? { vantage } : {}), missing }
}

/** With `null` in the place of every value that the shape of the fact lets be unknown. */
function withoutValues(piece: Evidence): Evidence {
  return replaced(piece, () => null)
}

/** With the empty list in the place of every list that the shape of the fact lets be empty. */
function withoutEntries(piece: Evidence): Evidence {
  return replaced(piece, (value) => (Array.isArray(value) ? [] : value))
}

function replaced(piece: Evidence, change: (value: unknown) => unknown): Evidence {
  if (!isSeen(piece)) return piece
  let best: Evidence = piece
  const attempt = (path: readonly string[], value: unknown): void => {
    const changed = change(value)
    const candidate = { ...best, value: at(isSeen(best) ? best.value : undefined, path, changed) }
    const understood = changed === value || path.length === 0 ? undefined : read(candidate)
    if (understood) best = understood
    else for (const [key, inner] of fieldsOf(value)) attempt([...path, key], inner)
  }
  attempt([], piece.value)
  return best
}

/** The first entries of a list are enough: those behind them are of the same shape. */
function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).slice(0, Array.isArray(value) ? 3 : undefined)
}

/** The same value with something else at a place inside. */
function at(value: unknown, [key, ...rest]: readonly string[], inner: unknown): unknown {
  if (key === undefined) return inner
  const copy: Record<string, unknown> = Array.isArray(value) ? [...value] : { ...Object(value) }
  copy[key] = at(copy[key], rest, inner)
  return copy
}

/** The piece as it is understood when it is read from a file: there `null` may stand for an empty list. */
function read(piece: Evidence): Evidence | undefined {
  const file = { schema: 'bollwerk.evidence/1', site: 'test', tool: { version: 'test' }, evidence: [piece] } as const
  const reading = readEvidenceFile(writeEvidenceFile(file))
  return reading.ok ? reading.value.evidence[0] : undefined
}
