import { say, type Text } from '../model/text.ts'
import { answering } from './answering.ts'
import type { Change } from './change.ts'
import type { ChangeResult, OnProgress } from './change-result.ts'
import type { Grounds } from './ground.ts'
import { HardeningRefusal } from './hardening-refusal.ts'
import { Journal } from './journal.ts'
import type { ChangeState } from './journal-state.ts'
import { notWritable, underLock } from './lock.ts'
import { effectiveAfter } from './restart-words.ts'
import { listRuns, type Run, removeLeftovers } from './runs.ts'
import { undoSteps } from './undo-steps.ts'
import { ended, endRun, type Workplace } from './workplace.ts'

export interface RollbackOrder {
  /** The same folder as of the apply. */
  readonly folder: string
  readonly grounds: Grounds
  readonly onProgress: OnProgress
  /** The name of the run; the newest where none is named. */
  readonly run?: string
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** How long a ground may take for one thing, in milliseconds. */
  readonly groundWithin?: number
}

/**
 * Takes back what a run did or left half done, the last change first, and answers how each of them ended: `undone`, or
 * `undo-failed` with the place. What is taken back already, or was never touched, is not among them, so that a second
 * rollback has nothing to do. A change that cannot be taken back does not keep the others from it. Throws
 * `HardeningRefusal` where somebody else is at work, where there is no such run, or where the journal cannot be written.
 */
export function rollBack({ folder, run, groundWithin, ...given }: RollbackOrder): Promise<readonly ChangeResult[]> {
  const order = { ...given, grounds: answering(given.grounds, groundWithin) }
  return underLock(folder, async () => {
    const runs = await listRuns(folder)
    const found = run === undefined ? runs.at(-1) : runs.find(({ name }) => name === run)
    if (run !== undefined && found === undefined) throw new HardeningRefusal(noSuchRun(run))
    return found === undefined ? [] : await takenBack(found, order)
  })
}

async function takenBack(
  run: Run,
  { grounds, onProgress, now = Date.now }: Omit<RollbackOrder, 'folder' | 'run' | 'groundWithin'>,
): Promise<readonly ChangeResult[]> {
  const { folder, state } = run
  const open = state?.changes.filter(isOpen) ?? []
  if (state === undefined || (open.length === 0 && state.finished)) {
    await removeLeftovers(run)
    return []
  }
  const journal = await Journal.open(folder, now).catch((cause: unknown) => {
    throw notWritable(folder, cause)
  })
  const workplace = { run: folder, plan: state.plan, journal, grounds, onProgress }
  try {
    const results: ChangeResult[] = []
    for (const change of open.toReversed()) results.push(await takeBack(workplace, change))
    await endRun(workplace, results)
    return results
  } finally {
    await journal.close()
  }
}

/** Whether something of it may stand changed, or nobody wrote down yet that nothing does. */
function isOpen({ touched, begun, ending }: ChangeState): boolean {
  return touched.length > 0 || (begun && ending === undefined)
}

async function takeBack(workplace: Workplace, { change, touched }: ChangeState): Promise<ChangeResult> {
  const failure = await undoSteps(workplace, change, touched)
  return ended(workplace, {
    change: change.id,
    ...(failure === undefined
      ? { ending: 'undone', detail: asBefore(change) }
      : { ending: 'undo-failed', detail: failure }),
  })
}

function asBefore(change: Change): Text {
  const effect = effectiveAfter(change)
  return say(
    `Es steht wieder alles wie vorher. ${effect.de}`.trimEnd(),
    `Everything is as it was before. ${effect.en}`.trimEnd(),
  )
}

function noSuchRun(run: string): Text {
  return say(
    `Einen Vorgang ${run} gibt es hier nicht. Bitte prüfen Sie den Namen.`,
    `There is no run ${run} here. Please check the name.`,
  )
}
