import { say, type Text } from '../model/text.ts'
import { answering } from './answering.ts'
import type { Change, Plan } from './change.ts'
import type { ChangeResult, OnProgress } from './change-result.ts'
import { type Confirmation, confirmationTime, confirmedInTime } from './confirmation.ts'
import { type DeadMan, watcherProcess } from './dead-man.ts'
import type { Grounds, Verifier } from './ground.ts'
import { failureName, HardeningRefusal } from './hardening-refusal.ts'
import { Journal, JournalFailure } from './journal.ts'
import { notWritable, underLock } from './lock.ts'
import { makeSteps, type Shortfall } from './make-steps.ts'
import { preflight } from './preflight.ts'
import { prove, provingTime } from './proof.ts'
import { listRuns, makeRun, removeLeftovers } from './runs.ts'
import { undoSteps } from './undo-steps.ts'
import { ended, endRun, noted, type Workplace } from './workplace.ts'

export interface ApplyOrder {
  readonly plan: Plan
  /** SHA-256 of the plan file, in hexadecimal digits. */
  readonly hash: string
  /** Bollwerk's own folder for the lock and the journals of all applies; it is made where it is missing. */
  readonly folder: string
  readonly grounds: Grounds
  readonly verify: Verifier
  readonly confirmation: Confirmation
  readonly onProgress: OnProgress
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long a ground may take for one thing, in milliseconds. */
  readonly groundWithin?: number
  /** How long a verification may take, in milliseconds. */
  readonly proveWithin?: number
  /** How long there is to confirm, in milliseconds. */
  readonly confirmWithin?: number
  /** Who undoes a change when this process dies before it is confirmed. */
  readonly deadMan?: DeadMan
}

/**
 * Makes the changes of a plan, one after the other, and keeps those that prove themselves. Answers how each ended, in the
 * order of the plan. Throws `HardeningRefusal`, with nothing touched, where somebody else is at work, where an earlier
 * apply broke off, or where the journal cannot be written.
 */
export function applyPlan(given: ApplyOrder): Promise<readonly ChangeResult[]> {
  const order = { ...given, grounds: answering(given.grounds, given.groundWithin) }
  if (new Set(order.plan.changes.map(({ id }) => id)).size < order.plan.changes.length) {
    return Promise.reject(new HardeningRefusal(namedTwice))
  }
  return underLock(order.folder, async () => {
    await tidyUp(order.folder)
    const workplace = await begin(order)
    try {
      return await makeChanges(order, workplace)
    } finally {
      await workplace.journal.close()
    }
  })
}

/** Nothing begins over something unfinished. */
async function tidyUp(folder: string): Promise<void> {
  for (const run of await listRuns(folder)) {
    if (run.state?.finished === false) throw new HardeningRefusal(unfinished)
    await removeLeftovers(run)
  }
}

async function begin({ folder, plan, hash, grounds, onProgress, now }: ApplyOrder): Promise<Workplace> {
  try {
    const run = await makeRun(folder, hash)
    const journal = await Journal.begin(run, { hash, plan, now })
    return { run, plan, journal, grounds, onProgress }
  } catch (cause) {
    throw notWritable(folder, cause instanceof JournalFailure ? cause.cause : cause)
  }
}

async function makeChanges(order: ApplyOrder, workplace: Workplace): Promise<readonly ChangeResult[]> {
  const obstacles = await preflight(order.plan.changes, order.grounds)
  const results: ChangeResult[] = []
  let halted: Text | undefined
  for (const change of order.plan.changes) {
    const obstacle = halted ?? obstacles.get(change.id)
    const result = await (obstacle === undefined
      ? makeChange(order, workplace, change)
      : ended(workplace, { change: change.id, ending: 'stopped', detail: obstacle }))
    results.push(result)
    if (result.ending === 'undo-failed' || workplace.journal.failed) halted = haltedAt(result)
  }
  await endRun(workplace, results)
  return results
}

async function makeChange(order: ApplyOrder, workplace: Workplace, change: Change): Promise<ChangeResult> {
  order.onProgress({ change: change.id, doing: 'checking' })
  // Once more: the changes before this one took their time, or were taken back.
  const obstacle =
    (await preflight([change], order.grounds)).get(change.id) ?? (await unguarded(order, workplace, change))
  if (obstacle !== undefined) return ended(workplace, { change: change.id, ending: 'stopped', detail: obstacle })
  const { touched, shortfall } = await makeSteps(workplace, change)
  if (shortfall !== undefined) return undone(workplace, { change, touched }, shortfall)
  order.onProgress({ change: change.id, doing: 'proving' })
  const proof = await prove(change, { ...order, milliseconds: order.proveWithin ?? provingTime })
  const objection = proof.kept ? await unconfirmed(order, workplace, change) : proof
  if (objection !== undefined) return undone(workplace, { change, touched }, objection)
  return kept(workplace, { change, touched }, { change: change.id, ending: proof.ending, detail: proof.detail })
}

