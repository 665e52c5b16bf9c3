import { basename } from 'node:path'
import type { Change } from '../../hardening/change.ts'
import { rollBack } from '../../hardening/rollback.ts'
import { listRuns } from '../../hardening/runs.ts'
import { databaseLogin, mustNameDatabase } from '../hardening/database.ts'
import { groundsFor } from '../hardening/grounds.ts'
import { journalFolderOf } from '../hardening/journal-folder.ts'
import { shownOutcome } from '../hardening/outcome-page.ts'
import { progressTo } from '../hardening/progress-words.ts'
import { refusalsTold } from '../hardening/refusals-told.ts'
import type { Program } from '../program.ts'
import type { RollbackFlags } from './command.ts'

/** Takes back the last apply or the named one. It needs no policy: it must work when everything else is broken. */
export async function run(this: Program, flags: RollbackFlags, name?: string): Promise<void> {
  const login = await databaseLogin(this, flags)
  const folder = journalFolderOf(flags)
  if (!login) mustNameDatabase(await changesOf(folder, name))
  const results = await refusalsTold(() =>
    rollBack({
      folder,
      grounds: groundsFor(login, this.language),
      onProgress: progressTo(this),
      ...(name === undefined ? {} : { run: runName(name) }),
    }),
  )
  this.process.exitCode = shownOutcome(this, { action: 'rollback', journals: folder, results }, flags)
}

/** A run may be named by its folder, too. */
function runName(name: string): string {
  return basename(name)
}

/** What may stand changed by the run that is to be taken back. */
async function changesOf(folder: string, name: string | undefined): Promise<readonly Change[]> {
  const runs = await listRuns(folder)
  const found = name === undefined ? runs.at(-1) : runs.find((one) => one.name === runName(name))
  const touched = found?.state?.changes.filter((state) => state.touched.length > 0) ?? []
  return touched.map(({ change }) => change)
}
