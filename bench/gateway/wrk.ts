import { spawnSync } from 'node:child_process'
import { cores } from './pinned-process.ts'

/** What wrk saw. Latency in milliseconds. */
export interface Load {
  readonly requests: number
  readonly refused: number
  readonly broken: number
  readonly p50: number
  readonly p99: number
}

export interface LoadPlan {
  readonly url: string
  readonly host: string
  readonly seconds: number
  /** A new connection for each request. */
  readonly newConnections: boolean
}

const connections = 64

/** One run of wrk from 127.0.0.1. Blocks; whoever is measured is another process. */
export function runWrk({ url, host, seconds, newConnections }: LoadPlan): Load {
  const headers = ['-H', `Host: ${host}`, ...(newConnections ? ['-H', 'Connection: close'] : [])]
  const parameters = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '5s', ...headers, url]
  const run = spawnSync('taskset', ['-c', String(cores.load), 'wrk', ...parameters], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`wrk failed: ${run.stderr}`)
  const number = (pattern: RegExp): number => Number(pattern.exec(run.stdout)?.[1] ?? 0)
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(run.stdout)?.slice(1)
  return {
    requests: number(/(\d+) requests in/),
    refused: number(/Non-2xx or 3xx responses: (\d+)/),
    broken: (errors ?? []).reduce((sum, count) => sum + Number(count), 0),
    p50: milliseconds(/ 50%\s+(\S+)/.exec(run.stdout)?.[1]),
    p99: milliseconds(/ 99%\s+(\S+)/.exec(run.stdout)?.[1]),
  }
}

/** From `823.00us`, `2.31ms`, `1.02s`. */
function milliseconds(text = ''): number {
  const [, number, unit = ''] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? []
  return Number(number ?? Number.NaN) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1)
}
