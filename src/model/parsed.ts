import type { Text } from './text.ts'

/** What a parser answers: the value, or one sentence that says what is wrong and what would be right. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Text }

export function accepted<Value>(value: Value): Parsed<Value> {
  return { ok: true, value }
}

export function rejected<Value>(problem: Text): Parsed<Value> {
  return { ok: false, problem }
}
