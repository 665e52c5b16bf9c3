/**
 * JSON with two blanks of indent in which nothing can steer a terminal or turn its direction: such signs are written as
 * `\uXXXX`. Outside of strings JSON holds only printable ASCII and newlines, so everything else stands in a string and
 * may be escaped there. Runs of other signs are looked for first, because classes of Unicode are slow to match.
 * Objects in `repeated` stand in many places: each is written once for every depth, and that text is then used again.
 */
export function harmlessJson(value: unknown, repeated: ReadonlySet<unknown> = nothing): string {
  return repeated.size === 0
    ? harmless(JSON.stringify(value, undefined, 2))
    : written(value, '\n', { repeated, texts: new Map() })
}

const nothing: ReadonlySet<unknown> = new Set()

interface Memory {
  readonly repeated: ReadonlySet<unknown>
  readonly texts: Map<unknown, Map<string, string>>
}

/** `line` is the line break with the indent of what encloses the value. */
function written(value: unknown, line: string, memory: Memory): string {
  if (memory.repeated.has(value)) return writtenOnce(value, line, memory)
  if (typeof value !== 'object' || value === null) return harmless(JSON.stringify(value) ?? 'null')
  const inner = `${line}  `
  if (Array.isArray(value))
    return enclosed(
      '[]',
      line,
      value.map((item) => written(item, inner, memory)),
    )
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const texts = fields.map(([key, field]) => `${harmless(JSON.stringify(key))}: ${written(field, inner, memory)}`)
  return enclosed('{}', line, texts)
}

/** Adds text to text, which costs nothing until the whole is written; `join` would copy it anew at every level. */
function enclosed(brackets: '[]' | '{}', line: string, texts: readonly string[]): string {
  const [first, ...others] = texts
  if (first === undefined) return brackets
  const content = others.reduce((whole, text) => `${whole},${line}  ${text}`, `${line}  ${first}`)
  return `${brackets[0]}${content}${line}${brackets[1]}`
}

function writtenOnce(value: unknown, line: string, { texts }: Memory): string {
  const known = texts.get(value) ?? new Map<string, string>()
  const text = known.get(line) ?? harmless(JSON.stringify(value, undefined, 2)).replaceAll('\n', line)
  texts.set(value, known.set(line, text))
  return text
}

function harmless(json: string): string {
  return json.replace(/[^\n -~]+/g, (run) => run.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapedSign))
}

function escapedSign(sign: string): string {
  return Array.from({ length: sign.length }, (_, index) => unit(sign, index)).join('')
}

function unit(sign: string, index: number): string {
  return `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`
}
