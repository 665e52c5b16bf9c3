import { existsSync, readdirSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from './apply.ts'
import { grounds } from './grounds/index.ts'
import { changeOf, fileStep, orderOf, planOf, Workshop } from './plan-fixture.ts'
import { rollBack } from './rollback.ts'
import { listRuns } from './runs.ts'

let workshop: Workshop
beforeEach(() => {
  workshop = new Workshop()
})
afterEach(() => workshop.remove())

const onProgress = (): void => undefined

describe('applying a plan', () => {
  it('makes each change, keeps what the control is content with, and a rollback brings everything back', async () => {
    const a = workshop.write('a', 'one two three')
    const b = workshop.write('b', 'äöü <x/>\r\n')
    const plan = planOf(
      changeOf('first', [fileStep(a, 'one two three', ['two', 'twenty']), fileStep(b, 'äöü <x/>\r\n', ['<x/>', ''])]),
      changeOf('second', [fileStep(a, 'one twenty three', ['one', 'ONE!'])]),
    )
    const results = await applyPlan(orderOf(workshop, plan))
    expect(results.map(({ ending }) => ending)).toEqual(['verified', 'verified'])
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['ONE! twenty three', 'äöü \r\n'])

    const back = await rollBack({ folder: workshop.folder, grounds, onProgress })
    expect(back.map(({ change, ending }) => [change, ending])).toEqual([
      ['second', 'undone'],
      ['first', 'undone'],
    ])
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['one two three', 'äöü <x/>\r\n'])
    expect(await rollBack({ folder: workshop.folder, grounds, onProgress })).toEqual([])
  })

  it('leaves no copies behind, and a journal that only its owner can read', async () => {
    const a = workshop.write('a', 'password=hunter2 two')
    await applyPlan(orderOf(workshop, planOf(changeOf('x', [fileStep(a, 'password=hunter2 two', ['two', '2'])]))))
    const [run] = await listRuns(workshop.folder)
    expect(readdirSync(run?.folder ?? '')).toEqual(['journal.jsonl'])
    expect(statSync(workshop.folder).mode & 0o777).toBe(0o700)
    expect(statSync(run?.folder ?? '').mode & 0o777).toBe(0o700)
    expect(statSync(`${run?.folder}/journal.jsonl`).mode & 0o777).toBe(0o600)
    expect(existsSync(`${run?.folder}/copies`)).toBe(false)
  })
})
