import { Counter, Gauge, Registry } from 'prom-client'
import { serverKinds } from '../model/server.ts'
import { CounterSums } from './counter-sums.ts'
import { LatencyHistogram } from './latency-histogram.ts'
import type { Place } from './place.ts'

/** What is not counted but known at a moment. What is absent is not known and gets no line. */
export interface GatewayStatus {
  readonly policyGeneration: number
  readonly bansActive?: number
  /** From 0 to 1; at 1 new bans push out old ones. */
  readonly banTableFill?: number
  readonly geoData?: readonly { readonly source: string; readonly ageSeconds: number }[]
  readonly blockLists?: readonly { readonly name: string; readonly ageSeconds: number }[]
  /** Negative when the certificate has run out. */
  readonly certificates?: readonly { readonly host: string; readonly daysLeft: number }[]
}

/** Metrics of the gateway for Prometheus. */
export interface Metrics {
  readonly contentType: string
  /** Reads every counter and writes all metrics as text. */
  renderMetrics(): Promise<string>
}

/** One line of a metric: its labels and its value. */
type Sample = readonly [labels: Readonly<Record<string, string>>, value: number]
type Read = (sums: CounterSums) => Sample[]

/**
 * Metrics in a registry of their own. Nothing reaches prom-client while traffic flows: the counters are summed and the
 * status is asked for when somebody looks.
 *
 * @param buffer the counters of all threads, see `openCounters`
 */
export function openMetrics(buffer: SharedArrayBuffer, status: () => GatewayStatus): Metrics {
  const registry = new Registry()
  let sums = new CounterSums(buffer)
  for (const [name, help, read] of counted) register(Counter, { registry, name, help, read: () => read(sums) })
  for (const [name, help, read] of held) register(Gauge, { registry, name, help, read: () => read(sums) })
  for (const [name, help, read] of known) register(Gauge, { registry, name, help, read: () => read(status()) })
  new LatencyHistogram(registry, () => sums)
  return {
    contentType: registry.contentType,
    async renderMetrics() {
      sums = new CounterSums(buffer)
      return await registry.metrics()
    },
  }
}

const counted: readonly (readonly [string, string, Read])[] = [
  [
    'requests_total',
    'Requests by what was decided; would-refuse was forwarded.',
    (sums) =>
      sums.requests().map(({ place, verdict, status, rule, count }) => {
        return [{ ...placeLabels(place), verdict, rule, status }, count]
      }),
  ],
  ['received_bytes_total', 'Bytes from clients.', (sums) => bytes(sums, 'bytesReceived')],
  ['sent_bytes_total', 'Bytes to clients.', (sums) => bytes(sums, 'bytesSent')],
  ['connections_accepted_total', 'Connections accepted.', (sums) => [[{}, sums.single('connectionsAccepted')]]],
  [
    'connections_refused_total',
    'Connections closed before anything was read from them.',
    (sums) => [[{}, sums.single('connectionsRefused')]],
  ],
  ['relay_sessions_total', 'Relay sessions opened.', (sums) => [[{}, sums.single('relaySessions')]]],
  [
    'datagrams_total',
    'Datagrams by what was decided.',
    (sums) => [
      [{ verdict: 'forward' }, sums.single('datagramsForwarded')],
      [{ verdict: 'drop' }, sums.single('datagramsDropped')],
    ],
  ],
  [
    'events_lost_total',
    'Events that found no room while the journal could not be written.',
    (sums) => [[{}, sums.single('eventsLost')]],
  ],
  [
    'event_write_failures_total',
    'Attempts to write the journal that failed and were repeated.',
    (sums) => [[{}, sums.single('eventWriteFailures')]],
  ],
  ['upstream_errors_total', 'Servers behind not reached or broken off.', (sums) => upstream(sums, 'errors')],
  ['upstream_timeouts_total', 'Servers behind that did not answer in time.', (sums) => upstream(sums, 'timeouts')],
]

const held: readonly (readonly [string, string, Read])[] = [
  ['connections_open', 'Connections open now.', (sums) => [[{}, sums.single('connectionsOpen')]]],
  ['relay_sessions_open', 'Relay sessions open now.', (sums) => [[{}, sums.single('relaySessionsOpen')]]],
  ['events_pending', 'Events that wait to be written.', (sums) => [[{}, sums.single('eventsPending')]]],
]

const known: readonly (readonly [string, string, (status: GatewayStatus) => Sample[]])[] = [
  ['policy_generation', 'The policy in force.', ({ policyGeneration }) => [[{}, policyGeneration]]],
  ['bans_active', 'Bans in force.', ({ bansActive }) => oneIfKnown(bansActive)],
  ['ban_table_fill_ratio', 'How full the table of bans is.', ({ banTableFill }) => oneIfKnown(banTableFill)],
  [
    'geo_data_age_seconds',
    'How old what is known of countries is.',
    ({ geoData = [] }) => geoData.map(({ source, ageSeconds }) => [{ source }, ageSeconds]),
  ],
  [
    'block_list_age_seconds',
    'How old the file of a block list is.',
    ({ blockLists = [] }) => blockLists.map(({ name, ageSeconds }) => [{ list: name }, ageSeconds]),
  ],
  [
    'certificate_days_left',
    'Days until a certificate runs out.',
    ({ certificates = [] }) => certificates.map(({ host, daysLeft }) => [{ host }, daysLeft]),
  ],
]

function bytes(sums: CounterSums, direction: 'bytesReceived' | 'bytesSent'): Sample[] {
  return sums.bytes(direction).map(({ place, bytes }) => [placeLabels(place), bytes])
}

function upstream(sums: CounterSums, what: 'errors' | 'timeouts'): Sample[] {
  return serverKinds.map((server) => [{ server }, sums.upstream(server)[what]])
}

function placeLabels({ server, area }: Place): Record<string, string> {
  return { server: server ?? 'none', area: area ?? 'none' }
}

function oneIfKnown(value: number | undefined): Sample[] {
  return value === undefined ? [] : [[{}, value]]
}

interface Registration {
  readonly registry: Registry
  readonly name: string
  readonly help: string
  readonly read: () => Sample[]
}

const labelNames = ['server', 'area', 'verdict', 'rule', 'status', 'source', 'host', 'list'] as const

function register(kind: typeof Counter | typeof Gauge, { registry, name, help, read }: Registration): void {
  const metric = new kind({ name: `bollwerk_${name}`, help, labelNames, registers: [registry], collect })
  function collect(): void {
    metric.reset()
    for (const [labels, value] of read()) metric.inc(labels, value)
  }
}
