import { clipped } from './printable.ts'

/** Deeper than this, and beyond this many entries, a value is only hinted at. */
const deepest = 3
const mostEntries = 20

/**
 * The value of a piece of evidence in one line of at most `limit` characters: `status: 200; headers: {server: IIS}`.
 * Works for any value that JSON can hold, however deep or long.
 */
export function compactValue(value: unknown, limit: number): string {
  return clipped(isRecord(value) ? entries(value, limit, 1) : written(value, limit, 0), limit)
}

function written(value: unknown, limit: number, depth: number): string {
  if (typeof value === 'string') return depth > 0 && value === '' ? '""' : clipped(value, limit)
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth > deepest) return '…'
  if (Array.isArray(value)) return `[${list(value, limit, depth + 1)}]`
  return isRecord(value) ? `{${entries(value, limit, depth + 1)}}` : ''
}

function list(values: readonly unknown[], limit: number, depth: number): string {
  const shown = values.slice(0, mostEntries).map((value) => written(value, limit, depth))
  return [...shown, ...remainder(values.length)].join(', ')
}

function entries(record: Readonly<Record<string, unknown>>, limit: number, depth: number): string {
  const all = Object.entries(record)
  const shown = all
    .slice(0, mostEntries)
    .map(([key, value]) => `${clipped(key, limit)}: ${written(value, limit, depth)}`)
  return [...shown, ...remainder(all.length)].join('; ')
}

function remainder(count: number): string[] {
  return count > mostEntries ? [`… (+${count - mostEntries})`] : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
