import { Worker } from 'node:worker_threads'
import { say } from '../../model/text.ts'
import type { FailedList, ListRequest, LoadedList } from './load.ts'

/** The built file lies beside this one, and so does its source. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)

/** Reads and builds a list in a thread of its own: traffic goes on meanwhile. */
export function loadApart(request: ListRequest): Promise<LoadedList | FailedList> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: request })
    worker.once('message', resolve)
    worker.once('error', () => resolve({ ok: false, problem: failed }))
    // Comes after the message, or instead of one.
    worker.once('exit', () => resolve({ ok: false, problem: failed }))
  })
}

const failed = say(
  'Die Liste ließ sich nicht aufbauen, vermutlich fehlt Arbeitsspeicher. Nehmen Sie eine kürzere.',
  'The list could not be built, probably for want of memory. Take a shorter one.',
)
