import type { Planner } from '../planner.ts'
import { mysqlPlanner } from './mysql.ts'
import { screenconnectPlanner } from './screenconnect.ts'

/** Every planner, in the order in which their changes are made. A new planner adds its line here. */
export const planners: readonly Planner[] = [screenconnectPlanner, mysqlPlanner]
