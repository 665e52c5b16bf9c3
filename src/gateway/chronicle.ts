import type { Evaluator } from '../traffic/evaluator.ts'
import type { Source } from '../traffic/source.ts'
import type { Verdict } from '../traffic/verdict.ts'
import type { Counters } from './counters.ts'
import { type EventVerdict, eventLine } from './events/event.ts'
import type { Journal } from './events/journal.ts'
import type { ReferenceIssuer } from './events/reference-issuer.ts'
import { RollUp } from './events/roll-up.ts'
import { trafficLine } from './events/traffic-record.ts'
import type { Ledger, Passed, VisitDetails } from './ledger.ts'

export interface ChronicleParts {
  readonly references: ReferenceIssuer
  readonly security: Journal
  readonly traffic: Journal
  readonly counters: Counters
  readonly evaluator: () => Evaluator
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** Allowed traffic is written down in sums of so many milliseconds. */
const sumEvery = 60_000

/** The ledger of one thread: refusals in full, allowed traffic in sums by network. */
export class Chronicle implements Ledger {
  readonly #parts: ChronicleParts
  readonly #sums: RollUp
  readonly #timer: NodeJS.Timeout

  constructor(parts: ChronicleParts) {
    this.#parts = parts
    this.#sums = new RollUp(parts.clock())
    this.#timer = setInterval(() => this.#writeSums(), sumEvery)
    this.#timer.unref()
  }

  refused(source: Source, verdict: Verdict, details: VisitDetails): string {
    return this.#write(source, verdict, {
      ...details,
      as: verdict.action === 'forward' ? 'would-refuse' : verdict.action,
    })
  }

  observed(source: Source, verdict: Verdict, details: VisitDetails): void {
    for (const objection of verdict.observed) {
      const { area, rule, mode } = objection
      const place = { ...(details.server && { server: details.server }), ...(area && { area }) }
      this.#parts.counters.request({ ...place, verdict: 'would-refuse', rule })
      this.#write(source, { ...objection, mode }, { ...details, as: 'would-refuse' })
    }
  }

  opened(source: Source, verdict: Verdict, details: VisitDetails): void {
    this.#write(source, verdict, { ...details, as: 'forward' })
  }

  passed({ source, server, verdict, status, bytes }: Passed): void {
    this.#sums.add({ peer: source.peer, server, area: verdict.area, status, bytes })
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#writeSums()
    await Promise.all([this.#parts.security.close(), this.#parts.traffic.close()])
  }

  #write(source: Source, verdict: Verdict, details: VisitDetails & { as: EventVerdict }): string {
    const reference = this.#parts.references.next()
    const { status, rule, mode, area } = verdict
    const { as, server, target, method, host, userAgent, trace } = details
    const { opinions, class: kind } = this.#parts.evaluator().rules.geo.opinion(source.opinion)
    const line = eventLine({
      schema: 'bollwerk.event/1',
      at: new Date(this.#parts.clock()).toISOString(),
      reference,
      verdict: as,
      ...(status > 0 && { status }),
      rule,
      mode,
      ...(server && { server }),
      ...(area && { area }),
      address: source.address,
      ...(source.port > 0 && { port: source.port }),
      country: { opinions: opinions.map((opinion) => opinion ?? '?'), class: kind },
      ...(method !== undefined && { method }),
      ...(host !== undefined && { host }),
      ...(target !== undefined && { path: target }),
      ...(userAgent !== undefined && { userAgent }),
      listener: source.listener,
      ...(trace && { trace }),
    })
    this.#parts.security.append(line)
    return reference
  }

  #writeSums(): void {
    for (const record of this.#sums.take(this.#parts.clock())) this.#parts.traffic.append(trafficLine(record))
  }
}
