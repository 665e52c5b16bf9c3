import type { Missing, MissingReason } from '../../model/evidence.ts'

/** What a probe learns; the orchestrator adds the date, the source and the vantage point. */
export type Answer<Value> = { readonly value: Value } | { readonly missing: Missing }

export function answered<Value>(value: Value): Answer<Value> {
  return { value }
}

export function missing(reason: MissingReason, detail: string): { readonly missing: Missing } {
  return { missing: { reason, detail: printable(detail, detailLength) } }
}

const detailLength = 120

/**
 * The reason why a fact is missing, from the error of a system call, of TLS or of an `AbortSignal`.
 * A host or network that cannot be reached counts as `timeout`, not as `absent`: it proves nothing about the port.
 * An unknown error counts as `interrupted`; its code or text is kept in `detail`.
 */
export function missingFrom(error: unknown): Missing {
  const code = codeOf(error)
  return { reason: reasons.get(code) ?? 'interrupted', detail: printable(code, detailLength) }
}

/** Text from the network made safe for a terminal: printable ASCII, anything else as one `.`, cut off at `length`. */
export function printable(text: string, length: number): string {
  return text.slice(0, length).replaceAll(/[^\x20-\x7e]+/g, '.')
}

/** Error codes as in POSIX <errno.h>, `getaddrinfo`, and the names that an aborted `AbortSignal` gives as its reason. */
const reasons: ReadonlyMap<string, MissingReason> = new Map([
  ['ECONNREFUSED', 'absent'],
  ['ENOTFOUND', 'absent'],
  ['ENODATA', 'absent'],
  ['ETIMEDOUT', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['EAI_AGAIN', 'timeout'],
  ['EHOSTUNREACH', 'timeout'],
  ['EHOSTDOWN', 'timeout'],
  ['ENETUNREACH', 'timeout'],
  ['ECONNRESET', 'interrupted'],
  ['ECONNABORTED', 'interrupted'],
  ['EPIPE', 'interrupted'],
  ['AbortError', 'interrupted'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
])

/** `DOMException` has a numeric `code` from the past; its `name` is the word. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  if ('code' in error && typeof error.code === 'string' && error.code !== 'ABORT_ERR') return error.code
  if ('name' in error && typeof error.name === 'string' && reasons.has(error.name)) return error.name
  return error instanceof Error ? error.message || error.name : 'unknown error'
}
