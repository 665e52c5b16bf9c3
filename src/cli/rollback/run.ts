import { basename } from 'node:path'
import type { Change } from '../../hardening/change.ts'
import { rollBack } from '../../hardening/rollback.ts'
import { listRuns, type Run } from '../../hardening/runs.ts'
import { databaseLogin, mustNameDatabase } from '../hardening/database.ts'
import { groundsFor } from '../hardening/grounds.ts'
import { journalFolderOf } from '../hardening/journal-folder.ts'
import { dropSeen } from '../hardening/kept-evidence.ts'
import { shownOutcome } from '../hardening/outcome-page.ts'
import { progressTo } from '../hardening/progress-words.ts'
import { refusalsTold } from '../hardening/refusals-told.ts'
import type { Program } from '../program.ts'
import type { RollbackFlags } from './command.ts'

/** Takes back the last apply or the named one. It needs no policy: it must work when everything else is broken. */
export async function run(this: Program, flags: RollbackFlags, name?: string): Promise<void> {
  const login = await databaseLogin(this, flags)
  const folder = journalFolderOf(flags)
  const runs = await runsSince(folder, name)
  if (!login) mustNameDatabase(changesOf(runs))
  const results = await refusalsTold(() =>
    rollBack({
      folder,
      grounds: groundsFor(login, this.language),
      onProgress: progressTo(this),
      ...(name === undefined ? {} : { run: runName(name) }),
    }),
  )
  if (results.length > 0) await dropSeen(this, runs)
  this.process.exitCode = shownOutcome(this, { action: 'rollback', journals: folder, results }, flags)
}

/** A run may be named by its folder, too. */
function runName(name: string): string {
  return basename(name)
}

/** The run that is to be taken back, and those that came after it. */
async function runsSince(folder: string, name: string | undefined): Promise<readonly Run[]> {
  const runs = await listRuns(folder)
  if (name === undefined) return runs.slice(-1)
  const first = runs.findIndex((one) => one.name === runName(name))
  return first < 0 ? [] : runs.slice(first)
}

/** What may stand changed by the run that is to be taken back. */
function changesOf([run]: readonly Run[]): readonly Change[] {
  const touched = run?.state?.changes.filter((state) => state.touched.length > 0) ?? []
  return touched.map(({ change }) => change)
}
