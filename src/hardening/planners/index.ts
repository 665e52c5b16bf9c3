import type { Planner } from '../planner.ts'

/** Every planner, in the order in which their changes are made. A new planner adds its line here. */
export const planners: readonly Planner[] = []
