import type { Missing } from '../../../model/evidence.ts'
import type { HttpFact } from '../facts.ts'
import { printable } from '../probe.ts'

/** One answer to one request, made safe to keep: printable ASCII only, bounded, nothing followed and nothing inflated. */
export interface HttpAnswer {
  readonly status: number
  /** Only the telling ones, names in lower case, values at most 300 characters. */
  readonly headers: Readonly<Partial<Record<TellingHeader, string>>>
  /** What came of the body up to the limit; line ends and tabs are blanks. Empty if it was sent compressed. */
  readonly body: string
  /** Why `body` is not all of it. */
  readonly cut?: Missing
}

/** Headers that tell something about the server. Cookies are not among them: they are secrets. */
const tellingHeaders = [
  'server',
  'location',
  'www-authenticate',
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'strict-transport-security',
  'content-security-policy',
  'x-frame-options',
  'x-content-type-options',
  'via',
  'content-type',
  'content-encoding',
] as const

type TellingHeader = (typeof tellingHeaders)[number]

/** Picks the telling headers out of all that came; of a header that came twice the values are joined. */
export function pickHeaders(
  all: Readonly<Record<string, string | readonly string[] | undefined>>,
): HttpAnswer['headers'] {
  return Object.fromEntries(
    tellingHeaders.flatMap((name) => {
      const value = all[name]
      if (value === undefined) return []
      return [[name, printable(typeof value === 'string' ? value : value.join(', '), longestHeader)]]
    }),
  )
}

/** The text of a body whose bytes came as characters 0 to 255. */
export function bodyText(latin1: string): string {
  return printable(latin1.replaceAll(/[\t\r\n]+/g, ' '), latin1.length)
}

export function httpFact(url: string, { status, headers }: HttpAnswer): HttpFact {
  return { url, status, headers: Object.fromEntries(Object.entries(headers)) }
}

/** The connection was there, and ended without one byte of an answer: what firewalls and front doors do. */
export function closedInstead({ reason, detail }: Missing): boolean {
  return reason === 'interrupted' && (detail === 'ECONNRESET' || detail === 'EPIPE')
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304
}

/** `https://support.example.de/Script.ashx`; the path exactly as it is sent. */
export function formatUrl(
  { secure, host, port }: { secure: boolean; host: string; port: number },
  path: string,
): string {
  const usual = port === (secure ? 443 : 80)
  return `${secure ? 'https' : 'http'}://${host}${usual ? '' : `:${port}`}${path}`
}

const longestHeader = 300
