import type { Parsed } from '../model/parsed.ts'
import { Refusal } from './refusal.ts'

/** Turns a parser of the model into one for the command line: what it refuses becomes an error of usage. */
export function value<Value>(parse: (text: string) => Parsed<Value>): (text: string) => Value {
  return (text) => {
    const parsed = parse(text)
    if (!parsed.ok) throw new Refusal(parsed.problem)
    return parsed.value
  }
}