/** Why nobody would undo the change if this process died; `undefined` where somebody would, or need not. */
async function unguarded(order: ApplyOrder, { run }: Workplace, change: Change): Promise<Text | undefined> {
  if (!change.confirm) return undefined
  try {
    await (order.deadMan ?? watcherProcess).watch({ folder: order.folder, run, change: change.id })
    return undefined
  } catch (cause) {
    return noWatcher(cause)
  }
}

/** A change after whose restart somebody is locked out is confirmed too: there is time to restart while it waits. */
async function unconfirmed(order: ApplyOrder, workplace: Workplace, change: Change): Promise<Shortfall | undefined> {
  if (!change.confirm) return undefined
  const now = order.now()
  const until = now + (order.confirmWithin ?? confirmationTime)
  if (!(await noted(workplace, { kind: 'awaiting', change: change.id, until }))) return notWrittenDown
  order.onProgress({ change: change.id, doing: 'awaiting-confirmation', until })
  return (await confirmedInTime(order.confirmation, change, { until, now })) ? undefined : notConfirmed
}

/** A change with its steps that may stand changed. */
interface Made {
  readonly change: Change
  readonly touched: readonly number[]
}

/** A change stays only where the journal says so: a rollback would take it for broken off otherwise. */
async function kept(workplace: Workplace, made: Made, result: ChangeResult): Promise<ChangeResult> {
  if (!(await noted(workplace, { kind: 'ended', ...result }))) return undone(workplace, made, notWrittenDown)
  workplace.onProgress({ change: result.change, doing: 'ended', result })
  return result
}

async function undone(workplace: Workplace, { change, touched }: Made, shortfall: Shortfall): Promise<ChangeResult> {
  const failure = await undoSteps(workplace, change, touched)
  return ended(workplace, {
    change: change.id,
    ...(failure === undefined ? honest(shortfall, touched) : { ending: 'undo-failed', detail: failure }),
  })
}

/** What was never begun was not undone either. */
function honest({ ending, detail }: Shortfall, touched: readonly number[]): Shortfall {
  return { ending: touched.length === 0 && ending === 'failed-and-undone' ? 'stopped' : ending, detail }
}

const namedTwice = say(
  'Der Plan nennt zwei Änderungen mit derselben Kennung. Bitte machen Sie einen neuen Plan.',
  'The plan names two changes by the same id. Please make a new plan.',
)

const unfinished = say(
  'Ein früherer Vorgang ist abgebrochen und noch offen. Bitte nehmen Sie ihn zuerst zurück: bollwerk rollback',
  'An earlier apply broke off and is still open. Please take it back first: bollwerk rollback',
)

const notConfirmed: Shortfall = {
  ending: 'not-confirmed-and-undone',
  detail: say(
    'Niemand hat rechtzeitig bestätigt, dass der Zugang noch geht; deshalb steht wieder alles wie vorher. Bitte prüfen Sie die Adressen, und bestätigen Sie beim nächsten Mal mit: bollwerk confirm',
    'Nobody confirmed in time that access still works, so everything is as it was before. Please check the addresses, and confirm next time with: bollwerk confirm',
  ),
}

const notWrittenDown: Shortfall = {
  ending: 'failed-and-undone',
  detail: say(
    'Das Ergebnis ließ sich nicht ins Protokoll schreiben; deshalb steht wieder alles wie vorher. Bitte prüfen Sie Platz und Rechte.',
    'The result could not be written to the journal, so everything is as it was before. Please check space and permissions.',
  ),
}

function haltedAt({ change }: ChangeResult): Text {
  return say(
    `Nicht begonnen, weil ${change} nicht sauber endete. Bitte klären Sie das zuerst.`,
    `Not begun, because ${change} did not end cleanly. Please settle that first.`,
  )
}

function noWatcher(cause: unknown): Text {
  return say(
    `Nichts wurde angefasst: Der Wächter, der die Änderung ohne Bestätigung zurücknimmt, ließ sich nicht starten (${failureName(cause)}). Bitte melden Sie diesen Fehler.`,
    `Nothing was touched: the watcher that takes the change back without a confirmation could not be started (${failureName(cause)}). Please report this fault.`,
  )
}
