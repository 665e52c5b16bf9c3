import type { Missing, MissingReason } from '../../model/evidence.ts'

/** What was asked for, or why it could not be had. */
export type Answer<Value> = { readonly value: Value } | { readonly missing: Missing }

export function answered<Value>(value: Value): { readonly value: Value } {
  return { value }
}

/** Details are words of ours or codes: what a server writes into an error may repeat a secret. */
export function missing(reason: MissingReason, detail: string): { readonly missing: Missing } {
  return { missing: { reason, detail } }
}

/** Why a status is no answer: 401 and 403 are refusals, 404 is an interface that this version does not have. */
export function missingByStatus(status: number): { readonly missing: Missing } {
  const detail = `HTTP ${status}`
  if (status === 401 || status === 403) return missing('denied', detail)
  if (status === 404 || status === 410) return missing('absent', detail)
  return missing('unreadable', detail)
}

/** Why nothing came, from the error of a system call, of TLS, of MySQL or of an `AbortSignal`. Only its code is kept. */
export function missingFrom(error: unknown): { readonly missing: Missing } {
  const code = codeOf(error)
  return missing(reasons.find(([codes]) => codes.test(code))?.[1] ?? 'interrupted', code)
}

const reasons: readonly (readonly [RegExp, MissingReason])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|ENODATA|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR|ER_BAD_DB_ERROR)$/, 'absent'],
  [/^(ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|TimeoutError|PROTOCOL_SEQUENCE_TIMEOUT)$/, 'timeout'],
  [/^(EACCES|EPERM|ER_\w*ACCESS_DENIED\w*|ER_HOST_NOT_PRIVILEGED|AUTH_SWITCH_PLUGIN_ERROR)$/, 'denied'],
  [/^(HPE_HEADER_OVERFLOW)$/, 'too-large'],
  [
    /^(HPE_|ERR_SSL_|ERR_TLS_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HANDSHAKE_|MALFORMED_PACKET$)/,
    'unreadable',
  ],
]

function codeOf(error: unknown): string {
  const code = error instanceof Object && 'code' in error && error.code !== 'ABORT_ERR' ? error.code : undefined
  const name = error instanceof Object && 'name' in error ? error.name : undefined
  const word = typeof code === 'string' ? code : name
  return typeof word === 'string' && /^\w{1,60}$/.test(word) ? word : 'unknown error'
}
