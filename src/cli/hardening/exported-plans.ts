import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plan } from '../../hardening/change.ts'
import { planHash, readPlanFile } from '../../hardening/plan-file.ts'
import { codeOf, notReadable } from '../file-failure.ts'
import { keepOnce } from '../kept-file.ts'
import { type JournalFlags, journalFolderOf } from './journal-folder.ts'

/** Keeps the plan of a bundle, so that its journal can be told to belong to it when it comes back. */
export async function keepExportedPlan(flags: JournalFlags, hash: string, text: string): Promise<void> {
  await keepOnce(plansOf(flags), { name: hash, ending: '.json' }, text)
}

export interface KnownPlan {
  readonly path: string
  readonly plan: Plan
}

/** The plan with this SHA-256: one that was exported, or one that lies beside the policy. */
export async function knownPlan(flags: JournalFlags, hash: string): Promise<KnownPlan | undefined> {
  for (const path of [...jsonFilesIn(plansOf(flags)), ...jsonFilesIn(dirname(flags.policy))]) {
    const bytes = await readFile(path).catch(() => undefined)
    const plan = bytes && planHash(bytes) === hash ? readPlanFile(bytes) : undefined
    if (plan) return { path, plan }
  }
  return undefined
}

function plansOf(flags: JournalFlags): string {
  return join(journalFolderOf(flags), 'plans')
}

function jsonFilesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile())
    return names.map(({ name }) => join(folder, name)).filter((path) => path.endsWith('.json'))
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return []
    throw notReadable(folder, cause)
  }
}
