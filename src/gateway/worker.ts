import { parentPort, workerData } from 'node:worker_threads'
import { openLog } from './log.ts'
import { GatewayThread } from './thread.ts'
import type { ThreadOrder, WorkerSetup } from './worker-threads.ts'

// The entry of a further thread. It is started by WorkerThreads alone, which sends a WorkerSetup.
const setup = workerData as WorkerSetup
const log = openLog({ form: setup.logForm, language: setup.language })
const thread = await GatewayThread.start(setup, log)

parentPort?.on('message', (order: ThreadOrder) => {
  if (order.kind === 'adopt') thread.adopt(order.material)
  else if (order.kind === 'challenge') thread.tls.answers.apply(order.change)
  else void thread.stop(order.deadline).then(() => parentPort?.close())
})
parentPort?.postMessage('open')
