import { parentPort, workerData } from 'node:worker_threads'
import { type ListRequest, loadBlockList } from './load.ts'

// The entry of a thread that builds one list. It is started by loadApart alone, which sends a ListRequest.
parentPort?.postMessage(await loadBlockList(workerData as ListRequest))
