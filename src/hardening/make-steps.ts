import { say, type Text } from '../model/text.ts'
import type { Change, Ending } from './change.ts'
import { failureName } from './hardening-refusal.ts'
import { JournalFailure } from './journal.ts'
import { placeOf } from './place.ts'
import { groundOf, outOfReach } from './preflight.ts'
import { copyOf, type Placed, placedSteps, tell, type Workplace } from './workplace.ts'

/** Why a change is not kept. */
export interface Shortfall {
  readonly ending: Ending
  readonly detail: Text
}

/** What came of making steps. */
export interface Making {
  /** The steps that may stand changed, by their places in the change. */
  readonly touched: readonly number[]
  /** Absent when all are made and read back. */
  readonly shortfall?: Shortfall
}

/** Makes the steps of a change until one falls short: copy, announcement, write, look, each on disk before the next. */
export async function makeSteps(workplace: Workplace, change: Change): Promise<Making> {
  const touched: number[] = []
  for (const placed of placedSteps(change)) {
    const unannounced = await announced(workplace, placed)
    if (unannounced !== undefined) return { touched, shortfall: unannounced }
    touched.push(placed.index)
    const shortfall = (await written(workplace, placed)) ?? (await announcedAsMade(workplace, placed))
    if (shortfall !== undefined) return { touched, shortfall }
  }
  return { touched }
}

async function announced(workplace: Workplace, placed: Placed): Promise<Shortfall | undefined> {
  const { change, step, index } = placed
  const { folder, name } = copyOf(workplace, placed)
  tell(workplace, placed, 'saving')
  try {
    await groundOf(workplace.grounds, step)?.snapshot(step, folder, name)
    await workplace.journal.append({ kind: 'intent', change: change.id, step: index })
    return undefined
  } catch (cause) {
    return failed(notSaved(placed, cause))
  }
}

async function written(workplace: Workplace, placed: Placed): Promise<Shortfall | undefined> {
  const { step } = placed
  const ground = groundOf(workplace.grounds, step)
  if (ground === undefined) return failed(outOfReach(step))
  tell(workplace, placed, 'writing')
  try {
    await ground.move(step, 'after')
    const standing = await ground.standing(step)
    if (standing === 'after') return undefined
    return standing === 'before' ? withoutEffect(placed) : failed(somethingElse(placed))
  } catch (cause) {
    return failed(notWritten(placed, cause))
  }
}

async function announcedAsMade(workplace: Workplace, placed: Placed): Promise<Shortfall | undefined> {
  try {
    await workplace.journal.append({ kind: 'made', change: placed.change.id, step: placed.index })
    return undefined
  } catch (cause) {
    return failed(notSaved(placed, cause))
  }
}

function failed(detail: Text): Shortfall {
  return { ending: 'failed-and-undone', detail }
}

/** The writing said that it worked, and the place is as it was. */
export function withoutEffect({ step }: Pick<Placed, 'step'>): Shortfall {
  return {
    ending: 'without-effect',
    detail: say(
      `Das Schreiben meldete Erfolg, aber ${placeOf(step)} ist, wie es war. Bitte prüfen Sie, ob etwas anderes diesen Wert vorgibt, zum Beispiel eine Gruppenrichtlinie.`,
      `Writing reported success, but ${placeOf(step)} is as it was. Please check whether something else dictates this value, for example a group policy.`,
    ),
  }
}

function notSaved({ step }: Placed, cause: unknown): Text {
  const reason = failureName(cause instanceof JournalFailure && cause.cause !== undefined ? cause.cause : cause)
  return say(
    `Kopie oder Protokoll zu ${placeOf(step)} ließen sich nicht speichern (${reason}). Ohne sie ändert Bollwerk nichts. Bitte prüfen Sie Platz und Rechte.`,
    `The copy or the journal of ${placeOf(step)} could not be stored (${reason}). Bollwerk changes nothing without them. Please check space and permissions.`,
  )
}

function notWritten({ step }: Placed, cause: unknown): Text {
  return say(
    `${placeOf(step)} ließ sich nicht schreiben (${failureName(cause)}). Bitte prüfen Sie die Rechte, und ob ein anderes Programm es festhält.`,
    `${placeOf(step)} could not be written (${failureName(cause)}). Please check the permissions, and whether another program holds it.`,
  )
}

/** What stands there is neither what was nor what was written. */
export function somethingElse({ step }: Pick<Placed, 'step'>): Text {
  return say(
    `In ${placeOf(step)} stand nach dem Schreiben etwas anderes, als geschrieben wurde. Bitte prüfen Sie, welches Programm es ändert.`,
    `After writing, ${placeOf(step)} held something else than was written. Please check which program changes it.`,
  )
}
