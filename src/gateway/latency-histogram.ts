import { Histogram, type Registry } from 'prom-client'
import { type ServerKind, serverKinds } from '../model/server.ts'
import { latencyBuckets } from './counter-layout.ts'
import type { CounterSums } from './counter-sums.ts'

type Reading = Awaited<ReturnType<Histogram['get']>>
type Line = Reading['values'][number]

const name = 'bollwerk_upstream_latency_seconds'

/** A histogram whose buckets were counted elsewhere; prom-client's own can only be fed one observation at a time. */
export class LatencyHistogram extends Histogram {
  readonly #read: () => CounterSums
  /** Never fed: it knows how prom-client describes a histogram. */
  readonly #empty: Histogram

  constructor(registry: Registry, read: () => CounterSums) {
    const outline = { name, help: 'Time until a server behind began to answer.', labelNames: ['server'] }
    super({ ...outline, registers: [registry] })
    this.#empty = new Histogram({ ...outline, registers: [] })
    this.#read = read
  }

  override async get(): Promise<Reading> {
    const sums = this.#read()
    return { ...(await this.#empty.get()), values: serverKinds.flatMap((server) => linesOf(server, sums)) }
  }

  /** What prom-client asks for instead of `get` when it writes text. */
  async getForPromString(): Promise<Reading> {
    return await this.get()
  }
}

/** Prometheus wants each bucket to hold the smaller ones too. */
function linesOf(server: ServerKind, sums: CounterSums): Line[] {
  const { counts, seconds } = sums.upstream(server).latency
  let total = 0
  const lines = counts.map((count, index): Line => {
    total += count
    const le = latencyBuckets[index] ?? '+Inf'
    return { metricName: `${name}_bucket`, labels: { le, server }, value: total }
  })
  return [
    ...lines,
    { metricName: `${name}_sum`, labels: { server }, value: seconds },
    { metricName: `${name}_count`, labels: { server }, value: total },
  ]
}
