import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { machineOf } from '../../controls/machines.ts'
import { sha256Of } from '../../hardening/fingerprint.ts'
import type { Run } from '../../hardening/runs.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import { keepEvidence } from '../evidence-folder.ts'
import { codeOf } from '../file-failure.ts'
import { type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'

interface Keeping {
  /** The evidence folder of the policy. */
  readonly folder: string
  readonly site: string
  readonly run: Run
}

/**
 * Keeps what was seen after an apply, a file for each look, so that the next assessment knows it. The run notes the files:
 * a rollback makes them untrue. A file that cannot be written is told and spoils nothing.
 */
export async function keepSeen(
  program: Program,
  seen: readonly (readonly Evidence[])[],
  { folder, site, run }: Keeping,
): Promise<void> {
  const notes: Note[] = []
  try {
    for (const evidence of seen) {
      const file = { schema: 'bollwerk.evidence/1', site, tool: { version: program.version }, evidence } as const
      const { path, already } = await keepEvidence(folder, file, whoSaw(evidence))
      if (already) continue
      notes.push({ path: resolve(path), sha256: sha256Of(await readFile(path)) })
      await writeFile(noteOf(run), JSON.stringify(notes), { mode: 0o600 })
      tell(program, say(`Was danach zu sehen war, steht in ${path}.`, `What was seen afterwards is in ${path}.`))
    }
  } catch (cause) {
    tell(program, notKept(cause instanceof Refusal ? cause.message : codeOf(cause)))
  }
}

/**
 * Takes out of the evidence folder what this run and those after it kept there: it shows changes that are taken back. A
 * file that somebody has changed stays.
 */
export async function dropSeen(program: Program, runs: readonly Run[]): Promise<void> {
  const notes = (await Promise.all(runs.map(notesOf))).flat()
  let dropped = 0
  for (const { path, sha256 } of notes) {
    const there = await readFile(path).catch(() => undefined)
    if (there === undefined || sha256Of(there) !== sha256) continue
    await rm(path, { force: true })
    dropped += 1
  }
  if (dropped > 0) tell(program, droppedNow(dropped))
}

interface Note {
  readonly path: string
  readonly sha256: string
}

const noteSchema = z.array(z.strictObject({ path: z.string(), sha256: z.string() }))

function noteOf({ folder }: Run): string {
  return join(folder, 'evidence.json')
}

/** None where the run kept nothing; a damaged note names no file that could be taken out. */
async function notesOf(run: Run): Promise<readonly Note[]> {
  const text = await readFile(noteOf(run), 'utf8').catch(() => '[]')
  try {
    const reading = noteSchema.safeParse(JSON.parse(text))
    return reading.success ? reading.data : []
  } catch {
    return []
  }
}

function whoSaw(evidence: readonly Evidence[]): { readonly witness: string; readonly machine: string } {
  const [first] = evidence
  if (!first) throw new Error('a look that saw something has evidence')
  return { witness: first.fact.slice(0, first.fact.indexOf('.')), machine: machineOf(first) }
}

function notKept(why: string): ReturnType<typeof say> {
  return say(
    `Die neuen Belege ließen sich nicht ablegen (${why}). Bitte erheben Sie vor der nächsten Beurteilung neu: bollwerk collect.`,
    `The new evidence could not be kept (${why}). Please collect again before the next assessment: bollwerk collect.`,
  )
}

function droppedNow(count: number): ReturnType<typeof say> {
  return say(
    `${count} ${count === 1 ? 'Datei' : 'Dateien'} mit Belegen von nach der Änderung zeigen nicht mehr, was ist, und sind entfernt. Was inzwischen erhoben wurde, erheben Sie bitte neu: bollwerk collect.`,
    `${count} evidence ${count === 1 ? 'file' : 'files'} from after the change no longer show what is there and are removed. What was collected since, please collect again: bollwerk collect.`,
  )
}
