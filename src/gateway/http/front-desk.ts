import type { Socket } from 'node:net'
import type { ServerKind } from '../../model/server.ts'
import type { Evaluator, Request } from '../../traffic/evaluator.ts'
import { Offences } from '../../traffic/offences.ts'
import type { Source } from '../../traffic/source.ts'
import type { Verdict } from '../../traffic/verdict.ts'
import type { BlockPage } from '../block-page.ts'
import type { Counters } from '../counters.ts'
import type { Ledger, VisitDetails } from '../ledger.ts'
import type { ProxiedClients } from '../proxied-clients.ts'
import { answerText } from './answer-text.ts'
import type { AnsweredRequest, ClientRequest, DecidedRequest, HttpDesk, Patience, Watched } from './desk.ts'
import { LingeringEnd } from './lingering-end.ts'
import type { OriginPool } from './origin-pool.ts'

/** How often deadlines are looked at, in milliseconds: one timer for all connections instead of one for each. */
const watchEvery = 500

export interface FrontDeskParts {
  readonly evaluator: Evaluator
  readonly poolOf: (server: ServerKind) => OriginPool | undefined
  readonly patience: Patience
  readonly ledger: Ledger
  readonly counters: Counters
  readonly blockPage: BlockPage
  /** Milliseconds of the clock that the decision memory counts in. */
  readonly now: () => number
  readonly takeSlowly: HttpDesk['takeSlowly']
  readonly proxies: ProxiedClients
  /** Told of an error of our own. */
  readonly fault: (cause: unknown) => void
}

/** What the fast path and the slow path of one thread share: deciding, answering in place of an origin, writing down. */
export class FrontDesk implements HttpDesk {
  readonly patience: Patience
  readonly now: () => number
  readonly takeSlowly: HttpDesk['takeSlowly']
  readonly #parts: FrontDeskParts
  readonly #offences: Offences
  readonly #watched = new Set<Watched>()
  readonly #watch: NodeJS.Timeout

  constructor(parts: FrontDeskParts) {
    this.#parts = parts
    this.patience = parts.patience
    this.now = parts.now
    this.takeSlowly = parts.takeSlowly
    this.#offences = new Offences(parts.evaluator)
    // In the next turn: after a stall of ours, what has arrived meanwhile is read before anybody is found late.
    this.#watch = setInterval(() => setImmediate(() => this.#expire()), watchEvery)
    this.#watch.unref()
  }

  /** Ends what lasts too long from now on. */
  joined(connection: Watched): void {
    this.#watched.add(connection)
  }

  left(connection: Watched): void {
    this.#watched.delete(connection)
  }

  endGently(socket: Socket): void {
    const { patience, now } = this
    if (socket.destroyed) socket.on('error', () => undefined)
    else this.joined(new LingeringEnd(socket, { patience, now, over: (ended) => this.left(ended) }))
  }

  get size(): number {
    return this.#watched.size
  }

