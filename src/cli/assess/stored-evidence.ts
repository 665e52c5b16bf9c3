import { readEvidenceFile } from '../../evidence/file.ts'
import { NewestEvidence } from '../../evidence/newest.ts'
import type { Evidence } from '../../model/evidence.ts'
import { joined, say, type Text, verbatim } from '../../model/text.ts'
import { evidenceIn, type FolderEvidence } from '../evidence-folder.ts'
import { evidenceText } from '../evidence-text.ts'
import { evidenceFromFuture } from '../future-evidence.ts'
import { type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'

export interface Gathered {
  readonly evidence: readonly Evidence[]
  /** False if something that should count could not be used. */
  readonly whole: boolean
}

/**
 * Reads evidence files one after another and keeps what is newest; a file that is not one is refused by name. Evidence
 * from the future is named: no control will look at it.
 */
export function storedEvidence(program: Program, paths: readonly string[]): Gathered {
  const kept = new NewestEvidence()
  for (const path of paths) kept.add(fromFile(path))
  const evidence = kept.all()
  tell(program, readSoMuch({ files: paths.length, pieces: evidence.length }))
  const early = evidenceFromFuture(evidence, Date.now())
  if (early !== undefined) tell(program, early)
  return { evidence, whole: early === undefined }
}

/** What the witnesses within left in the evidence folder. Every file that cannot be used is named. */
export function keptEvidence(program: Program, folder: string): FolderEvidence {
  const kept = evidenceIn(folder, Date.now())
  for (const problem of kept.broken) tell(program, problem)
  const { files, evidence } = kept
  if (files === 0) return kept
  tell(program, readSoMuch({ files, pieces: evidence.length, folder }))
  return kept
}

/** Of several looks at the same thing only the newest counts, so there may be fewer pieces than the files hold. */
function readSoMuch(read: { readonly files: number; readonly pieces: number; readonly folder?: string }): Text {
  const { files, pieces, folder } = read
  const where = folder === undefined ? '' : ` in ${folder}`
  return say(
    `${files} ${files === 1 ? 'Datei' : 'Dateien'} mit Belegen${where}: ${pieces} Belege zählen, je Frage die neuesten.`,
    `${files} evidence ${files === 1 ? 'file' : 'files'}${where}: ${pieces} pieces count, the newest of each kind.`,
  )
}

function fromFile(path: string): readonly Evidence[] {
  const file = readEvidenceFile(evidenceText(path))
  if (!file.ok) throw new Refusal(joined([verbatim(`${path}:`), file.problem]))
  return file.value.evidence
}
