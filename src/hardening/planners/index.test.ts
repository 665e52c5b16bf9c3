import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { controls } from '../../controls/index.ts'
import { planners } from './index.ts'

describe('the list of planners', () => {
  it('has every planner of this folder, and no control has two', async () => {
    const files = globSync('src/hardening/planners/*.ts').filter((file) => !/(test|fixture|index)\.ts$/.test(file))
    const rooms = await Promise.all(files.map((file) => import(resolve(file)) as Promise<Record<string, unknown>>))
    const found = rooms.flatMap((room) =>
      Object.entries(room).flatMap(([name, value]) => (name.endsWith('Planner') ? [value] : [])),
    )
    expect(new Set(planners)).toEqual(new Set(found))
    const planned = planners.flatMap((planner) => planner.controls)
    expect(planned).toEqual([...new Set(planned)])
  })

  it('has one for every control that says that Bollwerk does it by itself', () => {
    const planned = planners.flatMap((planner) => planner.controls)
    const automatic = controls.filter(({ remedy }) => remedy.automatic).map(({ id }) => id)
    expect(automatic.length).toBeGreaterThan(5)
    expect(automatic.filter((id) => !planned.includes(id))).toEqual([])
  })
})
