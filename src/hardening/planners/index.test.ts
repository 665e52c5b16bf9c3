import { describe, expect, it } from 'vitest'
import { planners } from './index.ts'

describe('the list of planners', () => {
  const controls = planners.flatMap((planner) => planner.controls)

  it('has one planner at most for each control', () => {
    expect(new Set(controls).size).toBe(controls.length)
  })

  it('has the database in it', () => {
    expect(controls).toEqual(expect.arrayContaining(['database-patched.settings', 'database-patched.accounts']))
  })
})