  /** Lets every connection end after the request under way. */
  drain(): void {
    for (const connection of this.#watched) connection.drain()
  }

  /** Ends every connection at once. */
  cut(): void {
    for (const connection of this.#watched) connection.cut()
  }

  close(): void {
    clearInterval(this.#watch)
  }

  serverOf(host: string): ServerKind | undefined {
    return this.#parts.evaluator.serverOf(host)
  }

  bodyLimit({ area }: Verdict): number {
    const rules = area === undefined ? undefined : this.#parts.evaluator.rules.areas.get(area)
    return rules === undefined || rules.tooLarge.mode === 'observe' ? Number.POSITIVE_INFINITY : rules.largestBody
  }

  tooLarge({ area }: Verdict): Verdict {
    const rules = area === undefined ? undefined : this.#parts.evaluator.rules.areas.get(area)
    return rules?.tooLarge ?? { ...unreadable, status: 413, rule: 'size' }
  }

  readsBody(server: ServerKind, { target }: Request): boolean {
    return this.#parts.evaluator.readsBody(server, target)
  }

  poolOf(server: ServerKind): OriginPool {
    const pool = this.#parts.poolOf(server)
    if (pool === undefined) throw new Error(`the policy has no server ${server}`)
    return pool
  }

  clientOf(peer: Source, request: Request): Source {
    const { proxies } = this.#parts
    return proxies.speakFor(peer) ? proxies.clientOf(peer, request.header('x-forwarded-for')) : peer
  }

  judge(source: Source, server: ServerKind, request: Request): Verdict {
    const verdict = this.#decide({ source, server, now: this.now() }, request)
    const { ledger } = this.#parts
    if (verdict.observed.length > 0) ledger.observed(source, verdict, detailsOf(request, server))
    if (verdict.rule === 'opened') ledger.opened(source, verdict, detailsOf(request, server))
    return verdict
  }

  /** A rule that fails must neither let the request in nor end the gateway. */
  #decide(visit: { source: Source; server: ServerKind; now: number }, request: Request): Verdict {
    try {
      return this.#parts.evaluator.judgeRequest(visit, request)
    } catch (cause) {
      this.#parts.fault(cause)
      return undecided
    }
  }

  refusal({ source, server, verdict, request }: DecidedRequest): string {
    this.#parts.counters.request({
      server,
      area: verdict.area,
      verdict: 'refuse',
      rule: verdict.rule,
      status: verdict.status,
    })
    this.#offences.refused(source, verdict, { header: (name) => request.header(name), now: this.now() })
    return this.#answer(source, verdict, { details: detailsOf(request, server), request })
  }

  rejection(source: Source, status: number, why: string): string {
    const verdict = { ...unreadable, status, rule: `malformed.${why.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}` }
    this.#parts.counters.request({ verdict: 'refuse', rule: 'malformed', status })
    return this.#answer(source, verdict, { details: {} })
  }

  failure({ source, server, request }: DecidedRequest, status: number, why: string): string {
    this.#parts.counters.upstreamFailed(server, status === 504 ? 'timeout' : 'error')
    const verdict = { ...unreadable, action: 'answer' as const, status, rule: `origin.${why}` }
    return this.#answer(source, verdict, { details: detailsOf(request, server), request })
  }

  answered({ source, server, verdict, request, status, bytes, since }: AnsweredRequest): void {
    const { counters, ledger } = this.#parts
    const { area, rule } = verdict
    counters.request({ server, area, verdict: 'forward', rule, status })
    counters.bytes({ server, area }, request.contentLength, bytes)
    const now = this.now()
    if (status !== 499) counters.upstreamAnswered(server, (now - since) / 1000)
    ledger.passed({ source, server, verdict, status, bytes: bytes + request.contentLength })
    this.#offences.answered({ source, verdict, status, now })
  }

  #answer(
    source: Source,
    verdict: Verdict,
    { details, request }: { details: VisitDetails; request?: ClientRequest },
  ): string {
    const { status } = verdict
    const reference = this.#parts.ledger.refused(source, verdict, details)
    const answer = this.#parts.blockPage({
      status,
      reference,
      accept: request?.header('accept'),
      acceptLanguage: request?.header('accept-language'),
      ...(status === 429 && { retryAfter: 30 }),
    })
    return answerText(answer, { withBody: request?.method !== 'HEAD', keepAlive: request?.keepAlive === true })
  }

  #expire(): void {
    const now = this.now()
    for (const connection of this.#watched) if (connection.deadline <= now) connection.expire()
  }
}

const undecided: Verdict = {
  action: 'refuse',
  status: 500,
  rule: 'fault',
  mode: 'enforce',
  area: undefined,
  observed: [],
}

const unreadable: Verdict = {
  action: 'refuse',
  status: 400,
  rule: 'malformed',
  mode: 'enforce',
  area: undefined,
  observed: [],
}

function detailsOf(request: Request, server: ServerKind): VisitDetails {
  const { method, target } = request
  return { server, method, target, host: request.header('host') ?? '', userAgent: request.header('user-agent') }
}
