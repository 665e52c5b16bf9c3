import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from './apply.ts'
import type { Errand } from './applying-process-fixture.ts'
import type { Plan } from './change.ts'
import type { Doing } from './change-result.ts'
import type { watcherProcess } from './dead-man.ts'
import { grounds } from './grounds/index.ts'
import { changeOf, fileStep, orderOf, planOf, Workshop } from './plan-fixture.ts'
import { rollBack } from './rollback.ts'
import { listRuns } from './runs.ts'

let workshop: Workshop
let children: ChildProcess[] = []
beforeEach(() => {
  workshop = new Workshop()
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  workshop.remove()
})

/** Starts a process that applies; answers when it is doing so and so. */
async function started(errand: Omit<Errand, 'folder'>, until: Doing): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./applying-process-fixture.ts', import.meta.url)), { stdio: 'inherit' })
  children.push(child)
  child.send({ ...errand, folder: workshop.folder } satisfies Errand)
  await new Promise<void>((resolve) => child.on('message', (doing) => doing === until && resolve()))
  return child
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

function back() {
  return rollBack({ folder: workshop.folder, grounds, onProgress: () => undefined })
}

async function lastEnding(): Promise<string | undefined> {
  return (await listRuns(workshop.folder)).at(-1)?.state?.changes[0]?.ending
}

/** A change of a file so long that writing it takes a while. */
function longPlan(confirm = false): Plan {
  const a = workshop.write('a', `one ${'x'.repeat(2_000_000)} end`)
  const b = workshop.write('b', 'one two')
  return planOf(
    changeOf('long', [fileStep(a, workshop.read('a'), ['one', 'twenty']), fileStep(b, 'one two', ['two', ''])], {
      confirm,
    }),
  )
}

describe('a process that is killed while it applies or takes back', () => {
  it('leaves nothing that a rollback does not bring back, byte for byte', async () => {
    const plan = longPlan()
    const [a, b] = [workshop.read('a'), workshop.read('b')]
    for (let round = 0; round < 12; round += 1) {
      const child = await started({ plan, repeat: 'for-ever' }, 'checking')
      await sleep(Math.random() * 400)
      await killed(child)
      await back()
      expect(workshop.read('a') === a, `round ${round}`).toBe(true)
      expect(workshop.read('b')).toBe(b)
      expect(await back()).toEqual([])
    }
  })

  it('holds up others only as long as it lives', async () => {
    const plan = longPlan()
    const child = await started({ plan, hangs: true }, 'proving')
    await expect(applyPlan(orderOf(workshop, plan))).rejects.toThrow('Something else is changing things')
    await expect(back()).rejects.toThrow('Something else is changing things')
    await killed(child)
    await expect(applyPlan(orderOf(workshop, plan))).rejects.toThrow('An earlier apply broke off')
    expect((await back()).map(({ ending }) => ending)).toEqual(['undone'])
  })
})

describe('a process that is killed before a risky change is confirmed', () => {
  it('has somebody who takes the change back at the deadline, and not before', async () => {
    const child = await started({ plan: longPlan(true), confirmWithin: 4_000 }, 'awaiting-confirmation')
    await killed(child)
    await sleep(1_000)
    expect(workshop.read('b')).toBe('one ')
    await expect.poll(lastEnding).toBe('not-confirmed-and-undone')
    expect(workshop.read('b')).toBe('one two')
    expect(workshop.read('a').startsWith('one xxx')).toBe(true)
    await expect.poll(async () => existsSync(`${(await listRuns(workshop.folder))[0]?.folder}/copies`)).toBe(false)
    expect(await back()).toEqual([])
  })

  it('has the change taken back at once where it was not proven yet', async () => {
    const child = await started({ plan: longPlan(true), hangs: true }, 'proving')
    await killed(child)
    await expect.poll(() => workshop.read('b')).toBe('one two')
    await expect.poll(lastEnding).toBe('not-confirmed-and-undone')
  })

  it('may be taken back by hand before that', async () => {
    const child = await started({ plan: longPlan(true) }, 'awaiting-confirmation')
    await killed(child)
    expect((await back()).map(({ ending }) => ending)).toEqual(['undone'])
  })
})

describe('the watcher', () => {
  it('is found by the built program too', async () => {
    const built: { watcherProcess: typeof watcherProcess } = await import(
      new URL('../../dist/src/hardening/dead-man.js', import.meta.url).href
    )
    const nothing = { folder: workshop.folder, run: workshop.path('no-run'), change: 'none' }
    await expect(built.watcherProcess.watch(nothing)).resolves.toBeUndefined()
  })
})
