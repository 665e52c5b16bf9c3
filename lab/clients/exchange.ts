import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'

/** Who a simulated visitor is and which server it visits. */
export interface Visit {
  /** Source address. */
  readonly from: string
  readonly address: string
  readonly port: number
  readonly host: string
  /** PEM of the authority that the visitor trusts; absent for a visitor that trusts any certificate. */
  readonly authority?: string
}

/** What one exchange came to. */
export interface Outcome {
  /** The server did what the visitor came for. */
  readonly served: boolean
  readonly status?: number
  /** What the visitor got to know: a version, a title, or why it was not served. */
  readonly detail: string
}

export interface WebRequest extends Visit {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface WebAnswer {
  readonly status: number
  /** What a Bollwerk in between names its refusals by: if it is there, the answer is not the server's. */
  readonly reference?: string
  readonly body: string
}

const patience = 10_000
const largestBody = 65_536

/** One HTTPS request, bounded in time and size. Rejects if there is no whole answer. */
export async function overHttps(visit: WebRequest): Promise<WebAnswer> {
  const trust = visit.authority === undefined ? { rejectUnauthorized: false } : { ca: visit.authority }
  return exchange(visit, (options, take) => requestTls({ ...options, ...trust, servername: visit.host }, take))
}

/** The same over plain HTTP. */
export async function overHttp(visit: WebRequest): Promise<WebAnswer> {
  return exchange(visit, requestPlain)
}

/** Turns an exchange that did not come about into an outcome. */
export async function outcomeOf(exchanged: Promise<Outcome>): Promise<Outcome> {
  try {
    return await exchanged
  } catch (error) {
    return { served: false, detail: failureOf(error) }
  }
}

/** Refused without a word, or left without an answer: to a visitor it makes no difference which error says so. */
function failureOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code)) return 'closed'
  if (error instanceof Error && error.name === 'AbortError') return 'silence'
  return error instanceof Error ? error.message : String(error)
}

type Open = (options: RequestOptions, take: (answer: IncomingMessage) => void) => ClientRequest

function exchange(visit: WebRequest, open: Open): Promise<WebAnswer> {
  const { address, port, from, host, path, method = 'GET', body = '' } = visit
  const headers = { host, 'content-length': Buffer.byteLength(body), ...visit.headers }
  const signal = AbortSignal.timeout(patience)
  const options = { host: address, port, localAddress: from, path, method, headers, signal, agent: false }
  return new Promise((resolve, reject) => {
    const request = open(options, (answer) => {
      const status = answer.statusCode ?? 0
      const reference = answer.headers['x-bollwerk-reference']
      const told = typeof reference === 'string' ? { reference } : {}
      wholeBody(answer).then((text) => resolve({ status, body: text, ...told }), reject)
    })
    request.once('error', reject)
    request.end(body)
  })
}

async function wholeBody(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > largestBody) throw new Error('answer too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
