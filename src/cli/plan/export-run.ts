import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BundleFile, exportedBundle } from '../../hardening/bundle/exported.ts'
import { sha256Of } from '../../hardening/fingerprint.ts'
import { say, type Text } from '../../model/text.ts'
import { notWritable } from '../file-failure.ts'
import { keepExportedPlan } from '../hardening/exported-plans.ts'
import { planInput } from '../hardening/plan-input.ts'
import { refusalsTold } from '../hardening/refusals-told.ts'
import { type Program, print, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { writeNew } from '../written-file.ts'
import type { PlanExportFlags } from './export-command.ts'

/** Writes the scripts of a plan to a folder, and keeps the plan for the day when their journal comes back. */
export async function run(this: Program, flags: PlanExportFlags, file: string): Promise<void> {
  const { plan, hash, text } = await planInput(file)
  const program = speakingFor(this, plan.language)
  const { version: toolVersion } = program
  const files = await refusalsTold(async () => exportedBundle({ plan, hash, toolVersion, only: flags.only ?? [] }))
  if (existsSync(join(flags.out, 'journal.jsonl'))) throw new Refusal(inUse(flags.out))
  await written(flags.out, files)
  await keepExportedPlan(flags, hash, text)
  show(program, flags, { hash, files })
}

async function written(folder: string, files: readonly BundleFile[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw notWritable(folder, cause)
  })
  for (const { name, text } of files) await writeNew(join(folder, name), text)
}

interface Exported {
  readonly hash: string
  readonly files: readonly BundleFile[]
}

/** Each script with its SHA-256, so that whoever runs it on the server can compare. */
function show(program: Program, { json, out }: PlanExportFlags, { hash, files }: Exported): void {
  const sums = files.map(({ name, text }) => ({ name, sha256: sha256Of(Buffer.from(text)) }))
  if (json) {
    print(program, JSON.stringify({ schema: 'bollwerk.bundle/1', plan: hash, folder: out, files: sums }, undefined, 2))
    return
  }
  for (const { name, sha256 } of sums) print(program, `${sha256}  ${join(out, name)}`)
  tell(program, next(out))
}

function next(out: string): Text {
  return say(
    `Kopieren Sie ${out} auf den Server, an einen Ort, an den nur Administratoren schreiben dürfen, lesen Sie die Skripte, und rufen Sie dort als Administrator auf: powershell.exe -NoProfile -File apply.ps1. Danach: bollwerk import journal.jsonl`,
    `Copy ${out} to the server, to a place where administrators alone may write, read the scripts, and run there as administrator: powershell.exe -NoProfile -File apply.ps1. After that: bollwerk import journal.jsonl`,
  )
}

function inUse(folder: string): Text {
  return say(
    `In ${folder} liegt schon das Protokoll eines Laufs (journal.jsonl). Bitte nennen Sie mit --out einen anderen Ordner.`,
    `The journal of a run (journal.jsonl) is in ${folder} already. Please name another folder with --out.`,
  )
}
