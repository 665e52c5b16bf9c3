import { mkdirSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from './apply.ts'
import { FailingDisk } from './failing-disk-fixture.ts'
import { grounds } from './grounds/index.ts'
import { changeOf, fileStep, orderOf, planOf, Workshop } from './plan-fixture.ts'
import { listRuns } from './runs.ts'
import { watchOver } from './watch-over.ts'

let workshop: Workshop
beforeEach(() => {
  workshop = new Workshop()
})
afterEach(() => workshop.remove())

const change = 'risky'

/** An apply that broke off at the first operation which leaves the file changed. Answers the folder of its run. */
async function brokenOff(): Promise<string> {
  const plan = planOf(changeOf(change, [fileStep(workshop.write('a', 'one two'), 'one two', ['two', '2'])]))
  for (let from = 1; workshop.read('a') !== 'one 2'; from += 1) {
    rmSync(workshop.folder, { recursive: true, force: true })
    workshop.write('a', 'one two')
    const disk = new FailingDisk({ kind: 'dead', from })
    await disk.during(() => applyPlan(orderOf(workshop, plan)).catch(() => undefined))
  }
  return (await listRuns(workshop.folder))[0]?.folder ?? ''
}

describe('watching over a change', () => {
  it('goes on when a look fails, and takes the change back when it can', async () => {
    const run = await brokenOff()
    const lock = `${workshop.folder}/lock`
    rmSync(lock)
    mkdirSync(lock)
    const watched = watchOver({ folder: workshop.folder, run, change }, grounds)
    await sleep(200)
    expect(workshop.read('a')).toBe('one 2')
    rmSync(lock, { recursive: true })
    await watched
    expect(workshop.read('a')).toBe('one two')
    expect((await listRuns(workshop.folder))[0]?.state?.finished).toBe(true)
  })

  it('of a run that is gone ends at once', async () => {
    await watchOver({ folder: workshop.folder, run: workshop.path('gone'), change }, grounds)
  })
})
