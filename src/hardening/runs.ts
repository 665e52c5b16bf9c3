import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '../model/text.ts'
import { flushFolder, makeNewFolder } from './durable-file.ts'
import { HardeningRefusal } from './hardening-refusal.ts'
import { journalFile, readJournal } from './journal.ts'
import { type DatedRecord, JournalDamaged } from './journal-record.ts'
import { type JournalState, stateOfJournal } from './journal-state.ts'

/** One apply and what became of it. Its folder holds the journal and, while it is under way, copies. */
export interface Run {
  /** Such as `000001-3fa9c1d2e4b5`: counted, with the beginning of its plan's hash. */
  readonly name: string
  readonly folder: string
  /** Absent where it broke off before anything was touched. */
  readonly state?: JournalState
}

/** The applies of a hardening folder, the oldest first; none where the folder is missing. Refused where a journal is damaged. */
export async function listRuns(folder: string): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (const name of await runNames(folder)) {
    const state = stateOfJournal(await recordsOf(join(folder, name)))
    runs.push({ name, folder: join(folder, name), ...(state ? { state } : {}) })
  }
  return runs
}

async function recordsOf(run: string): Promise<readonly DatedRecord[]> {
  try {
    return await readJournal(run)
  } catch (cause) {
    throw cause instanceof JournalDamaged ? damaged(journalFile(run), cause) : cause
  }
}

function damaged(file: string, cause: JournalDamaged): HardeningRefusal {
  return new HardeningRefusal(
    say(
      `${file} ist beschädigt (${cause.message}). Bollwerk ändert nichts, solange unklar ist, was getan wurde. Bitte stellen Sie die Datei aus einer Sicherung wieder her.`,
      `${file} is damaged (${cause.message}). Bollwerk changes nothing while it is unclear what was done. Please restore the file from a backup.`,
    ),
    { cause },
  )
}

/** Makes the folder of the next run of a plan. Only under the lock: it counts. */
export async function makeRun(folder: string, hash: string): Promise<string> {
  const last = (await runNames(folder)).at(-1)
  const number = String(last === undefined ? 1 : Number.parseInt(last, 10) + 1).padStart(6, '0')
  const run = join(folder, `${number}-${hash.slice(0, 12)}`)
  await makeNewFolder(run)
  await makeNewFolder(copiesOf(run))
  return run
}

/** Where a run keeps copies of what it changes, as long as it is under way. */
export function copiesOf(run: string): string {
  return join(run, 'copies')
}

/** Removes the copies of a run: they hold whole files and thus, maybe, secrets. */
export async function removeCopies(run: string): Promise<void> {
  if (!existsSync(copiesOf(run))) return
  await rm(copiesOf(run), { recursive: true, force: true })
  await flushFolder(run)
}

/** Removes copies that a crash left behind when nothing needed them any more. */
export async function removeLeftovers({ folder, state }: Run): Promise<void> {
  const needed =
    state !== undefined && (!state.finished || state.changes.some(({ ending }) => ending === 'undo-failed'))
  if (!needed) await removeCopies(folder)
}

async function runNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^\d{6}-[0-9a-f]{1,12}$/.test(name)).sort()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw cause
  }
}
