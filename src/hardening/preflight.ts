import { say, type Text } from '../model/text.ts'
import type { Change, Step } from './change.ts'
import type { Ground, Grounds } from './ground.ts'
import { failureName } from './hardening-refusal.ts'
import { placeKey, placeOf, stateOf } from './place.ts'

/** The ground that a step is made on, if there is one here. */
export function groundOf(grounds: Grounds, step: Step): Ground | undefined {
  // A ground of one kind is asked with steps of that kind alone: it was just looked up by it.
  return grounds[step.kind] as Ground | undefined
}

/**
 * Why changes cannot be made, by their ids; a change that can is not in it. Reads and touches nothing. Each step must
 * find its place as it is before it, or as a step before it in these changes leaves it.
 */
export async function preflight(changes: readonly Change[], grounds: Grounds): Promise<ReadonlyMap<string, Text>> {
  const reasons = new Map<string, Text>()
  let left: ReadonlyMap<string, string> = new Map()
  for (const change of changes) {
    // What a change that is not made would leave is not there for those after it.
    const outlook = new Map(left)
    const reason = await obstacle(change, grounds, outlook)
    if (reason === undefined) left = outlook
    else reasons.set(change.id, reason)
  }
  return reasons
}

async function obstacle(change: Change, grounds: Grounds, outlook: Map<string, string>): Promise<Text | undefined> {
  for (const step of change.steps) {
    const reason = await obstacleOf(step, grounds, outlook)
    if (reason !== undefined) return reason
    outlook.set(placeKey(step), stateOf(step, 'after'))
  }
  return undefined
}

async function obstacleOf(
  step: Step,
  grounds: Grounds,
  outlook: ReadonlyMap<string, string>,
): Promise<Text | undefined> {
  const ground = groundOf(grounds, step)
  if (ground === undefined) return outOfReach(step)
  const left = outlook.get(placeKey(step))
  if (left !== undefined) return left === stateOf(step, 'before') ? undefined : changed(step)
  try {
    return (await ground.standing(step)) === 'before' ? undefined : changed(step)
  } catch (cause) {
    return unreadable(step, cause)
  }
}

/** Of a place that is not reached from here. */
export function outOfReach(step: Step): Text {
  return say(
    `${placeOf(step)} lässt sich von hier aus nicht ändern. Bitte führen Sie den Plan dort aus, wo es geht.`,
    `${placeOf(step)} cannot be changed from here. Please apply the plan where it can.`,
  )
}

function changed(step: Step): Text {
  return say(
    `${placeOf(step)} ist nicht mehr so, wie der Plan es gesehen hat. Nichts wurde angefasst. Bitte machen Sie einen neuen Plan.`,
    `${placeOf(step)} is no longer as the plan saw it. Nothing was touched. Please make a new plan.`,
  )
}

function unreadable(step: Step, cause: unknown): Text {
  return say(
    `${placeOf(step)} lässt sich nicht lesen (${failureName(cause)}). Nichts wurde angefasst. Bitte prüfen Sie Namen und Rechte.`,
    `${placeOf(step)} cannot be read (${failureName(cause)}). Nothing was touched. Please check the name and the permissions.`,
  )
}
