import type { TerminatorFact } from '../facts.ts'
import { type Answer, answered, missing, printable } from '../probe.ts'

/** What a server said to a request that no product ever sees: the status and its name. */
export interface Refusal {
  readonly status: number
  readonly server?: string
}

/** Between the header and the body (RFC 9112, section 2.1). */
export const headerEnd = '\r\n\r\n'

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/**
 * Who terminates HTTP here. http.sys refuses by itself, with status 400 and its own `Server` header, both a request
 * without `Host` and one without a verb; a proxy passes the first on or refuses it, and answers the second itself.
 * So every answer that came must be that of http.sys.
 * Source: the error pages of the HTTP Server API (learn.microsoft.com, "Error logging in HTTP API").
 */
export function terminatorFact(endpoint: Endpoint, answers: readonly Answer<Refusal>[]): Answer<TerminatorFact> {
  const seen = answers.flatMap((answer) => ('value' in answer ? [answer.value] : []))
  const telling = seen.find((refusal) => !isHttpSys(refusal)) ?? seen[0]
  if (!telling) return answers.find((answer) => 'missing' in answer) ?? missing('absent', 'no answer')
  return answered({
    address: endpoint.address,
    port: endpoint.port,
    terminator: isHttpSys(telling) ? 'http.sys' : 'other',
    status: telling.status,
    ...(telling.server ? { calledItself: printable(telling.server, 100) } : {}),
  })
}

/** Reads an answer whose bytes came as characters 0 to 255; `undefined` if it is no HTTP or its header is not whole. */
export function readRefusal(latin1: string): Refusal | undefined {
  const end = latin1.indexOf(headerEnd)
  const header = latin1.slice(0, Math.max(end, 0))
  const status = /^HTTP\/1\.[01] (\d{3})\b/.exec(header)?.[1]
  if (status === undefined) return undefined
  const server = /\r\nserver:[ \t]*([^\r\n]{1,300})/i.exec(header)?.[1]
  return { status: Number(status), ...(server === undefined ? {} : { server: printable(server.trim(), 300) }) }
}

function isHttpSys({ status, server = '' }: Refusal): boolean {
  return status === 400 && /^Microsoft-HTTPAPI\//i.test(server)
}
