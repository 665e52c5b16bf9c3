/** What may be written behind a key. */
export type YamlValue = string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue }

/**
 * Writes a value on one line of YAML 1.2, quoted where it would mean something else. The only place where values
 * become YAML text: reading the line gives the value back, so nothing in it can become structure. Keys of mappings are
 * our own names and are written as they are.
 */
export function writtenValue(value: YamlValue): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(writtenValue).join(', ')}]`
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${writtenValue(inner)}`)
  return `{ ${entries.join(', ')} }`
}

/**
 * Whether a text needs no quotation marks inside brackets either: it begins like a word, has a colon only before
 * another letter, and is neither a number nor a word of YAML. What is doubtful is quoted; a double-quoted JSON string
 * is a YAML string (YAML 1.2, section 1.3).
 */
function isPlain(text: string): boolean {
  const wordLike = /^[\p{L}\p{N}](?:[\p{L}\p{N}_./-]| (?! |$)|:(?=[\p{L}\p{N}/:]))*$/u.test(text)
  return wordLike && Number.isNaN(Number(text)) && !/^(null|true|false|yes|no|on|off|y|n|0o\d+)$/i.test(text)
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value)
}
