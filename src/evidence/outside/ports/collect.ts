import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { formatPorts } from '../../../model/port-set.ts'
import type { TcpPortsFact } from '../facts.ts'
import { type Answer, answered, missing, missingFrom } from '../probe.ts'
import { type LaneRequest, type LaneResult, scanLane } from './lane/collect.ts'
import type { WorkerReport } from './worker/collect.ts'

export interface PortScanRequest {
  /** Numeric IPv4 or IPv6 address. */
  readonly address: string
  /** From 1 to 65535. */
  readonly ports: readonly number[]
  /** Connections at once, 512 if absent. */
  readonly concurrency?: number
  /** Milliseconds that one port may take. From 1,500 on, the system's second SYN makes up for one that was lost (RFC 6298, section 2). */
  readonly timeoutMs: number
  readonly localAddress?: string
  readonly signal: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

const usualConcurrency = 512
/** From so many ports on, starting threads pays off. */
const manyPorts = 8192
const mostThreads = 4

/**
 * Finds open TCP ports with full connections. `asked` holds the ports that got their chance: a port that this machine
 * could not ask (no route, forbidden, lasting shortage of sockets) is left out, and if that is all of them the answer is missing.
 * Ports that only doubtfully look open are asked a second time, one after the other: connections of the scan itself
 * can meet each other on this machine (RFC 9293, section 3.5).
 * @throws RangeError if a port is not a port
 */
export async function scanPorts(request: PortScanRequest): Promise<Answer<TcpPortsFact>> {
  const ports = [...new Set(request.ports)]
  if (!ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)) throw new RangeError('not a port')
  const { address, localAddress, signal } = request
  if (isIP(address) === 0 || (localAddress !== undefined && isIP(localAddress) === 0)) {
    return missing('unreadable', 'not a numeric address')
  }
  try {
    signal.throwIfAborted()
    const found = await scanShares(request, ports)
    const confirmed = await scanLane({ ...laneOf(request, found.doubtful, 1), window: 1 }, () => undefined, signal)
    signal.throwIfAborted()
    return factOf(address, joined([{ ...found, doubtful: [] }, confirmed]))
  } catch (error) {
    return { missing: missingFrom(error) }
  }
}

async function scanShares(request: PortScanRequest, ports: readonly number[]): Promise<LaneResult> {
  const { onProgress, signal } = request
  const lanes = ports.length >= manyPorts ? Math.min(mostThreads, availableParallelism()) : 1
  if (lanes === 1) {
    let done = 0
    return scanLane(laneOf(request, ports, 1), () => onProgress?.(++done, ports.length), signal)
  }
  const counts = new Array<number>(lanes).fill(0)
  const work = counts.map((_, lane) => {
    const share = ports.filter((_port, index) => index % lanes === lane)
    return scanInThread(laneOf(request, share, lanes), signal, (done) => {
      counts[lane] = done
      onProgress?.(
        counts.reduce((sum, count) => sum + count),
        ports.length,
      )
    })
  })
  return joined(await Promise.all(work))
}

function laneOf(request: PortScanRequest, ports: readonly number[], lanes: number): LaneRequest {
  const { address, concurrency = usualConcurrency, timeoutMs, localAddress } = request
  const window = Math.max(1, Math.floor(concurrency / lanes))
  return { address, ports, window, timeoutMs, ...(localAddress === undefined ? {} : { localAddress }) }
}

function scanInThread(lane: LaneRequest, signal: AbortSignal, onDone: (done: number) => void): Promise<LaneResult> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(workerFile, { workerData: lane })
    const stop = (): void => void thread.terminate()
    signal.addEventListener('abort', stop)
    thread.on('message', ({ done, result }: WorkerReport) => {
      onDone(done)
      if (result !== undefined) resolve(result)
    })
    thread.on('error', reject)
    thread.on('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(signal.reason ?? new Error('scanning thread ended early'))
    })
  })
}

/** Runs as written by type stripping, and compiled. */
const workerFile = new URL(`./worker/collect${import.meta.url.slice(-3)}`, import.meta.url)

function joined(results: readonly LaneResult[]): LaneResult {
  return {
    open: results.flatMap((result) => result.open),
    doubtful: results.flatMap((result) => result.doubtful),
    closed: results.flatMap((result) => result.closed),
    silent: results.flatMap((result) => result.silent),
    notAsked: results.flatMap((result) => result.notAsked),
  }
}

function factOf(address: string, { open, doubtful, closed, silent, notAsked }: LaneResult): Answer<TcpPortsFact> {
  const openPorts = [...open, ...doubtful].sort((a, b) => a - b)
  const asked = [...openPorts, ...closed, ...silent]
  const [obstacle] = notAsked
  if (asked.length === 0 && obstacle !== undefined) return { missing: missingFrom(obstacle) }
  return answered({
    address,
    open: openPorts,
    asked: formatPorts(asked),
    closed: formatPorts(closed),
    silent: formatPorts(silent),
  })
}
