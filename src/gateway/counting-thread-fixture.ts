import { workerData } from 'node:worker_threads'
import { openCounters } from './counters.ts'

/** A thread that counts 100 000 requests of 50 rules and ends. */
const { buffer, thread }: { buffer: SharedArrayBuffer; thread: number } = workerData
const counters = openCounters(buffer, thread)
for (let index = 0; index < 100_000; index += 1) counters.request({ verdict: 'forward', rule: `rule-${index % 50}` })
