/**
 * JSON with two blanks of indent in which nothing can steer a terminal or turn its direction: such signs are written as
 * `\uXXXX`. Outside of strings JSON holds only printable ASCII and newlines, so everything else stands in a string and
 * may be escaped there. Objects in `repeated` stand in many places: each is written once for every depth, and that text
 * is then used again.
 */
export function harmlessJson(value: unknown, repeated: ReadonlySet<unknown> = nothing): string {
  return repeated.size === 0
    ? harmless(JSON.stringify(value, undefined, 2))
    : written(value, 0, { repeated, texts: new Map(), indents: [] })
}

const nothing: ReadonlySet<unknown> = new Set()

interface Memory {
  readonly repeated: ReadonlySet<unknown>
  /** By object and depth. */
  readonly texts: Map<unknown, Map<number, string>>
  readonly indents: Indent[]
}

/** What stands before the entries of one depth. */
interface Indent {
  readonly first: string
  readonly next: string
  /** `next` with the name of a field. The same few names stand before nearly all values. */
  readonly named: Map<string, string>
}

function written(value: unknown, depth: number, memory: Memory): string {
  if (typeof value === 'string') return inQuotes(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return memory.repeated.has(value) ? writtenOnce(value, depth, memory) : enclosed(value, depth, memory)
}

function writtenOnce(value: object, depth: number, memory: Memory): string {
  const known = memory.texts.get(value) ?? new Map<number, string>()
  const text = known.get(depth) ?? enclosed(value, depth, memory)
  memory.texts.set(value, known.set(depth, text))
  return text
}

function enclosed(value: object, depth: number, memory: Memory): string {
  const { first } = indentAt(depth, memory)
  if (Array.isArray(value)) {
    const text = items(value, depth + 1, memory)
    return text === '' ? '[]' : `[${text}${first}]`
  }
  // What is no list is a record here: nothing else becomes JSON.
  const text = fields(value as Readonly<Record<string, unknown>>, depth + 1, memory)
  return text === '' ? '{}' : `{${text}${first}}`
}

// Adding text to text costs nothing until the whole is written; `join` would copy it anew at every level.

function items(list: readonly unknown[], depth: number, memory: Memory): string {
  const { first, next } = indentAt(depth, memory)
  let text = ''
  for (const item of list) {
    text += text === '' ? first : next
    text += written(item, depth, memory)
  }
  return text
}

function fields(record: Readonly<Record<string, unknown>>, depth: number, memory: Memory): string {
  const indent = indentAt(depth, memory)
  let text = ''
  for (const key of Object.keys(record)) {
    const field = record[key]
    if (field === undefined) continue
    text += text === '' ? `${indent.first}${inQuotes(key)}: ` : leadOf(key, indent)
    text += written(field, depth, memory)
  }
  return text
}

function leadOf(key: string, { next, named }: Indent): string {
  const lead = named.get(key) ?? `${next}${inQuotes(key)}: `
  named.set(key, lead)
  return lead
}

function indentAt(depth: number, { indents }: Memory): Indent {
  for (let next = indents.length; next <= depth; next += 1) {
    const first = `\n${'  '.repeat(next)}`
    indents.push({ first, next: `,${first}`, named: new Map() })
  }
  // The loop made every depth up to this one.
  return indents[depth] as Indent
}

/** Nearly every text holds nothing that needs escaping. */
function inQuotes(text: string): string {
  return plain.test(text) ? `"${text}"` : harmless(JSON.stringify(text))
}

const plain = /^[ !#-[\]-~¡-¬®-ÿ–—‘’‚“”„…→]*$/

/** Runs of other signs are looked for first, because classes of Unicode are slow to match. */
function harmless(json: string): string {
  return json.replace(/[^\n -~]+/g, (run) => run.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapedSign))
}

function escapedSign(sign: string): string {
  return Array.from({ length: sign.length }, (_, index) => unit(sign, index)).join('')
}

function unit(sign: string, index: number): string {
  return `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`
}
