import type { Language, Text } from '../model/text.ts'

/** The same value with every text in one language. */
export type Written<Value> = Value extends Text
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Written<Value[Key]> }
      : Value

/** Writes a plan, or any plain value that holds texts, in one language. */
export function writtenIn<Value>(value: Value, language: Language): Written<Value> {
  // What `inLanguage` does to a value is what `Written` does to its type.
  return inLanguage(value, language) as Written<Value>
}

function inLanguage(value: unknown, language: Language): unknown {
  if (isText(value)) return value[language]
  if (Array.isArray(value)) return value.map((item: unknown) => inLanguage(item, language))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, inLanguage(field, language)]))
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'de' in value && 'en' in value
}
