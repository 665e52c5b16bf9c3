import { setTimeout as sleep } from 'node:timers/promises'
import { say, type Text } from '../model/text.ts'
import { answering } from './answering.ts'
import type { Duty } from './dead-man.ts'
import type { Grounds } from './ground.ts'
import { Journal, readJournal } from './journal.ts'
import { type ChangeState, type JournalState, stateOfJournal } from './journal-state.ts'
import { tryLock } from './lock.ts'
import { undoSteps } from './undo-steps.ts'
import { ended, endRun } from './workplace.ts'

/** How often it looks, in milliseconds. */
const interval = 500

/** After so many looks in a row that failed it gives up: half a minute in which nothing could be read. */
const patience = 60

/**
 * Takes a change back when the process that makes it is gone before the change has its ending: at once where it was still
 * being made or proven, at the deadline where it waits to be confirmed. Resolves when the change has its ending, whoever
 * gave it.
 */
export async function watchOver(duty: Duty, grounds: Grounds, now: () => number = Date.now): Promise<void> {
  for (let failures = 0; ; await sleep(interval)) {
    try {
      if (!(await isUnderWay(duty, grounds, now))) return
      failures = 0
    } catch (cause) {
      // Nobody else is left to try again, so that one failure must not end the watch.
      failures += 1
      if (failures >= patience) throw cause
    }
  }
}

async function isUnderWay(duty: Duty, grounds: Grounds, now: () => number): Promise<boolean> {
  const before = await look(duty)
  if (before === undefined || before.own.ending !== undefined) return false
  if ((before.own.awaiting ?? 0) > now()) return true
  const lock = tryLock(duty.folder)
  // Whoever makes the change holds the lock as long as it lives.
  if (lock === undefined) return true
  try {
    const seen = await look(duty)
    if (seen === undefined || seen.own.ending !== undefined) return false
    if ((seen.own.awaiting ?? 0) > now()) return true
    await takeBack(duty, seen, grounds, now)
    return false
  } finally {
    lock.release()
  }
}

interface Seen {
  readonly state: JournalState
  readonly own: ChangeState
}

async function look({ run, change }: Duty): Promise<Seen | undefined> {
  const state = stateOfJournal(await readJournal(run))
  const own = state?.changes.find(({ change: { id } }) => id === change)
  return state === undefined || state.finished || own === undefined ? undefined : { state, own }
}

async function takeBack({ run }: Duty, { state, own }: Seen, grounds: Grounds, now: () => number): Promise<void> {
  const journal = await Journal.open(run, now)
  const workplace = { run, plan: state.plan, journal, grounds: answering(grounds), onProgress: () => undefined }
  try {
    const failure = await undoSteps(workplace, own.change, own.touched)
    const result = await ended(workplace, {
      change: own.change.id,
      ...(failure === undefined
        ? { ending: 'not-confirmed-and-undone', detail: abandoned }
        : { ending: 'undo-failed', detail: failure }),
    })
    await endRun(workplace, [result])
  } finally {
    await journal.close()
  }
}

const abandoned: Text = say(
  'Der Vorgang brach ab, bevor jemand bestätigt hatte; der Wächter hat die Änderung zurückgenommen.',
  'The apply broke off before anybody had confirmed; the watcher took the change back.',
)
