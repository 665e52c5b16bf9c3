import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flushFolder, makeNewFolder } from './durable-file.ts'
import { readJournal } from './journal.ts'
import { type JournalState, stateOfJournal } from './journal-state.ts'

/** One apply and what became of it. Its folder holds the journal and, while it is under way, copies. */
export interface Run {
  /** Such as `000001-3fa9c1d2e4b5`: counted, with the beginning of its plan's hash. */
  readonly name: string
  readonly folder: string
  /** Absent where it broke off before anything was touched. */
  readonly state?: JournalState
}

/** The applies of a hardening folder, the oldest first; none where the folder is missing. Throws `JournalDamaged`. */
export async function listRuns(folder: string): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (const name of await runNames(folder)) {
    const state = stateOfJournal(await readJournal(join(folder, name)))
    runs.push({ name, folder: join(folder, name), ...(state ? { state } : {}) })
  }
  return runs
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
  await rm(copiesOf(run), { recursive: true, force: true })
  await flushFolder(run)
}

async function runNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^\d{6}-[0-9a-f]{1,12}$/.test(name)).sort()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw cause
  }
}
