import { AcmeProblem, problemIn } from './acme-problem.ts'

export type AcmeLibrary = typeof import('acme-client')

let library: Promise<AcmeLibrary> | undefined

/** Loads acme-client on first use: it costs a start some 175 ms. */
export function acmeLibrary(): Promise<AcmeLibrary> {
  library ??= import('acme-client').then(tamed)
  return library
}

/**
 * Its own handling of failures waits for hours on `Retry-After` and hides what an authority said. Here each failure
 * comes back at once, as what it is; when to try again is decided by the schedule.
 */
function tamed(acme: AcmeLibrary): AcmeLibrary {
  const { defaults, interceptors } = acme.axios
  defaults.timeout = 30_000
  defaults.maxContentLength = 1_000_000
  defaults.maxRedirects = 3
  defaults.headers.common['User-Agent'] = 'Bollwerk (acme-client)'
  interceptors.request.clear()
  interceptors.response.clear()
  interceptors.response.use((response) => {
    if (response.status < 400) return response
    const wait = waitOf(String(response.headers['retry-after'] ?? ''), Date.now())
    const problem = problemIn(response.data, wait)
    // The library answers this one itself, with a new nonce (RFC 8555, section 6.5).
    if (problem?.type === 'badNonce') return response
    if (problem) throw problem
    const type = response.status === 429 ? 'rateLimited' : 'unknown'
    throw new AcmeProblem(type, `HTTP ${response.status}`, wait)
  })
  return acme
}

/** `Retry-After` in milliseconds: seconds or a date (RFC 9110, section 10.2.3); 0 for anything else. */
export function waitOf(header: string, now: number): number {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const until = Date.parse(header)
  return Number.isNaN(until) ? 0 : Math.max(0, until - now)
}
