import type { Planner } from '../planner.ts'
import { uacPlanner } from './uac.ts'
import { windowsFirewallPlanner } from './windows-firewall.ts'

/** Every planner, in the order in which their changes are made. A new planner adds its line here. */
export const planners: readonly Planner[] = [uacPlanner, windowsFirewallPlanner]
