import type { Planner } from '../planner.ts'
import { iisPlanner } from './iis.ts'
import { screenconnectPlanner } from './screenconnect.ts'

/** Everything that turns findings into changes. */
export const planners: readonly Planner[] = [screenconnectPlanner, iisPlanner]
