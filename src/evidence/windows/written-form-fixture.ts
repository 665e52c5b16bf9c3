import type { Evidence } from '../../model/evidence.ts'

/**
 * A file of the collector as it looks after somebody passed it through `ConvertFrom-Json | ConvertTo-Json` of Windows
 * PowerShell 5.1: the only element of a list stands alone, an empty list is `null`, moments are `/Date(…)/`, and some
 * characters are escaped. `faithful` is what the script itself writes.
 */
export function writtenByPowershell(evidence: readonly Evidence[], form: 'faithful' | 'passed-on'): string {
  const pieces = form === 'faithful' ? evidence : evidence.map(passedOn)
  const file = { schema: 'bollwerk.evidence/1', site: 'Müller & Söhne', tool: { version: '0.1.0' }, evidence: pieces }
  const text = JSON.stringify(file, undefined, form === 'faithful' ? undefined : 4)
  return text.replaceAll(/[<>&']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

function passedOn(piece: Evidence): object {
  return 'value' in piece ? { ...piece, value: changed('', piece.value) } : piece
}

function changed(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return changedList(name, value)
  if (typeof value === 'string' && moments.has(name)) return `/Date(${Date.parse(value)})/`
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, changed(key, field)]))
}

function changedList(name: string, list: readonly unknown[]): unknown {
  const items = list.map((item) => changed('', item))
  if (items.length > 1) return items
  if (items.length === 1) return items[0]
  // For these `null` would say that they are hidden; PowerShell writes such lists in a wrapping or as an empty object.
  return { excludedPaths: { value: [], Count: 0 }, excludedProcesses: {} }[name] ?? null
}

const moments = new Set(['lastBoot', 'signaturesAt'])
