import { parentPort, workerData } from 'node:worker_threads'
import { type LaneRequest, type LaneResult, scanLane } from '../lane/collect.ts'

/** What a scanning thread tells: how many ports are done, and at the end what it found. */
export interface WorkerReport {
  readonly done: number
  readonly result?: LaneResult
}

const progressMs = 100

// Every closed port arrives as an Error object, and collecting its stack trace costs a quarter of the scan. The thread does nothing else.
Error.stackTraceLimit = 0

let done = 0
const report = (message: WorkerReport): void => parentPort?.postMessage(message)
const progress = setInterval(() => report({ done }), progressMs)
// The thread is started by scanPorts alone, which sends a LaneRequest.
const result = await scanLane(workerData as LaneRequest, () => void done++)
clearInterval(progress)
report({ done, result })
