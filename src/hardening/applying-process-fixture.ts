import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { applyPlan } from './apply.ts'
import type { Plan } from './change.ts'
import { watcherProcess } from './dead-man.ts'
import { grounds } from './grounds/index.ts'
import { someHash } from './plan-fixture.ts'
import { rollBack } from './rollback.ts'

/** What the parent process asks for. */
export interface Errand {
  readonly plan: Plan
  readonly folder: string
  /** `for-ever`: applies and rolls back until it is killed. */
  readonly repeat?: 'for-ever'
  /** Never comes to the end of proving. */
  readonly hangs?: boolean
  readonly confirmWithin?: number
}

/** Longer than any test, in milliseconds. */
const longer = 3_600_000

// A process that applies a plan so that another can kill it. It tells what it is doing, a line each.
process.on('message', (errand: Errand) => void run(errand))

async function run({ plan, folder, repeat, hangs = false, confirmWithin = 120_000 }: Errand): Promise<void> {
  do {
    await applyPlan({
      plan,
      hash: someHash,
      folder,
      grounds,
      verify: () => sleep(hangs ? longer : 0, { outcome: 'pass', detail: '' }),
      confirmation: { wait: () => sleep(longer, false) },
      onProgress: ({ doing }) => process.send?.(doing),
      now: Date.now,
      confirmWithin,
      deadMan: watcherProcess,
    })
    await rollBack({ folder, grounds, onProgress: () => undefined })
  } while (repeat === 'for-ever')
  process.disconnect()
}
