import { median } from '../cpu-time.ts'
import type { Gateway, Site } from './gateway.ts'
import type { PinnedProcess } from './pinned-process.ts'
import type { Count, Scenario } from './scenario.ts'

/** A gateway that runs. */
export interface Contestant {
  readonly gateway: Gateway
  readonly site: Site
  readonly process: PinnedProcess
}

/** One run of one scenario through one gateway. */
interface Run extends Count {
  readonly microseconds: number
  /** Which part of its core the gateway, and of the other core the origin, had. */
  readonly busy: number
  readonly originBusy: number
}

/** The medians of all its runs. */
export interface Result extends Run {
  readonly gateway: string
  readonly scenario: string
  readonly runs: readonly Run[]
}

export interface Plan {
  readonly rounds: number
  readonly seconds: number
  readonly warmUp: number
}

/** All gateways in turns, so that a busy machine hits all alike. */
export function measure(
  scenario: Scenario,
  contestants: readonly Contestant[],
  origin: PinnedProcess,
  { rounds, seconds, warmUp }: Plan,
): readonly Result[] {
  const runs = contestants.map((): Run[] => [])
  for (const { site } of contestants) scenario.run(site, warmUp)
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      runs[index]?.push(once(scenario, contestant, origin, seconds))
    }
  }
  return contestants.map(({ gateway }, index) => ({
    gateway: gateway.name,
    scenario: scenario.name,
    ...medians(runs[index] ?? []),
    runs: runs[index] ?? [],
  }))
}

function once(scenario: Scenario, { site, process }: Contestant, origin: PinnedProcess, seconds: number): Run {
  const before = { gateway: process.cpuMicroseconds(), origin: origin.cpuMicroseconds(), at: performance.now() }
  const count = scenario.run(site, seconds)
  const elapsed = (performance.now() - before.at) * 1000
  const used = process.cpuMicroseconds() - before.gateway
  const originUsed = origin.cpuMicroseconds() - before.origin
  return { ...count, microseconds: used / count.requests, busy: used / elapsed, originBusy: originUsed / elapsed }
}

function medians(runs: readonly Run[]): Run {
  const of = (value: (run: Run) => number): number => median(runs.map(value))
  const latency = runs.every(({ p50 }) => p50 !== undefined)
  return {
    requests: of(({ requests }) => requests),
    wrong: Math.max(...runs.map(({ wrong }) => wrong)),
    microseconds: of(({ microseconds }) => microseconds),
    busy: of(({ busy }) => busy),
    originBusy: of(({ originBusy }) => originBusy),
    ...(latency && { p50: of(({ p50 = 0 }) => p50), p99: of(({ p99 = 0 }) => p99) }),
  }
}
