import type { Situation } from '../../controls/examine.ts'
import { witnessed } from '../checked.ts'
import { automatePlan } from './automate.ts'
import { mysqlPlan } from './mysql.ts'
import type { UpgradePlan } from './plan.ts'
import { screenconnectPlan } from './screenconnect.ts'

/**
 * How each product of the site gets to its newest release, as ordered steps for a person. Whether one is due is said by
 * the controls, and their answers stand before each step; a product with nothing to do is named, too. Pure: the
 * situation holds the evidence and the moment.
 */
export function upgradePlans(situation: Situation): readonly UpgradePlan[] {
  const automate = witnessed(situation, 'automate')
  const screenconnect = witnessed(situation, 'screenconnect')
  return [
    ...(automate ? [automatePlan(automate), mysqlPlan(automate)] : []),
    ...(screenconnect ? [screenconnectPlan(screenconnect)] : []),
  ]
}
