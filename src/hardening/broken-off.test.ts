import { existsSync, readFileSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from './apply.ts'
import { FailingDisk } from './failing-disk-fixture.ts'
import { grounds } from './grounds/index.ts'
import { orderOf, Workshop } from './plan-fixture.ts'
import { filesAfter, planFrom, planSketch, type RandomPlan } from './random-plan-fixture.ts'
import { rollBack } from './rollback.ts'
import { listRuns } from './runs.ts'

let workshop: Workshop
beforeEach(() => {
  workshop = new Workshop()
})
afterEach(() => workshop.remove())

const never = Number.POSITIVE_INFINITY
const onProgress = (): void => undefined

function apply(random: RandomPlan) {
  return applyPlan(
    orderOf(workshop, random.plan, {
      verify: async ({ id }) => ({ outcome: random.content.has(id) ? 'pass' : 'fail', detail: '' }),
    }),
  )
}

function back() {
  return rollBack({ folder: workshop.folder, grounds, onProgress })
}

function filesNow({ before }: RandomPlan): ReadonlyMap<string, Buffer> {
  return new Map([...before.keys()].map((path) => [path, readFileSync(path)]))
}

describe('whatever the plan', () => {
  it('what the controls are content with stays, all else is as before, and a rollback brings back every byte', async () => {
    const property = fc.asyncProperty(planSketch, async (sketch) => {
      workshop.remove()
      workshop = new Workshop()
      const random = planFrom(sketch, workshop)
      await apply(random)
      expect(filesNow(random)).toEqual(filesAfter(random))
      const results = await back()
      expect(results.every(({ ending }) => ending === 'undone')).toBe(true)
      expect(filesNow(random)).toEqual(random.before)
      expect(await back()).toEqual([])
    })
    await fc.assert(property, { numRuns: 150 })
  })
})

describe('an apply that dies, half the times with the power', () => {
  it('at any of its operations on files is undone by a rollback, byte for byte, even if that dies once as well', async () => {
    let points = 0
    for (const sketch of fc.sample(planSketch, { numRuns: 40, seed: 20_261_125 })) {
      const random = planFrom(sketch, workshop)
      const whole = await operationsOf(random)
      for (let point = 1; point <= whole; point += 1) {
        points += 1
        rmSync(workshop.folder, { recursive: true, force: true })
        const kind = points % 2 === 0 ? 'dead' : 'dark'
        await new FailingDisk({ kind, from: point }).during(() => apply(random).catch(() => undefined))
        await expectFinishedOrOpen(random)
        // Not at all, or at one of the operations of the rollback; a different one each time.
        await new FailingDisk({ kind, from: point % 23 }).during(() => back().catch(() => undefined))
        await back()
        expect(filesNow(random), `killed at operation ${point}`).toEqual(random.before)
        expect(await back()).toEqual([])
        expect((await listRuns(workshop.folder)).some(({ folder }) => existsSync(`${folder}/copies`))).toBe(false)
      }
      if (points >= 500) break
    }
    expect(points).toBeGreaterThanOrEqual(500)
  }, 600_000)

  it('is not applied over before it was taken back', async () => {
    const random = planFrom(someSketch, workshop)
    await new FailingDisk({ kind: 'dead', from: 30 }).during(() => apply(random).catch(() => undefined))
    await expect(apply(random)).rejects.toThrow('An earlier apply broke off')
    await back()
    await apply(random)
    expect(filesNow(random)).toEqual(filesAfter(random))
  })

  /** How many operations an undisturbed apply takes. Leaves the files as they were. */
  async function operationsOf(random: RandomPlan): Promise<number> {
    const disk = new FailingDisk({ kind: 'dead', from: never })
    await disk.during(() => apply(random))
    await back()
    return disk.operations
  }

  async function expectFinishedOrOpen(random: RandomPlan): Promise<void> {
    const state = (await listRuns(workshop.folder)).at(-1)?.state
    if (state?.finished) expect(filesNow(random)).toEqual(filesAfter(random))
  }
})

describe('a disk that is full', () => {
  it('from any moment on leaves each change made and written down, or undone; a rollback then has room again', async () => {
    const random = planFrom(someSketch, workshop)
    for (let point = 1; point <= 90; point += 1) {
      rmSync(workshop.folder, { recursive: true, force: true })
      const disk = new FailingDisk({ kind: 'full', from: point, folder: workshop.folder })
      const results = await disk.during(() => apply(random).catch(() => undefined))
      const made = new Set(results?.filter(({ ending }) => ending === 'verified').map(({ change }) => change))
      expect(filesNow(random), `full at operation ${point}`).toEqual(filesAfter({ ...random, content: made }))
      await back()
      expect(filesNow(random)).toEqual(random.before)
    }
  })
})

const someSketch = {
  files: [Buffer.from('one two three four'), Buffer.from('äöü')],
  changes: [
    {
      content: true,
      steps: [
        { file: 0, cuts: [{ gap: 4, out: 3, in: Buffer.from('twenty') }] },
        { file: 1, cuts: [{ gap: 0, out: 2, in: Buffer.alloc(0) }] },
      ],
    },
    { content: true, steps: [{ file: 0, cuts: [{ gap: 0, out: 3, in: Buffer.from('a') }] }] },
  ],
}
