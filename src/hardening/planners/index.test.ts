import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planners } from './index.ts'

describe('the list of planners', () => {
  it('has every planner of this folder, and no control has two', async () => {
    const files = globSync('src/hardening/planners/*.ts').filter((file) => !/(test|fixture|index)\.ts$/.test(file))
    const rooms = await Promise.all(files.map((file) => import(resolve(file)) as Promise<Record<string, unknown>>))
    const found = rooms.flatMap((room) =>
      Object.entries(room).flatMap(([name, value]) => (name.endsWith('Planner') ? [value] : [])),
    )
    expect(new Set(planners)).toEqual(new Set(found))
    const controls = planners.flatMap((planner) => planner.controls)
    expect(controls).toEqual([...new Set(controls)])
  })
})
