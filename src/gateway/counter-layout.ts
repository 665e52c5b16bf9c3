import { serverKinds } from '../model/server.ts'
import { statusClassNames } from './events/traffic-record.ts'
import { places } from './place.ts'
import { ruleLimit, ruleTableSize } from './rule-names.ts'

/** What can come of a request. */
export const verdictNames = ['forward', 'answer', 'refuse', 'drop', 'would-refuse'] as const
export type CountedVerdict = (typeof verdictNames)[number]

/** Upper ends of the buckets that the latency of the servers behind is counted in, in seconds. */
export const latencyBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const

const serverCount = serverKinds.length
/** Per server: one slot for each bucket, one for what took longer, one for the sum of seconds. */
export const latencySlots: number = latencyBuckets.length + 2

/** The counters that are not told apart further. The first three go up and down. */
export const singleNames = [
  'connectionsOpen',
  'relaySessionsOpen',
  'eventsPending',
  'connectionsAccepted',
  'connectionsRefused',
  'relaySessions',
  'eventsLost',
  'eventWriteFailures',
  'datagramsForwarded',
  'datagramsDropped',
] as const
export type SingleCounter = (typeof singleNames)[number]
export const gaugeCount = 3

/** Where each kind of counter begins in the slice of a thread, counted in numbers of eight bytes. */
export const layout: {
  readonly singles: number
  readonly bytesReceived: number
  readonly bytesSent: number
  readonly upstreamErrors: number
  readonly upstreamTimeouts: number
  readonly latency: number
  readonly requests: number
  readonly end: number
} = layoutOf()

function layoutOf(): typeof layout {
  const bytesReceived = singleNames.length
  const bytesSent = bytesReceived + places.length
  const upstreamErrors = bytesSent + places.length
  const upstreamTimeouts = upstreamErrors + serverCount
  const latency = upstreamTimeouts + serverCount
  const requests = latency + serverCount * latencySlots
  const end = requests + places.length * verdictNames.length * statusClassNames.length * ruleLimit
  return { singles: 0, bytesReceived, bytesSent, upstreamErrors, upstreamTimeouts, latency, requests, end }
}

/** The slot of one combination. The rule varies fastest, so that what is rarely used lies together. */
export function requestSlot(at: { place: number; verdict: number; status: number; rule: number }): number {
  const row = (at.place * verdictNames.length + at.verdict) * statusClassNames.length + at.status
  return layout.requests + row * ruleLimit + at.rule
}

/** Shared memory for the counters of so many threads. */
export function newCounterBuffer(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(threads * layout.end * 8 + ruleTableSize)
}

/** How many threads a buffer is for. */
export function threadCount(buffer: SharedArrayBuffer): number {
  return Math.floor((buffer.byteLength - ruleTableSize) / (layout.end * 8))
}
