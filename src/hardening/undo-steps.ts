import { say, type Text, verbatim } from '../model/text.ts'
import { NoAnswer } from './answering.ts'
import type { Change } from './change.ts'
import { ForeignContent } from './foreign-content.ts'
import type { Ground } from './ground.ts'
import { failureName } from './hardening-refusal.ts'
import { placeOf } from './place.ts'
import { groundOf, outOfReach } from './preflight.ts'
import { copyOf, noted, type Placed, placedSteps, tell, type Workplace } from './workplace.ts'

/**
 * Takes back those steps of a change that may stand changed, the last one first, and reads each back. Ends at the first
 * that cannot be taken back and answers why; `undefined` when all are as before. To be repeated as often as one likes:
 * what is back already is left alone.
 */
export async function undoSteps(
  workplace: Workplace,
  change: Change,
  touched: readonly number[],
): Promise<Text | undefined> {
  for (const placed of placedSteps(change).toReversed()) {
    const failure = touched.includes(placed.index) ? await undoStep(workplace, placed) : undefined
    if (failure !== undefined) return failure
  }
  return undefined
}

async function undoStep(workplace: Workplace, placed: Placed): Promise<Text | undefined> {
  const { change, step, index } = placed
  const ground = groundOf(workplace.grounds, step)
  if (ground === undefined) return outOfReach(step)
  try {
    const standing = await ground.standing(step)
    if (standing !== 'before') {
      tell(workplace, placed, 'undoing')
      await noted(workplace, { kind: 'undoing', change: change.id, step: index })
      await (standing === 'after' ? moveBack(workplace, ground, placed) : restore(workplace, ground, placed))
      if ((await ground.standing(step)) !== 'before') return notBack(placed, somethingElse)
    }
  } catch (cause) {
    return notBack(placed, reasonOf(cause))
  }
  await noted(workplace, { kind: 'undone', change: change.id, step: index })
  return undefined
}

function reasonOf(cause: unknown): Text {
  if (cause instanceof ForeignContent) return somethingElse
  return cause instanceof NoAnswer ? cause.text : verbatim(failureName(cause))
}

/** A write back can break off too, so that it needs its copy as well. Without one nothing is touched. */
async function moveBack(workplace: Workplace, ground: Ground, placed: Placed): Promise<void> {
  const { folder, name } = copyOf(workplace, placed)
  await ground.snapshot(placed.step, folder, name)
  await ground.move(placed.step, 'before')
}

/** The place holds neither side: the ground brings it back only where it is certain that our own write broke off. */
async function restore(workplace: Workplace, ground: Ground, placed: Placed): Promise<void> {
  const { folder, name } = copyOf(workplace, placed)
  await ground.restore(placed.step, folder, name)
}

const somethingElse = say(
  'dort steht etwas, das Bollwerk nicht geschrieben hat',
  'it holds what Bollwerk did not write',
)

function notBack({ step }: Placed, reason: Text): Text {
  const place = placeOf(step)
  return say(
    `ACHTUNG: ${place} ließ sich nicht zurücknehmen (${reason.de}) und ist jetzt weder wie vorher noch sicher wie geplant. Bitte stellen Sie es von Hand her, oder beheben Sie die Ursache und wiederholen Sie: bollwerk rollback`,
    `ATTENTION: ${place} could not be taken back (${reason.en}) and is now neither as before nor certainly as planned. Please restore it by hand, or remove the cause and repeat: bollwerk rollback`,
  )
}
