import type { Entry } from './outline.ts'
import { writtenValue, type YamlValue } from './yaml-value.ts'

/** Given unless it is the default; what has no default is always given. */
export function line(key: string, value: YamlValue, fallback?: YamlValue): Entry {
  const written = writtenValue(value)
  return { key, value: written, given: fallback === undefined || written !== writtenValue(fallback) }
}

/** A list of mappings, which is empty by default. */
export function list(key: string, items: readonly YamlValue[]): Entry {
  return items.length === 0 ? { key, given: false, value: '[]' } : { key, given: true, items: items.map(writtenValue) }
}

/** Given as soon as anything in it is. */
export function group(key: string, entries: readonly Entry[]): Entry {
  return { key, entries, given: entries.some(({ given }) => given) }
}
