import type { Planner } from '../planner.ts'
import { gatewayPolicyPlanner } from './gateway-policy.ts'
import { iisPlanner } from './iis.ts'
import { mysqlPlanner } from './mysql.ts'
import { screenconnectPlanner } from './screenconnect.ts'
import { uacPlanner } from './uac.ts'
import { windowsFirewallPlanner } from './windows-firewall.ts'

/** Every planner, in the order in which their changes are made. A new planner adds its line here. */
export const planners: readonly Planner[] = [
  screenconnectPlanner,
  iisPlanner,
  uacPlanner,
  windowsFirewallPlanner,
  mysqlPlanner,
  gatewayPolicyPlanner,
]
