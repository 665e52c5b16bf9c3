import { networkOfText } from './events/network.ts'

/**
 * What may stand beside a message: plain values. Nothing nested, so that no request, header or certificate gets into a
 * log by accident. An `address` is written whole only beside a `verdict` that refuses; otherwise as its network.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

const refusing: readonly unknown[] = ['refuse', 'drop', 'answer', 'would-refuse']

/** Names of fields that hold a secret, whatever they are joined with. */
const secret = /pass(word|phrase|wd)?$|secret|token|cookie|authoriz|credential|private|session|apikey$/i
const key = /(^k|K|[_-]k)ey$/

/** How much of a value is written, in characters. */
const longest = 500

/** Whether the fields tell of a refusal. */
export function isRefusal(fields: LogFields = {}): boolean {
  return refusing.includes(fields['verdict'])
}

/** The fields as they may be written. */
export function safeFields(fields: LogFields = {}, wholeAddress = false): LogFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, safeValue(name, value, wholeAddress)]))
}

/** The code and the message of an error, as fields. Its stack stays out: it tells of the machine, not of the cause. */
export function errorFields(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return { cause: typeof cause }
  return { cause: cause.message, ...('code' in cause && { causeCode: String(cause.code) }) }
}

function safeValue(name: string, value: LogFields[string], wholeAddress: boolean): LogFields[string] {
  if (typeof value !== 'string') return value
  if (secret.test(name) || key.test(name)) return '…'
  if (name === 'address' && !wholeAddress) return networkOfText(value)
  return value.length > longest ? `${value.slice(0, longest)}…` : value
}
