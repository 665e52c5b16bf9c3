import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readEvidenceFile, type StoredEvidence, writeEvidenceFile } from '../evidence/file.ts'
import { NewestEvidence } from '../evidence/newest.ts'
import type { Evidence, EvidenceFile } from '../model/evidence.ts'
import { type Parsed, rejected } from '../model/parsed.ts'
import { joined, say, type Text, verbatim } from '../model/text.ts'
import { evidenceText } from './evidence-text.ts'
import { codeOf, notReadable } from './file-failure.ts'
import { evidenceFromFuture } from './future-evidence.ts'
import { fileWord, type KeptFile, keepOnce } from './kept-file.ts'
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

/**
 * Keeps evidence in the folder as `2026-11-25-windows-RMM01.json`: the day of its newest piece, who saw it, and where.
 * The same content is kept once; other content under the same name gets a number, nothing is ever overwritten.
 */
export async function keepEvidence(
  folder: string,
  file: EvidenceFile,
  { witness, machine }: { readonly witness: string; readonly machine: string },
): Promise<KeptFile> {
  const name = `${dayOf(file.evidence)}-${fileWord(witness)}-${fileWord(machine)}`
  return keepOnce(folder, { name, ending: '.json' }, writeEvidenceFile(file))
}

function dayOf(evidence: readonly Evidence[]): string {
  const newest = evidence.reduce((latest, { at }) => (at > latest ? at : latest), '')
  return newest === '' ? 'undated' : newest.slice(0, 10)
}

const moveAway = say(
  'Die Datei bleibt, wie sie ist, und zählt nicht mit. Nehmen Sie diese Datei aus dem Ordner, sobald neue Belege da sind.',
  'The file stays as it is and does not count. Take this file out of the folder as soon as there is new evidence.',
)
