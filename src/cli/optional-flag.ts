import type { Parsed } from '../model/parsed.ts'
import { value } from './value.ts'

/** A flag with a value that may be left out. */
export interface ValueFlag<Value> {
  readonly kind: 'parsed'
  readonly parse: (text: string) => Value
  readonly optional: true
  readonly brief: string
  readonly placeholder: string
}

export type TextFlag = ValueFlag<string>

export function optionalText(brief: string, placeholder: string): TextFlag {
  return { kind: 'parsed', parse: String, optional: true, brief, placeholder }
}

/** The same with a parser of the model: what it refuses is an error of usage. */
export function optionalValue<Value>(
  brief: string,
  placeholder: string,
  parse: (text: string) => Parsed<Value>,
): ValueFlag<Value> {
  return { kind: 'parsed', parse: value(parse), optional: true, brief, placeholder }
}
