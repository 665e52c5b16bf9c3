import type { Text } from '../model/text.ts'

/** Nothing was done, and a person must do something first: the sentence says what. */
export class HardeningRefusal extends Error {
  readonly text: Text

  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options)
    this.name = 'HardeningRefusal'
    this.text = text
  }
}

/** What the system called the failure: `ENOSPC`, `EACCES`; otherwise the message. */
export function failureName(cause: unknown): string {
  if (cause instanceof Object && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : String(cause)
}
