import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { constants, copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readEvidenceFile, type StoredEvidence, writeEvidenceFile } from '../evidence/file.ts'
import { NewestEvidence } from '../evidence/newest.ts'
import type { Evidence, EvidenceFile } from '../model/evidence.ts'
import { type Parsed, rejected } from '../model/parsed.ts'
import { joined, say, type Text, verbatim } from '../model/text.ts'
import { evidenceText } from './evidence-text.ts'
import { codeOf, notReadable, notWritable } from './file-failure.ts'
import { evidenceFromFuture } from './future-evidence.ts'
import { Refusal } from './refusal.ts'

/** What lies in the evidence folder: the newest of it, and every file that could not be used, with the reason. */
export interface FolderEvidence {
  readonly files: number
  readonly evidence: readonly Evidence[]
  readonly broken: readonly Text[]
}

/** The folder that belongs to a policy: what witnesses from within brought is kept there until it is judged. */
export function evidenceFolderOf(policyPath: string): string {
  return join(dirname(policyPath), 'evidence')
}

/** Paths of all evidence files of a folder in a fixed order; none if there is no such folder. */
export function evidenceFilesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name.endsWith('.json'))
    return names.map(({ name }) => join(folder, name)).sort()
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return []
    throw notReadable(folder, cause)
  }
}

/** Reads every file of the folder. One that cannot be used is named and hides nothing of the others. */
export function evidenceIn(folder: string, now: number): FolderEvidence {
  const paths = evidenceFilesIn(folder)
  const kept = new NewestEvidence()
  const broken: Text[] = []
  for (const path of paths) {
    const file = usableFile(path, now)
    if (file.ok) kept.add(file.value.evidence)
    else broken.push(joined([file.problem, moveAway]))
  }
  return { files: paths.length, evidence: kept.all(), broken }
}

/** An evidence file that is readable and not from the future, or what is wrong with it, with its place. */
export function usableFile(path: string, now: number): Parsed<StoredEvidence> {
  try {
    const file = readEvidenceFile(evidenceText(path))
    const problem = file.ok ? evidenceFromFuture(file.value.evidence, now) : file.problem
    return file.ok && problem === undefined ? file : rejected(joined([verbatim(`${path}:`), problem ?? say('', '')]))
  } catch (error) {
    if (error instanceof Refusal) return rejected(error.text)
    throw error
  }
}

export interface KeptFile {
  readonly path: string
  /** The same content was there before. */
  readonly already: boolean
}

/**
 * Keeps evidence in the folder as `2026-11-25-windows-RMM01.json`: the day of its newest piece, who saw it, and where.
 * The same content is kept once; other content under the same name gets a number, nothing is ever overwritten.
 */
export async function keepEvidence(
  folder: string,
  file: EvidenceFile,
  { witness, machine }: { readonly witness: string; readonly machine: string },
): Promise<KeptFile> {
  const text = writeEvidenceFile(file)
  const name = `${dayOf(file.evidence)}-${fileWord(witness)}-${fileWord(machine)}`
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw notWritable(folder, cause)
  })
  const earlier = await earlierCopy(folder, name, text)
  if (earlier !== undefined) return { path: earlier, already: true }
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${name}.json` : `${name}-${number}.json`)
    if (!existsSync(path) && (await writtenFirst(path, text))) return { path, already: false }
  }
}

async function earlierCopy(folder: string, name: string, text: string): Promise<string | undefined> {
  for (const path of evidenceFilesIn(folder).filter((path) => path.startsWith(join(folder, name)))) {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return path
  }
  return undefined
}

/** Writes a file whole, unless somebody else was first to take the name. */
async function writtenFirst(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.${process.pid}.part`
  try {
    await writeFile(draft, text, { mode: 0o600 })
    await placed(draft, path)
    return true
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false
    throw notWritable(path, cause)
  } finally {
    await rm(draft, { force: true })
  }
}

/** A second name for the draft appears at once and never in place of another file; some file systems know only copies. */
async function placed(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw cause
    await copyFile(draft, path, constants.COPYFILE_EXCL)
  }
}

function dayOf(evidence: readonly Evidence[]): string {
  const newest = evidence.reduce((latest, { at }) => (at > latest ? at : latest), '')
  return newest === '' ? 'undated' : newest.slice(0, 10)
}

/** What every file system takes as part of a name. */
function fileWord(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9.-]+/g, '_').slice(0, 60)
}

const moveAway = say(
  'Die Datei bleibt, wie sie ist, und zählt nicht mit. Nehmen Sie diese Datei aus dem Ordner, sobald neue Belege da sind.',
  'The file stays as it is and does not count. Take this file out of the folder as soon as there is new evidence.',
)
